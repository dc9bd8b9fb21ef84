"""Rules about briefs: the parts that the PDF is set from are there, its title fits, its versions are in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.addresses import LANGUAGES
from kb.library import Library
from kb.markup import BRIEF_PARTS, Directive, Heading
from kb.model import Brief
from kb.page import Page
from kb.problem import Problem, problem

LONGEST = {"title": 90, "summary": 260}
"""Characters that fit into the band of the first page, in either language."""
LOOKS_LIKE = {"list": r"^[-*] ", "numbered": r"^\d+\. ", "table": r"^\|", "text": r"\S"}


def has_every_part(library: Library) -> Iterator[Problem]:
    """A brief is set from six sections; each has an id of its own and holds what its place on paper needs."""
    for page in _pages(library):
        parts = _sections(page)
        for identity, form in BRIEF_PARTS.items():
            line, text = parts.get(identity, (1, ""))
            shown = "<!-- kb:brief-figures -->" if form == "figures" else f"expected:brief-{form}"
            found = "brief-figures" in text if form == "figures" else re.search(LOOKS_LIKE[form], text, re.MULTILINE)
            if not found:
                yield problem(page.file, line, "B02", id=identity, content=shown)


def fits_its_band(library: Library) -> Iterator[Problem]:
    for page in _pages(library):
        for field, longest in LONGEST.items():
            count = len(getattr(page.meta, field))
            if count > longest:
                line = page.meta_lines.get((field,), 1)
                yield problem(page.file, line, "B03", field=field, count=count, most=longest)


def versions_are_in_order(library: Library) -> Iterator[Problem]:
    """Newest first, and what was published before is kept: somebody has cited it."""
    for brief in library.briefs.values():
        file, lines = f"data/briefs/{brief.id}.yml", library.lines["briefs", brief.id]
        numbers = [tuple(int(part) for part in one.version.split(".")) for one in brief.versions]
        if numbers != sorted(set(numbers), reverse=True):
            yield problem(file, lines["versions",], "B06")
        for at, version in enumerate(brief.versions[1:], start=1):
            yield from _is_kept(library, brief, version.version, lines["versions", at, "version"])


def _is_kept(library: Library, brief: Brief, version: str, line: int) -> Iterator[Problem]:
    names = [f"{brief.id}-{version}-{lang}.pdf" for lang in LANGUAGES]
    gone = ", ".join(f"data/published/{name}" for name in names if name not in library.published)
    if gone:
        yield problem(f"data/briefs/{brief.id}.yml", line, "B07", version=version, kept=gone)


def _pages(library: Library) -> Iterator[Page]:
    for page in library.pages.values():
        is_brief = page.path.startswith("briefs/") and library.record_of(page) in library.briefs
        if is_brief and not page.is_stub:
            yield page


def _sections(page: Page) -> dict[str, tuple[int, str]]:
    """By the ids of the second-level headings: their line, and what stands below them."""
    heads = [mark for mark in page.marks if isinstance(mark, Heading) and mark.level == 2]  # noqa: PLR2004
    ends = [*(head.start for head in heads[1:]), len(page.body)]
    names = [mark for mark in page.marks if isinstance(mark, Directive)]
    found = {}
    for head, end in zip(heads, ends, strict=False):
        inside = " ".join(mark.name for mark in names if head.start < mark.start < end)
        found[head.id] = (head.line, f"{inside}\n{page.body[head.end : end]}")
    return found
