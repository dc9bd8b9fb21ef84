"""What holds for any Lao text, not only for the examples."""

from __future__ import annotations

import unicodedata

from conftest import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import fold as fold_in_browser

from kb import folding, lao, markup, prose

settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")

LAO = st.sampled_from([chr(code) for code in range(0x0E81, 0x0EE0) if unicodedata.category(chr(code)) != "Cn"])
SIGNS = st.one_of(LAO, LAO, LAO, st.sampled_from(" .,-0123456789໒\u200b\u00a0abcdéABC\n[]@#`{}"))
TEXT = st.lists(SIGNS, max_size=30).map("".join)


@given(TEXT)
def test_folding_twice_is_folding_once(text):
    once, _ = folding.fold(text)
    twice, _ = folding.fold(once)
    assert twice.strip() == once.strip()


@given(TEXT)
def test_places_lead_back_to_the_text(text):
    folded, places = folding.fold(text)
    assert len(places) == len(folded) + 1
    assert all(0 <= place <= len(text) for place in places)


@given(TEXT)
def test_repairing_twice_is_repairing_once(text):
    once = lao.repaired(text)
    assert lao.repaired(once) == once


@given(TEXT)
def test_a_repaired_text_holds_nothing_that_has_one_right_answer(text):
    repairable = {rule.code for rule in lao.RULES if rule.repair is not None} | {lao.NOT_NFC}
    assert {one.code for one in lao.findings(lao.repaired(text))} & repairable == set()


@given(TEXT)
def test_marks_stand_where_they_say_in_any_text(text):
    for mark in markup.marks(text):
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.line == text.count("\n", 0, mark.start) + 1


@given(TEXT)
def test_words_of_a_page_keep_its_lines(text):
    assert prose.words(text, markup.marks(text)).count("\n") == text.count("\n")


@settings(max_examples=10, deadline=None)
@given(st.lists(TEXT, min_size=40, max_size=40))
def test_the_browser_folds_as_python_does(texts):
    table = folding.table()
    for text, (folded, places) in zip(texts, fold_in_browser(table, texts), strict=True):
        assert (folded, places) == tuple(folding.fold(text)), text


def test_the_browser_folds_our_pages_as_python_does():
    texts = [file.read_text("utf-8") for file in sorted((PROJECT / "docs/lo").rglob("*.md"))]
    for text, (folded, places) in zip(texts, fold_in_browser(folding.table(), texts), strict=True):
        assert (folded, places) == tuple(folding.fold(text))
