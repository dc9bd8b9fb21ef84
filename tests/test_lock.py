"""One build at a time; what a killed build left behind is put in order, and the old site is never lost."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner
from conftest import PROJECT

from kb import lock
from kb.cli import main


def folder(root, name, text):
    (root / name).mkdir()
    (root / name / "index.html").write_text(text, "utf-8")


def seen(root):
    return {path.name: (path / "index.html").read_text("utf-8") for path in root.iterdir() if path.name != ".cache"}


def test_a_second_build_is_told_to_wait(world):
    root = world()
    with lock.alone(root):
        result = CliRunner().invoke(main, ["--root", str(root), "site"])
    assert result.exit_code == 1
    assert "Another build of this project is running." in result.output


def test_the_lock_goes_with_a_killed_process(tmp_path):
    code = """if True:
        import sys
        from pathlib import Path
        from kb import lock
        with lock.alone(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": str(PROJECT / "scripts")},
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(lock.Busy), lock.alone(tmp_path):
        pass
    holder.kill()
    holder.communicate()
    with lock.alone(tmp_path):
        pass


@pytest.mark.parametrize(("left", "after"), [
    ({"site": "old", ".site-new-1": "half"}, {"site": "old"}),               # killed while building
    ({"site-before": "old", ".site-new-1": "new", ".site-old-1": "older"}, {"site": "old"}),   # between the renames
    ({"site": "new", "site-before": "old", ".site-old-1": "1"}, {"site": "new", "site-before": "old"}),  # clearing up
    ({}, {}),
])
def test_what_a_killed_build_left_is_put_in_order(tmp_path, left, after):
    for name, text in left.items():
        folder(tmp_path, name, text)
    lock.recover(tmp_path)
    assert seen(tmp_path) == after


def test_the_swap_keeps_the_site_before_and_nothing_else(tmp_path):
    for text in ("first", "second", "third"):
        folder(tmp_path, ".site-new-1", text)
        lock.swap(tmp_path / ".site-new-1", tmp_path / "site")
    assert seen(tmp_path) == {"site": "third", "site-before": "second"}


def test_rolling_back_and_forth(tmp_path):
    folder(tmp_path, "site", "newest")
    folder(tmp_path, "site-before", "older")
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "rollback"])
    assert (result.exit_code, seen(tmp_path)) == (0, {"site": "older", "site-before": "newest"})
    assert result.output == "site/ is the one of the build before; the newest is kept in site-before/\n"
    CliRunner().invoke(main, ["--root", str(tmp_path), "rollback"])
    assert seen(tmp_path) == {"site": "newest", "site-before": "older"}


def test_there_may_be_nothing_to_roll_back_to(tmp_path):
    folder(tmp_path, "site", "only")
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "rollback"])
    assert result.exit_code == 1
    assert result.output == "Error: No earlier site is kept here. Go back to an earlier commit and run: make site\n"
    assert seen(tmp_path) == {"site": "only"}
