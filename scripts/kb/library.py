"""Everything that editors wrote, read once: records, pages, pairs, and the problems found while reading.

With ``reader``, the only place that opens ``data/`` and ``docs/``; everything else works on the Library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kb import limits, yamlfile
from kb.addresses import other
from kb.fields import Text
from kb.model import Amendment, Brief, Event, Figure, Institution, Lesson, Source, Step, Term
from kb.page import Page
from kb.problem import Problem, in_order
from kb.reader import Reader
from kb.upkeep import Change, Excused


@dataclass(frozen=True)
class Library:
    """Every record and page, and where each stands."""

    root: Path
    sources: Mapping[str, Source] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    institutions: Mapping[str, Institution] = field(default_factory=dict)
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    amendment: Amendment | None = None
    terms: tuple[Term, ...] = ()
    strings: Mapping[str, Text] = field(default_factory=dict)
    excused: tuple[Excused, ...] = ()
    changes: tuple[Change, ...] = ()
    published: frozenset[str] = frozenset()
    """The PDFs of earlier versions of briefs, in data/published/."""
    pages: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    nav: Mapping[str, int] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What Markdown can do on this site, as set in mkdocs.yml."""
    files: Mapping[str, int] = field(default_factory=dict)
    """Every file under docs/ and data/ with its size in bytes; links are none."""
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids of each kind, those of unreadable files included."""
    known_pages: frozenset[tuple[str, str]] = frozenset()
    lines: Mapping[tuple[str, str], Mapping[yamlfile.Path, int]] = field(default_factory=dict)
    """Lines of each record's fields, by kind and id."""
    problems: tuple[Problem, ...] = ()

    @property
    def steps(self) -> Mapping[str, Step]:
        return {step.id: step for step in self.amendment.steps} if self.amendment else {}

    def twin(self, page: Page) -> Page | None:
        return self.pages.get((other(page.lang), page.path))

    def newest_changes(self) -> list[Change]:
        """What changed, the newest first; changes of one day in the order in which they are written."""
        return sorted(self.changes, key=lambda change: change.date, reverse=True)

    def raw_lines(self) -> Iterator[tuple[str, int, str]]:
        """Every line that editors wrote, with its file and number: for rules that do not care what it means."""
        kinds = {"data": (".yml", limits.DATA), "docs": (".md", limits.PAGE)}
        for file, size in self.files.items():
            ending, most = kinds[file.partition("/")[0]]
            if not file.endswith(ending) or size > most:
                continue
            for number, line in enumerate(self.raw_text(file).split("\n"), start=1):
                yield file, number, line

    def raw_text(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def raw_bytes(self, file: str) -> bytes:
        return (self.root / file).read_bytes()

    def original(self, page: Page) -> Page:
        """The page of the pair that is not a translation; the page itself while that is unclear."""
        twin = self.twin(page)
        return twin if twin and page.is_translation and not twin.is_translation else page

    def record_of(self, page: Page) -> str:
        """The id of the record that a page tells, which its original names; empty if it tells none."""
        return self.original(page).meta.record or ""


def load(root: Path) -> Library:
    """Read a project. Problems are collected, never raised; what could be read is there to be used."""
    reader = Reader(root)
    amendment = reader.single("data/amendment.yml", Amendment, "the amendment")
    pages, known_pages = reader.pages()
    return Library(
        root=root,
        sources=reader.folder("sources", Source, "a source"),
        events=reader.folder("events", Event, "an event"),
        figures=reader.folder("figures", Figure, "a figure"),
        institutions=reader.folder("institutions", Institution, "an institution"),
        lessons=reader.folder("lessons", Lesson, "a lesson"),
        briefs=reader.folder("briefs", Brief, "a brief"),
        amendment=amendment,
        terms=tuple(reader.entries("data/glossary.yml", Term, "a term")),
        strings=reader.strings(),
        changes=tuple(reader.entries("data/changes.yml", Change, "a change")),
        excused=tuple(reader.entries("data/links.yml", Excused, "an excused address")),
        published=frozenset(path.name for path in (root / "data/published").glob("*.pdf")),
        pages=MappingProxyType(pages),
        nav=MappingProxyType(reader.nav()),
        extensions=reader.extensions(),
        files=reader.files,
        known={kind: frozenset(ids) for kind, ids in reader.known.items()},
        known_pages=frozenset(known_pages),
        lines=MappingProxyType(reader.lines),
        problems=tuple(in_order(reader.problems)),
    )
