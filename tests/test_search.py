"""Search finds what readers type: each case is a small site, a query and what it must find, in order."""

from __future__ import annotations

import gzip
import json

import pytest
from conftest import PROJECT, cases
from rjsmin import jsmin
from searching import marked, search

from kb import folding


def site(case):
    """An index of the case's sections: address#anchor: [title, heading, text]."""
    pages: dict[str, list] = {}
    for url, (title, heading, text) in case["sections"].items():
        address, _, anchor = url.partition("#")
        page = pages.setdefault(address, [address, title, []])
        page[2].append([anchor, heading, text])
    return {"lang": case.get("lang", "lo"), "words": {}, "folding": folding.table(), "pages": list(pages.values()),
            "terms": case.get("terms", [])}


@pytest.mark.parametrize("case", cases("search"))
def test_search(case):
    answers = search([site(case)], list(case["queries"]))
    for (query, expected), answer in zip(case["queries"].items(), answers, strict=True):
        found = [result["url"] for result in answer["results"]]
        assert found == expected["finds"], query
        if "marks" in expected:
            assert marked(answer["results"][0]) == expected["marks"], query
        if "via" in expected:
            assert answer["results"][0]["via"] == expected["via"], query
        if "nearest" in expected:
            assert answer["nearest"] == expected["nearest"], query


@pytest.mark.parametrize("case", cases("search"))
def test_what_was_asked_before_changes_no_answer(case):
    queries = list(case["queries"])
    assert search([site(case)], [*queries, *queries[::-1]])[len(queries):] == search([site(case)], queries)[::-1]


def test_the_scripts_stay_small():
    folder = PROJECT / "docs/assets/javascripts"
    published = {file.name: jsmin(file.read_text("utf-8")) for file in folder.glob("search*.js")}
    worker = published["search-core.js"] + published["search-worker.js"]
    assert len(gzip.compress(worker.encode())) <= 6 * 1024
    assert len(gzip.compress(published["search.js"].encode())) <= 4 * 1024


def test_the_table_of_foldings_names_letters():
    table = folding.table()
    assert table["loose"]["ີ"] == "ິ"
    assert "່" in table["drop"]
    assert all(len(one) == 1 for one in (*table["drop"], *table["marks"], *table["loose"]))
    json.dumps(table)
