"""What a build tells while it runs: a bar on a terminal, one line in a log."""

from __future__ import annotations

import sys

import pytest

from kb.cli.building import Progress, bar


@pytest.mark.parametrize(("done", "gone", "shown"), [
    (0, 0.0, "PDFs ░░░░░░░░░░░░░░░░░░░░░░░░ 0/80  0:00"),
    (20, 5.0, "PDFs ██████░░░░░░░░░░░░░░░░░░ 20/80  0:05, about 0:15 left"),
    (40, 65.0, "PDFs ████████████░░░░░░░░░░░░ 40/80  1:05, about 1:05 left"),
    (80, 130.0, "PDFs ████████████████████████ 80/80  2:10"),
])
def test_the_bar_counts_and_tells_the_time(done, gone, shown):
    assert bar(done, 80, gone) == shown


def told(capsys, monkeypatch, *, terminal):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    times = iter([0.0, 100.0, 100.0, 104.0, 108.0])  # the work begins at 100
    progress = Progress(lambda: next(times))
    for done in range(3):
        progress(done, 2)
    return capsys.readouterr().out


def test_on_a_terminal_the_bar_is_drawn_again_in_its_line(capsys, monkeypatch):
    lines = told(capsys, monkeypatch, terminal=True).split("\r")
    assert [line.rstrip("\n").removesuffix("\x1b[K")[-24:].strip() for line in lines[1:]] == [
        bar(0, 2, 0)[-24:].strip(), bar(1, 2, 4)[-24:].strip(), bar(2, 2, 8)[-24:].strip(),
    ]
    assert lines[-1].endswith("\n")


def test_in_a_log_stands_one_line_at_the_end(capsys, monkeypatch):
    assert told(capsys, monkeypatch, terminal=False) == "2 PDFs set in 0:08\n"
