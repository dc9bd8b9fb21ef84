"""How much a file may hold. Our largest page is far from every limit; what is beyond one is refused before it is read.

Markdown takes time with the square of the brackets on a page, and a list four hundred deep breaks it. These limits keep
the worst page below five seconds (tests/test_limits.py holds that).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

PAGE, DATA = 100_000, 500_000
"""Bytes of a page, and of a file of records: Lao takes three for a letter."""
LINE = 5_000
"""Characters of a line."""
DEPTH = 8
"""Lists, quotations and notes inside one another."""
ROWS = 300
"""Rows of a table."""
SIGNS, MOST_SIGNS = "[*_<`{\\", 1_000
"""What Markdown must look for the end of, and how often each may stand on a page."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no text needs; some steer programs, NUL ends a text for others."""
REVERSING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of reading, so that the eye sees another text than the computer."""
LEAD = re.compile(r"(?:[ \t]|>|[-+*][ \t]|\d{1,9}[.)][ \t])*")

Fault = tuple[int, str, dict[str, str | int]]


def faults(text: str, *, page: bool) -> Iterator[Fault]:
    """What is too much, or must not be, in a text: the line, the code of the rule and the words of its sentence."""
    yield from _signs_that_no_text_needs(text)
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LINE:
            yield number, "Y09", {"count": len(line), "most": LINE}
    if page:
        yield from _deep(text)
        yield from _long_tables(text)
        yield from _many_signs(text)


def points(signs: str) -> str:
    """Characters that nobody sees, by their numbers in Unicode."""
    return " ".join(f"U+{ord(sign):04X}" for sign in signs)


def _signs_that_no_text_needs(text: str) -> Iterator[Fault]:
    for hit in CONTROL.finditer(text):
        yield text.count("\n", 0, hit.start()) + 1, "Y08", {"points": points(hit[0])}
        return  # a file that is not text at all is one problem


def _deep(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        lead = LEAD.match(line)
        start = lead[0] if lead and line.strip() else ""
        depth = len(re.match(r"[ \t]*", start)[0].expandtabs(4)) // 4 + len(re.findall(r"[^ \t\d.)]|\d+[.)]", start))  # type: ignore[index]
        if depth > DEPTH:
            yield number, "Y10", {"depth": depth, "most": DEPTH}
            return  # what follows is inside it


def _long_tables(text: str) -> Iterator[Fault]:
    rows = 0
    for number, line in enumerate(text.split("\n"), start=1):
        rows = rows + 1 if "|" in line else 0
        if rows == ROWS + 1:
            yield number, "Y11", {"most": ROWS}


def _many_signs(text: str) -> Iterator[Fault]:
    counts = Counter(sign for sign in text if sign in SIGNS)
    for sign, count in sorted(counts.items()):
        if count > MOST_SIGNS:
            place = _place_of(text, sign, MOST_SIGNS + 1)
            yield text.count("\n", 0, place) + 1, "Y12", {"sign": sign, "count": count, "most": MOST_SIGNS}


def _place_of(text: str, sign: str, number: int) -> int:
    place = -1
    for _ in range(number):
        place = text.index(sign, place + 1)
    return place
