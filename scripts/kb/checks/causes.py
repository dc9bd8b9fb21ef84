"""One cause, one message: what follows from a problem is not told until that problem is mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kb.problem import Problem

FOLLOWS: Mapping[str, frozenset[str]] = {
    "C01": frozenset({"X06"}),  # an id that exists nowhere is cited on no other page
    "C02": frozenset({"X06", "X07", "X14"}),
    "C03": frozenset({"X07"}),
    "C04": frozenset({"X07"}),
    "C06": frozenset({"X07", "X11", "X16"}),  # the figure stands there, but as digits
    "H04": frozenset({"X14"}),  # a link that must go is in no other language
    "L28": frozenset({"T01"}),
    "P04": frozenset({"X05"}),
    "P09": frozenset({"X08"}),
    "P10": frozenset({"X08"}),
    "P11": frozenset({"X08"}),
    "P16": frozenset({"X05"}),
    "U07": frozenset({"X14"}),
    "X02": frozenset({"L28"}),  # a page copied from the other language
    "X05": frozenset({"X06", "X07", "X08", "X11", "X14", "X15", "T01"}),  # a section is missing with all that it says
}
"""What is not told of a pair of pages beside a problem with this code on either of them."""
ORIGINAL_FIRST = frozenset({"X04", "X10"})
"""Whether a translation is fresh is told when its original has no error: mending may bring the old words back."""
PAGE = re.compile(r"docs/(?:en|lo)/(.*)")


def told_once(found: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without those that follow from another. A line still to be filled in is told once, too."""
    problems = list(found)
    open_lines = {(one.path, one.line) for one in problems if one.code == "R11"}
    hidden: dict[str, set[str]] = {}
    wrong = {one.path for one in problems if one.blocks}
    for one in problems:
        hidden.setdefault(_pair(one), set()).update(FOLLOWS.get(one.code, ()))
    for one in problems:
        if one.code != "R11" and (one.path, one.line) in open_lines:
            continue
        if one.code in ORIGINAL_FIRST and dict(one.values)["twin"] in wrong:
            continue
        if one.code not in hidden[_pair(one)]:
            yield one


def _pair(one: Problem) -> str:
    page = PAGE.fullmatch(one.path)
    return page[1] if page else one.path
