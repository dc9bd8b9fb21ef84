"""Search on the real pages: judged queries, and how many of the right pages stand among the first five."""

from __future__ import annotations

import json

import pytest
import yaml
from conftest import HERE, PROJECT
from searching import search

pytestmark = pytest.mark.site
QUERIES = yaml.safe_load((HERE / "search-queries.yml").read_text("utf-8"))


def index(lang):
    text = (PROJECT / "site/search" / f"{lang}.js").read_text("utf-8")
    return json.loads(text.removeprefix("self.kbIndex=").rstrip().removesuffix(";"))


def page(url):
    """The pair that an address belongs to: readers get it in their own language first."""
    return url.partition("#")[0].removeprefix("en/")


@pytest.fixture(scope="module")
def answers():
    """The pages that each query finds, Lao results first; queries of English are asked on an English page."""
    lao, english = index("lo"), index("en")
    texts = [one["query"] for one in QUERIES]
    both = {"lo": search([lao, english], texts), "en": search([english, lao], texts)}
    asked = ["en" if one["category"] == "english" else "lo" for one in QUERIES]
    found = [both[lang][at]["results"] for at, lang in enumerate(asked)]
    return [list(dict.fromkeys(page(result["url"]) for result in results)) for results in found]


def measures(answers):
    """Of all queries: recall among the first five pages, mean reciprocal rank, share with a relevant page in five."""
    recall = rank = hit = 0.0
    for one, found in zip(QUERIES, answers, strict=True):
        relevant = {page(url) for url in one["relevant"]}
        recall += len(relevant & set(found[:5])) / min(5, len(relevant))
        rank += next((1 / at for at, url in enumerate(found, start=1) if url in relevant), 0)
        hit += bool(relevant & set(found[:5]))
    return recall / len(QUERIES), rank / len(QUERIES), hit / len(QUERIES)


def test_enough_queries_of_every_kind():
    assert len(QUERIES) >= 120
    assert len({one["category"] for one in QUERIES}) >= 11


def test_no_query_stays_without_an_answer(answers):
    assert [one["query"] for one, found in zip(QUERIES, answers, strict=True) if not found] == []


def test_what_is_relevant_stands_among_the_first(answers, capsys):
    recall, rank, hit = measures(answers)
    with capsys.disabled():
        print(f"\nsearch, {len(QUERIES)} judged queries, by page: R@5 {recall:.3f}, MRR {rank:.3f}, any of 5 {hit:.3f}")
    # The aim is .98, .97 and 1: these numbers keep what is reached.
    assert recall >= 0.87
    assert rank >= 0.965
    assert hit >= 0.98
