"""Rules about a page by itself: its place, its name, its headings, its directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.library import Library
from kb.markup import DIRECTIVES, FILL, ID, Directive, Heading, Malformed, Table, without_code
from kb.page import Page
from kb.problem import Problem, nearest, problem

FOLDERS = {"en", "lo", "assets"}
OWN_IDS = {"sources", "content", "menu", "top"}
"""Ids that the templates use on every page."""
GLUED = re.compile(r"^#{2,6}(?=[^#\s])", re.MULTILINE)
"""Markdown would make a heading of it, but the eye and the other tools do not."""


def is_filled_in(library: Library) -> Iterator[Problem]:
    """What kb new could not know is marked, and the mark must not reach a reader."""
    for file, number, line in library.raw_lines():
        if FILL in line:
            yield problem(file, number, "R11")


def only_known_folders(library: Library) -> Iterator[Problem]:
    """static-i18n takes any other two-letter folder for a language and drops it without a word."""
    docs = library.root / "docs"
    for path in sorted(docs.iterdir()) if docs.is_dir() else ():
        if path.name not in FOLDERS and not path.name.startswith("."):
            yield problem(f"docs/{path.name}", 1, "P07", folder=f"docs/{path.name}")


def named_plainly(library: Library) -> Iterator[Problem]:
    """Names become addresses: ASCII, so that they survive e-mail, zip files and old phones."""
    for lang, path in sorted(library.known_pages):
        if not all(re.fullmatch(ID, part) for part in path.removesuffix(".md").split("/")):
            yield problem(f"docs/{lang}/{path}", 1, "P08", name=path)


def has_text(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        if not page.body.strip() and not page.is_stub:
            yield problem(page.file, 1, "P02")


def headings_have_ids(library: Library) -> Iterator[Problem]:
    """Explicit ASCII ids, the same in both languages: Lao words make no id that anyone could type."""
    for page in library.pages.values():
        first: dict[str, int] = {}
        for heading in (mark for mark in page.marks if isinstance(mark, Heading)):
            yield from _heading(page, heading, first)


def headings_have_a_space(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        plain = without_code(page.body)
        for hit in GLUED.finditer(plain):
            line = page.first_line + plain.count("\n", 0, hit.start())
            yield problem(page.file, line, "P16", signs=hit[0])


def tables_are_whole(library: Library) -> Iterator[Problem]:
    """A row with a cell too few leaves a hole; one with a cell too many loses it without a word."""
    for page in library.pages.values():
        for table in (mark for mark in page.marks if isinstance(mark, Table)):
            for row, cells in enumerate(table.cells[1:], start=2):
                if cells != table.cells[0]:
                    yield problem(page.file, table.line + row, "P18", cells=cells, columns=table.cells[0])


def _heading(page: Page, heading: Heading, first: dict[str, int]) -> Iterator[Problem]:
    if heading.level == 1:
        yield problem(page.file, heading.line, "P06")
    elif not heading.id:
        yield problem(page.file, heading.line, "P03", heading=heading.text)
    elif not re.fullmatch(ID, heading.id) or heading.id in OWN_IDS:
        yield problem(page.file, heading.line, "P05", id=heading.id)
    elif heading.id in first:
        yield problem(page.file, heading.line, "P04", id=heading.id, first=first[heading.id])
    else:
        first[heading.id] = heading.line


def directives_are_known(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        for mark in page.marks:
            if isinstance(mark, Malformed) and mark.directive:
                yield problem(page.file, mark.line, "P10", text=mark.text)
            elif isinstance(mark, Directive):
                yield from _directive(library, page, mark)


def _directive(library: Library, page: Page, mark: Directive) -> Iterator[Problem]:
    if mark.name not in DIRECTIVES:
        near = nearest(mark.name, DIRECTIVES)
        yield problem(page.file, mark.line, "P09", near=near, name=f"kb:{mark.name}", choices=", ".join(DIRECTIVES))
        return
    allowed = DIRECTIVES[mark.name]
    for name, value in mark.arguments.items():
        if name not in allowed or (name == "newest" and not re.fullmatch(r"[1-9]\d?", value)):
            choices = ", ".join(f"{one}=…" for one in allowed) or "—"
            yield problem(page.file, mark.line, "P11", name=mark.name, argument=f"{name}={value}", choices=choices)
    yield from _ids(library, page, mark)
    own = {"event": "events", "lesson": "lessons", "brief": "briefs", "brief-figures": "briefs"}.get(mark.name)
    if own and not page.is_translation and page.meta.record not in library.known[own]:
        yield problem(page.file, mark.line, "P14", name=mark.name)


def _ids(library: Library, page: Page, mark: Directive) -> Iterator[Problem]:
    for identity in mark.arguments.get("ids", "").split(",") if "ids" in mark.arguments else ():
        known = library.known[mark.name]
        if mark.name in ("figures", "institutions") and identity not in known:
            kind = mark.name.removesuffix("s")
            home = f"data/{mark.name}/{identity}.yml"
            yield problem(
                page.file, mark.line, "R06", near=nearest(identity, known), kind=kind, id=identity, home=home,
            )


def in_the_navigation(library: Library) -> Iterator[Problem]:
    """The navigation names every page once, for both languages."""
    if not library.nav:
        return
    paths = {path for _, path in library.known_pages}
    for path, line in library.nav.items():
        if path not in paths:
            yield problem("mkdocs.yml", line, "P13", near=nearest(path, paths), page=path)
    for lang, path in sorted(library.known_pages):
        if path not in library.nav and lang == ("en" if ("en", path) in library.known_pages else "lo"):
            yield problem(f"docs/{lang}/{path}", 1, "P12", page=path)
