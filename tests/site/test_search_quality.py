"""Search on the real pages: judged queries, and how many of the right pages stand among the first five."""

from __future__ import annotations

import pytest
from judging import GRADED, QUERIES, agreement, gain, grades, half, index, measures, pages
from searching import search

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def answers():
    """The pages that each query finds, Lao results first; queries of English are asked on an English page."""
    lao, english = index("lo"), index("en")
    texts = [one["query"] for one in QUERIES]
    both = {"lo": search([lao, english], texts), "en": search([english, lao], texts)}
    asked = ["en" if one["category"] == "english" else "lo" for one in QUERIES]
    return [pages(result["url"] for result in both[lang][at]["results"]) for at, lang in enumerate(asked)]


def test_enough_queries_of_every_kind():
    assert len(QUERIES) >= 120
    assert len({one["category"] for one in QUERIES}) >= 11


def test_lists_of_titles_and_examples_of_records_are_no_text():
    text = {path: " ".join(words for _, _, words in sections) for path, _, sections in index("en")["pages"]}
    assert "Where the amendment stands" not in text["en/about/translation-status/"]
    assert "KPL Lao News Agency" not in text["en/contribute/records/"]
    assert "publisher" in text["en/contribute/records/"]


def test_no_query_stays_without_an_answer(answers):
    assert [one["query"] for one, found in zip(QUERIES, answers, strict=True) if not found] == []


def test_what_is_relevant_stands_among_the_first(answers, capsys):
    judged = list(zip(QUERIES, answers, strict=True))
    reached = measures(judged)
    with capsys.disabled():
        print(f"\nsearch, {len(QUERIES)} judged queries, by page: {reached}")
        for number in (0, 1):
            part = [pair for pair in judged if half(pair[0]) == number]
            print(f"  half {number}, {len(part)} queries: {measures(part)}")
    # A second judge's ideal order has a recall of .93 (below): these numbers keep what is reached of it.
    assert reached.recall >= 0.89
    assert reached.rank >= 0.975
    assert reached.hit >= 0.985


def test_pages_about_a_thing_stand_before_pages_that_mention_it(answers, capsys):
    found = {one["query"]: urls for one, urls in zip(QUERIES, answers, strict=True)}
    reached = gain(found)
    with capsys.disabled():
        print(f"\nsearch, {len(GRADED)} graded queries: nDCG@5 {reached:.3f}")
    assert reached >= 0.89


def test_two_judges_agree_so_far_and_no_engine_can_be_asked_for_more():
    assert {one["query"] for one in GRADED} <= {one["query"] for one in QUERIES}
    for one in GRADED:
        assert len(grades(one)) == sum(len(one[name]) for name in ("about", "mentions", "neither")), one["query"]
    kappa, recall = agreement()
    assert (round(kappa, 2), round(recall, 2)) == (0.67, 0.93)
