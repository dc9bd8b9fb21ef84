"""How much a file may hold. Our largest page is far from every limit; what is beyond one is refused before it is read.

Markdown takes time with the square of the brackets on a page, and a list four hundred deep breaks it. These limits keep
the worst page below five seconds (tests/test_limits.py holds that).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kb.problem import CONTROL

PAGE, DATA = 60_000, 500_000
"""Bytes of a page, and of a file of records: Lao takes three for a letter."""
LINE = 5_000
"""Characters of a line."""
DEPTH = 8
"""Lists, quotations and notes inside one another."""
ROWS = 300
"""Rows of a table."""
LINES, HEADINGS = 1_500, 200
"""Lines and headings of a page."""
SIGNS, COST = "[*_<`{&\\", 1_000_000
"""What Markdown looks for the end of, each time through the rest of the paragraph: how often the sign stands there,
times the characters of the paragraph, over a page. Our dearest page comes to 190,000."""
HEADING = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
GAP = re.compile(r"\n[ \t]*(?=\n)")
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
        yield from _too_dear(text)
        yield from _too_many(text)


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


def _too_dear(text: str) -> Iterator[Fault]:
    """The line of the paragraph with which a page becomes too dear for one of the signs."""
    spent: Counter[str] = Counter()
    start = 0
    for end in (*(gap.start() for gap in GAP.finditer(text)), len(text)):
        paragraph = text[start:end]
        for sign in SIGNS:
            before = spent[sign]
            spent[sign] += paragraph.count(sign) * len(paragraph)
            if before <= COST < spent[sign]:
                line = text.count("\n", 0, start + len(paragraph) - len(paragraph.lstrip("\n"))) + 1
                yield line, "Y12", {"sign": sign, "count": text.count(sign)}
        start = end


def _too_many(text: str) -> Iterator[Fault]:
    if (count := text.count("\n")) > LINES:
        yield LINES + 1, "Y13", {"count": count, "most": LINES, "things": "expected:lines"}
    headings = [hit.start() for hit in HEADING.finditer(text)]
    if len(headings) > HEADINGS:
        line = text.count("\n", 0, headings[HEADINGS]) + 1
        yield line, "Y13", {"count": len(headings), "most": HEADINGS, "things": "expected:headings"}
