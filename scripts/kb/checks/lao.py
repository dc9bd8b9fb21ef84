"""Rules about Lao as text: every Lao letter that editors typed, on pages and in records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb import lao, prose
from kb.library import Library
from kb.markup import without_code
from kb.problem import Problem, problem

LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z][A-Za-z'’-]*[ ,]+){5,}[A-Za-z][A-Za-z'’-]*")
"""Six words in a row are a sentence; names of that length are marked as English."""
ENGLISH = re.compile(r'<span lang="en">(?:[^<]|<(?!span))*?</span>|\[[^\[\]]{0,500}\]\([^)]{0,500}\)|<[^<>]*>')


def is_typed_right(library: Library) -> Iterator[Problem]:
    """What the eye does not see: code points in the wrong order, look-alikes, invisible characters."""
    for file, number, line in _lines(library):
        for found in sorted(lao.findings(line), key=lambda one: one.start):
            points = " ".join(f"U+{ord(sign):04X}" for sign in found.found)
            yield problem(
                file, number, found.code, column=found.start + 1, points=points, word=_around(line, found.start),
            )


def is_not_english(library: Library) -> Iterator[Problem]:
    """A Lao page speaks Lao."""
    for page in library.pages.values():
        if page.lang == "lo":
            text = prose.words(ENGLISH.sub(_blank, page.body), ())
            for hit in LATIN.finditer(text):
                line = page.first_line + text.count("\n", 0, hit.start())
                yield problem(page.file, line, "L28", words=" ".join(hit[0].split()))


def uses_the_right_form(library: Library) -> Iterator[Problem]:
    """A form that the glossary forbids does not stand on a page or in a record."""
    forbidden = [(form, term.lo) for term in library.terms for form in term.forbidden]
    for file, number, line in _lines(library):
        if file != "data/glossary.yml":
            for form, right in forbidden:
                if form in line:
                    yield problem(file, number, "L29", form=form, right=right)


def _lines(library: Library) -> Iterator[tuple[str, int, str]]:
    """Every line with its code blanked out: a handbook may show what is wrong."""
    file, lines = "", [""]
    for name, number, line in library.raw_lines():
        if name != file:
            file = name
            lines = without_code(library.raw_text(name)).split("\n") if name.endswith(".md") else []
        yield name, number, lines[number - 1] if lines else line


def _blank(hit: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", hit[0])


def _around(line: str, start: int) -> str:
    """The word around a place, so that the eye finds it."""
    left = max(line.rfind(" ", 0, start) + 1, start - 8)
    right = line.find(" ", start)
    return line[left : min(right if right > start else len(line), start + 10)].strip()
