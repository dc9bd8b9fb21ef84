"""Rules about pairs: both pages there, one of them the original, and the same skeleton on both sides.

Each difference is reported once, on the translation: that is where the work is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kb import translation
from kb.addresses import other
from kb.library import Library
from kb.markup import ID, Citation, Directive, FigureMark, Heading, Link, Mark, Table
from kb.page import Page
from kb.problem import Problem, problem

OWN_COPY = re.compile(r"-(?:en|lo)(?=\.\w+$)|(?<=/)(?:en|lo)(?=/)")
"""What tells the two languages apart in the name of a picture or a PDF."""
CODES = {translation.State.STALE: "X04", translation.State.PENDING: "X10"}


def has_a_twin(library: Library) -> Iterator[Problem]:
    for lang, path in sorted(library.known_pages):
        if (other(lang), path) not in library.known_pages:
            yield problem(f"docs/{lang}/{path}", 1, "X01", twin=f"docs/{other(lang)}/{path}")


def one_original(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        twin = library.twin(page)
        if twin is None or page.lang == "en":
            continue
        if page.is_translation and twin.is_translation:
            yield problem(page.file, page.meta_lines["translation",], "X03", twin=twin.file)
        elif not page.is_translation and not twin.is_translation:
            yield problem(page.file, 1, "X02", twin=twin.file)


def is_fresh(library: Library) -> Iterator[Problem]:
    for page, twin in pairs(library):
        line = page.meta_lines.get(("translation", "of"), page.meta_lines["translation",])
        code = CODES.get(translation.state(library, page))
        if code:
            yield problem(page.file, line, code, twin=twin.file, page=page.file)


def same_headings(library: Library) -> Iterator[Problem]:
    """Ids, levels and order: the language switch keeps the reader in the section."""
    for page, twin in pairs(library):
        here, there = _headings(page), _headings(twin)
        if here != there and all(re.fullmatch(rf"##+ {ID}", heading) for heading in here + there):
            line = _place(page, Heading, here, there)
            yield problem(page.file, line, "X05", twin=twin.file, difference=_difference(here, there))


def same_citations(library: Library) -> Iterator[Problem]:
    """The set of sources and of figures is the same: a claim does not lose its proof in translation."""
    for page, twin in pairs(library):
        for this, that in ((page, twin), (twin, page)):
            for code, of in (("X06", _cited), ("X07", _figures)):
                for identity, line in sorted(of(that).items()):
                    if identity not in of(this):
                        yield problem(this.file, 1, code, twin=f"{that.file}:{line}", id=identity)


def same_directives(library: Library) -> Iterator[Problem]:
    for page, twin in pairs(library):
        here = [str(mark) for mark in page.marks if isinstance(mark, Directive)]
        there = [str(mark) for mark in twin.marks if isinstance(mark, Directive)]
        if here != there:
            line = _place(page, Directive, here, there)
            yield problem(page.file, line, "X08", twin=twin.file, difference=_difference(here, there))


def same_links(library: Library) -> Iterator[Problem]:
    """Each place is linked to as often on both sides, in whatever order the sentences need."""
    for page, twin in pairs(library):
        here, there = _links(page), _links(twin)
        if Counter(here) != Counter(there):
            extra = Counter(here) - Counter(there)
            lines = (mark.line for mark in page.marks if isinstance(mark, Link) and _target(mark) in extra)
            line = next(lines, page.first_line)
            difference = _difference(sorted(here), sorted(there))
            yield problem(page.file, line, "X14", twin=twin.file, difference=difference)


def same_tables(library: Library) -> Iterator[Problem]:
    """As many tables, each with as many rows and columns: a row is easily lost."""
    for page, twin in pairs(library):
        here = [str(mark) for mark in page.marks if isinstance(mark, Table)]
        there = [str(mark) for mark in twin.marks if isinstance(mark, Table)]
        if here != there:
            line = _place(page, Table, here, there)
            yield problem(page.file, line, "X15", twin=twin.file, difference=_difference(here, there))


def original_owns_the_facts(library: Library) -> Iterator[Problem]:
    """What is the same in every language is written once, in the original."""
    for page in library.pages.values():
        for field in ("as_of", "record"):
            if page.is_translation and getattr(page.meta, field) is not None:
                yield problem(page.file, page.meta_lines[field,], "X09", field=field)


def pairs(library: Library) -> Iterator[tuple[Page, Page]]:
    """Each translation with its original; pages that say they are not translated yet are left alone."""
    for page in library.pages.values():
        twin = library.twin(page)
        told = page.body.strip() and twin and twin.body.strip()  # an empty page is one problem of its own
        if twin and told and page.is_translation and not twin.is_translation and not page.is_stub:
            yield page, twin


def _headings(page: Page) -> list[str]:
    return [f"{'#' * mark.level} {mark.id}" for mark in page.marks if isinstance(mark, Heading)]


def _links(page: Page) -> list[str]:
    return [_target(mark) for mark in page.marks if isinstance(mark, Link)]


def _target(link: Link) -> str:
    return OWN_COPY.sub("", link.target)


def _place(page: Page, kind: type[Mark], here: Sequence[str], there: Sequence[str]) -> int:
    """The line of the first mark that is another than its twin's; of the last one if the rest is missing."""
    lines = [mark.line for mark in page.marks if isinstance(mark, kind)]
    parts = (line for line, this, that in zip(lines, here, there, strict=False) if this != that)
    rest = lines[len(there) :] or lines[-1:] or [page.first_line]
    return next(parts, rest[0])


def _cited(page: Page) -> dict[str, int]:
    return {mark.source: mark.line for mark in reversed(page.marks) if isinstance(mark, Citation)}


def _figures(page: Page) -> dict[str, int]:
    figures = [mark for mark in reversed(page.marks) if isinstance(mark, FigureMark)]
    return {f"{mark.figure}, {mark.date}".removesuffix(", "): mark.line for mark in figures}


def _difference(here: list[str], there: list[str]) -> str:
    """The first place where two lists part, in signs that both languages read: missing −, too many +."""
    missing, extra = Counter(there) - Counter(here), Counter(here) - Counter(there)
    parts = [f"− {one}" for one in missing] + [f"+ {one}" for one in extra]
    if parts:
        return ", ".join(parts)
    first = next(index for index, pair in enumerate(zip(here, there, strict=True)) if pair[0] != pair[1])
    return f"{here[first]} ≠ {there[first]}"
