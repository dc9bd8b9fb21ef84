"""How well the search's answers agree with people's judgements: by page pair, because readers choose pages."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass

import yaml
from conftest import HERE, PROJECT

QUERIES = yaml.safe_load((HERE / "search-queries.yml").read_text("utf-8"))
GRADED = yaml.safe_load((HERE / "search-graded.yml").read_text("utf-8"))
FIRST = 5
"""Pages that a phone shows before the reader scrolls."""


@dataclass(frozen=True)
class Measures:
    """Of a set of queries: recall among the first five pages, mean reciprocal rank, share with a right page in five."""

    recall: float
    rank: float
    hit: float


def index(lang):
    """The index of the built site, as the worker reads it."""
    text = (PROJECT / "site/search" / f"{lang}.js").read_text("utf-8")
    return json.loads(text.removeprefix("self.kbIndex=").rstrip().removesuffix(";"))


def page(url):
    """The pair that an address belongs to: readers get it in their own language first."""
    return url.partition("#")[0].removeprefix("en/")


def pages(urls):
    """The pairs of a list of addresses, each once, best first."""
    return list(dict.fromkeys(page(url) for url in urls))


def relevant(one):
    return {page(url) for url in one["relevant"]}


def half(one):
    """0 or 1: changes of the ranking are designed on half 0 and then measured on half 1."""
    return hashlib.sha256(one["query"].encode()).digest()[0] % 2


def measures(judged):
    """Of pairs (query with its judgement, pages found)."""
    recall = rank = hit = 0.0
    for one, found in judged:
        right = relevant(one)
        recall += len(right & set(found[:FIRST])) / min(FIRST, len(right))
        rank += next((1 / at for at, url in enumerate(found, start=1) if url in right), 0)
        hit += bool(right & set(found[:FIRST]))
    return Measures(recall / len(judged), rank / len(judged), hit / len(judged))


def grades(one):
    """Of each page that the second judge saw: 2 about it, 1 mentions it, 0 neither."""
    return {page: grade for grade, name in enumerate(("neither", "mentions", "about")) for page in one[name]}


def gain(answers):
    """nDCG@5 by the second judge: pages about the thing should stand before pages that mention it. A page that the
    judge did not see counts as neither. ``answers``: pages found, by query."""
    total = 0.0
    for one in GRADED:
        known = grades(one)
        best = sorted(known.values(), reverse=True)
        total += _gain([known.get(page, 0) for page in answers[one["query"]]]) / _gain(best)
    return total / len(GRADED)


def _gain(order):
    return sum((2**grade - 1) / math.log2(at + 1) for at, grade in enumerate(order[:FIRST], start=1))


def agreement():
    """How far two judges agree, and so how far any engine can without learning one judge by heart: (kappa, recall).

    Kappa compares "about it" with the first judge's "relevant". Recall is what the first judgement would give an engine
    that orders the candidates exactly as the second judge does; pages of one grade stand in any order, so the expected
    value is taken.
    """
    asked = {one["query"]: relevant(one) for one in QUERIES}
    pairs = [(page in asked[one["query"]], grade == 2) for one in GRADED for page, grade in grades(one).items()]
    same = sum(first == second for first, second in pairs) / len(pairs)
    ours, theirs = (sum(one[judge] for one in pairs) / len(pairs) for judge in (0, 1))
    chance = ours * theirs + (1 - ours) * (1 - theirs)
    recall = 0.0
    for one in GRADED:
        right, left = asked[one["query"]], FIRST
        for name in ("about", "mentions", "neither"):
            taken = min(left, len(one[name]))
            recall += taken * len(right & set(one[name])) / max(1, len(one[name])) / min(FIRST, len(right))
            left -= taken
    return (same - chance) / (1 - chance), recall / len(GRADED)
