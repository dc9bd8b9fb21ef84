"""Mistakes as a person makes them: each gives one message, in both languages, which names the line and what to do."""

from __future__ import annotations

import pytest
import yaml
from conftest import HERE

from kb import checks, lao, library, translation

MISTAKES = yaml.safe_load((HERE / "cases/mistakes.yml").read_text("utf-8"))["mistakes"]


def told(root, mistake):
    if mistake.get("accept"):  # the editor has compared the pages and said so
        read = library.load(root)
        for page in read.pages.values():
            if page.is_translation:
                translation.accept(read, page)
    return checks.check(library.load(root))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["about"])
def test_a_mistake_gives_one_message(world, mistake):
    found = told(world(mistake.get("files"), mistake.get("edit")), mistake)
    assert [problem.text("en") for problem in found] == [mistake["en"]]
    assert [problem.text("lo") for problem in found] == [mistake["lo"]]


def test_there_are_thirty_different_ones():
    assert len({mistake["about"] for mistake in MISTAKES}) == len(MISTAKES) >= 30


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["about"])
def test_no_message_speaks_the_language_of_programs(mistake):
    """Neither PyYAML's nor pydantic's words reach an editor, and the Lao has no English kind of record in it."""
    for words in ("token", "scalar", "mapping", "stream", "block end", "type=", "pydantic", "an event", "a source"):
        assert words not in mistake["lo"]
        assert words not in mistake["en"].replace("a source", "").replace("an event", "")
    assert not list(lao.findings(mistake["lo"].partition(": ")[2])) or " U+" in mistake["lo"] or "2042" in mistake["lo"]
