"""Rules about Lao as text: every Lao letter that editors typed, on pages and in records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kb import lao, prose
from kb.library import Library
from kb.markup import without_code
from kb.problem import Problem, problem

LATIN = re.compile(r"(?<![A-Za-z])(?:[A-Za-z][A-Za-z'’-]*[ ,]+){5,}[A-Za-z][A-Za-z'’-]*")
"""Six words in a row are a sentence; names of that length are marked as English."""
LAO = re.compile("[\u0e80-\u0eff]")
ENGLISH = re.compile(r'<span lang="en">(?:[^<]|<(?!span))*?</span>|\[[^\[\]]{0,500}\]\([^)]{0,500}\)|<[^<>]*>')


def is_typed_right(library: Library) -> Iterator[Problem]:
    """What the eye does not see: code points in the wrong order, look-alikes, invisible characters."""
    for file, number, line in _lines(library):
        for found in _causes(lao.findings(line)):
            points = " ".join(f"U+{ord(sign):04X}" for sign in found.found)
            yield problem(
                file, number, found.code, column=found.start + 1, points=points, word=_around(line, found.start),
            )


def _causes(found: Iterable[lao.Finding]) -> Iterator[lao.Finding]:
    """Digits of one date are one finding, and a vowel after a Thai consonant does not lack one."""
    before: lao.Finding | None = None
    for one in sorted(found, key=lambda one: one.start):
        gap = one.start - before.start - len(before.found) if before else 2
        same = before is not None and gap <= 1 and one.code == before.code == "L27"
        follows = before is not None and gap == 0 and (before.code, one.code) == ("L01", "L19")
        if not same and not follows:
            yield one
        before = one


def is_not_english(library: Library) -> Iterator[Problem]:
    """A Lao page speaks Lao."""
    for page in library.pages.values():
        if page.lang == "lo":
            text = prose.words(ENGLISH.sub(_blank, page.body), ())
            hits = list(LATIN.finditer(text))
            if not LAO.search(text):
                hits = hits[:1]  # the whole page is still to be translated: told once
            for hit in hits:
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
