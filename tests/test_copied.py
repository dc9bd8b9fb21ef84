"""Own words: a sentence taken over is found, a name is not."""

from __future__ import annotations

from kb import copied, library

TEXT = "The delegates agreed that every farmer in the northern provinces should have a card by the end of the year."


def found(world, sentence):
    root = world(edit={"docs/en/index.md": {"There are": f"{sentence} There are"}})
    return [one.text() for one in copied.check(library.load(root), {"report.txt": TEXT})]


def test_eight_words_in_a_row_are_too_many(world):
    assert found(world, "Every farmer in the northern provinces should have one.") == [
        ('docs/en/index.md:6: these words stand in the text "report.txt" in the same order: '
         '"every farmer in the northern provinces should have". '
         "Say it in our own words; only titles and names may stay. [C09]"),
    ]


def test_seven_are_not(world):
    assert found(world, "Every farmer in the northern provinces should get one.") == []


def test_a_name_counts_as_one_word(world):
    sentence = "Every farmer in the northern provinces should have one."
    root = world(edit={
        "docs/en/index.md": {"There are": f"{sentence} There are"},
        "data/institutions/office.yml": {"en: An office": "en: Farmer in the northern provinces"},
    })
    assert list(copied.check(library.load(root), {"report.txt": TEXT})) == []
