"""Rules of evidence: what is claimed is cited, what is measured is a record, what moves is dated, nobody is exposed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb import prose
from kb.addresses import LANGUAGES
from kb.library import Library
from kb.markup import Citation, FigureMark
from kb.model import Figure, Value
from kb.numbers import in_words
from kb.page import Page
from kb.problem import Problem, problem

CLAIM = re.compile(r"\d\d|\d,\d|\d\s?%")
"""A number that measures or dates something; «3 pillars» and «output 1.1» do not."""
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w")
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d{1,3}|\(?020\)?)[ -]?\d[\d -]{5,}\d")
TELLING_DIGITS, LONG = 3, 5
"""200 may count anything; 806 and 12,612 are somebody's figure."""


def claims_are_cited(library: Library) -> Iterator[Problem]:
    """A block with a number, a date or a person needs a citation or a figure in it."""
    people = {speaker.name for event in library.events.values() for speaker in event.speakers}
    for page in _researched(library):
        for block in prose.blocks(page.body, page.marks, page.first_line):
            named = next((name for name in people if name in block.text), None)
            if not block.proved and (named or CLAIM.search(_without_list_numbers(block.text))):
                yield problem(page.file, block.line, "C05", words=_first_words(block.text))


def figures_are_marked(library: Library) -> Iterator[Problem]:
    """A number that is a record is not typed: it would go stale on its own."""
    values = [(figure, value) for figure in library.figures.values() for value in figure.values]
    typed = {lang: [one for pair in values for one in _typed(*pair, lang)] for lang in LANGUAGES}
    for page in library.pages.values():
        text = prose.words(page.body, page.marks)
        for number, pattern, identity in typed[page.lang]:
            for hit in pattern.finditer(text) if number in text else ():
                line = page.first_line + text.count("\n", 0, hit.start())
                yield problem(page.file, line, "C06", number=hit[0], id=identity)


def research_is_dated(library: Library) -> Iterator[Problem]:
    """A page that rests on sources says as of when."""
    for page in _researched(library):
        twin = library.twin(page)
        original = not page.is_translation and (twin is None or twin.is_translation)
        if original and page.meta.as_of is None:
            yield problem(page.file, 1, "P15")


def nobody_is_exposed(library: Library) -> Iterator[Problem]:
    """No e-mail address and no telephone number, in prose or in records."""
    for file, number, line in library.raw_lines():
        for code, pattern in (("C07", MAIL), ("C08", PHONE)):
            found = pattern.search(line)
            if found:
                yield problem(file, number, code, found=found[0])


def _researched(library: Library) -> Iterator[Page]:
    for page in library.pages.values():
        if any(isinstance(mark, Citation | FigureMark) for mark in page.marks):
            yield page


def _typed(figure: Figure, value: Value, lang: str) -> Iterator[tuple[str, re.Pattern[str], str]]:
    """The figure as someone would type it; a number that tells too little is not looked for."""
    number = in_words(value.value, lang)
    digits = re.sub(r"\D", "", number)
    if len(digits.strip("0")) >= TELLING_DIGITS or len(digits) >= LONG:
        unit = r"\s?%" if figure.unit.startswith("percent") else ""
        yield number, re.compile(rf"(?<![\d.,]){re.escape(number)}{unit}(?![\d]|[.,]\d)"), figure.id


def _without_list_numbers(text: str) -> str:
    return re.sub(r"^\s*\d+\.\s", " ", text, flags=re.MULTILINE)


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 48 else f"{words[:47]}…"  # noqa: PLR2004
