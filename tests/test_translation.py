"""Drift is known by content: what a reader would notice makes a translation stale, and nothing else."""

from __future__ import annotations

import subprocess

import pytest
from click.testing import CliRunner

from kb import checks, history, library, translation
from kb.cli import main
from kb.translation import State

LAO = "docs/lo/index.md"


def states(root):
    read = library.load(root)
    return {page.file: translation.state(read, page) for page in read.pages.values()}


def test_good_world_is_fresh(world):
    assert states(world())[LAO] is State.FRESH


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"docs/en/index.md": {"There are": "There  \nare"}}, State.FRESH),
        ({"docs/en/index.md": {"There are": "There are\u200b"}}, State.FRESH),
        ({"docs/en/index.md": {"There are": "There were"}}, State.STALE),
        ({"docs/en/index.md": {"title: A small world": "title: A big world"}}, State.STALE),
        ({LAO: {"ເບິ່ງ": "ກະລຸນາເບິ່ງ"}}, State.FRESH),
    ],
)
def test_what_makes_a_translation_stale(world, change, expected):
    assert states(world(edit=change))[LAO] is expected


def test_accept_writes_the_digest_and_nothing_else(world):
    root = world(edit={"docs/en/index.md": {"There are": "There were"}})
    before = (root / LAO).read_text("utf-8").splitlines()
    read = library.load(root)
    assert translation.accept(read, read.pages["lo", "index.md"])
    after = (root / LAO).read_text("utf-8").splitlines()
    assert [old for old, new in zip(before, after, strict=True) if old != new] == [before[4]]
    assert states(root)[LAO] is State.FRESH
    read = library.load(root)
    assert not translation.accept(read, read.pages["lo", "index.md"])


def test_accept_adds_a_digest_that_was_never_there(world):
    read = library.load(world())
    of = read.pages["lo", "index.md"].meta.translation.of
    (read.root / LAO).write_text((read.root / LAO).read_text("utf-8").replace(f"  of: {of}\n", ""), "utf-8")
    read = library.load(read.root)
    assert translation.state(read, read.pages["lo", "index.md"]) is State.PENDING
    translation.accept(read, read.pages["lo", "index.md"])
    assert states(read.root)[LAO] is State.FRESH


def test_an_original_cannot_be_accepted(world):
    read = library.load(world())
    with pytest.raises(ValueError):
        translation.accept(read, read.pages["en", "index.md"])


def git(root, *arguments):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_what_changed_in_the_original_stands_beside_its_translation(world):
    root = world()
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "as translated")
    page = root / "docs/en/index.md"
    page.write_text(page.read_text("utf-8").replace("See [the", "Look at [the"), "utf-8")
    git(root, "commit", "-qam", "changed")
    read = library.load(root)
    assert history.changes(read, read.pages["lo", "index.md"]) == [history.Change(
        "See [the seminar](events/2024-07-31-seminar.md).", "Look at [the seminar](events/2024-07-31-seminar.md).",
        "ເບິ່ງ [ກອງປະຊຸມສຳມະນາ](events/2024-07-31-seminar.md).",
    )]
    shown = CliRunner().invoke(main, ["--root", str(root), "translations", "show", LAO]).output
    assert "--- See [the seminar]" in shown
    assert "=== ເບິ່ງ [ກອງປະຊຸມສຳມະນາ]" in shown


def test_without_history_the_reader_is_told_to_compare_all(world):
    root = world(edit={"docs/en/index.md": {"There are": "There were"}})
    read = library.load(root)
    assert history.changes(read, read.pages["lo", "index.md"]) is None
    result = CliRunner().invoke(main, ["--root", str(root), "translations", "show", "docs/lo/indx.md"])
    assert 'Did you mean "docs/lo/index.md"?' in result.output


def test_a_review_is_recorded_and_goes_when_the_translation_is_accepted_again(world):
    root = world()
    command = ["--root", str(root), "translations", "review", LAO, "--by", "Lao editor", "--date", "2026-12-01"]
    assert CliRunner().invoke(main, command).exit_code == 0
    read = library.load(root)
    assert checks.check(read) == []
    meta = read.pages["lo", "index.md"].meta.translation
    assert (meta.state, meta.review.by, str(meta.review.date)) == ("reviewed", "Lao editor", "2026-12-01")
    page = root / "docs/en/index.md"
    page.write_text(page.read_text("utf-8").replace("There are", "There were"), "utf-8")
    read = library.load(root)
    translation.accept(read, read.pages["lo", "index.md"])
    meta = library.load(root).pages["lo", "index.md"].meta.translation
    assert (meta.state, meta.review) == ("draft", None)
