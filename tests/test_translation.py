"""Drift is known by content: what a reader would notice makes a translation stale, and nothing else."""

from __future__ import annotations

import pytest

from kb import library, translation
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
