"""Rules against what would run, load or lead astray in a reader's browser, however it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.hypertext import Converter, Looked
from kb.library import Library
from kb.markup import without_code
from kb.page import Page
from kb.problem import Problem, problem

SNIPPET = re.compile(r"-+8<-+[^\n]*")
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]")


def only_what_is_listed(library: Library) -> Iterator[Problem]:
    """Tags, attributes and addresses, as Markdown makes them of the page."""
    converter = Converter(library.extensions)
    for page in library.pages.values():
        for line, finding in Looked(converter, page.body, page.marks).found:
            name = "target" if finding.code in ("H04", "U07") else "what"
            values = {name: finding.what} if finding.what else {}
            yield problem(page.file, page.first_line + line, finding.code, near=None, **values)


def nothing_is_taken_in(library: Library) -> Iterator[Problem]:
    """A line that takes in another file (--8<--) could print any file of the computer that builds the site."""
    yield from _written(library, SNIPPET, "H07")


def no_footnotes(library: Library) -> Iterator[Problem]:
    """Sources are cited; a note that Markdown does not know would stand on the page as typed."""
    yield from _written(library, FOOTNOTE, "H08")


def _written(library: Library, pattern: re.Pattern[str], code: str) -> Iterator[Problem]:
    for page in library.pages.values():
        plain = without_code(page.body)
        for hit in pattern.finditer(plain):
            yield problem(page.file, _line(page, plain, hit.start()), code, text=hit[0].strip()[:60])


def _line(page: Page, plain: str, start: int) -> int:
    return page.first_line + plain.count("\n", 0, start)
