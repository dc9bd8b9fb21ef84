"""Rules about records: what they refer to exists, events are named by their date, sources are used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb import markup
from kb.citations import cited_by_records
from kb.library import Library
from kb.model import Brief, Event, Institution, Lesson, Step
from kb.problem import Problem, nearest, problem

AMENDMENT = "data/amendment.yml"
CHANGES = "data/changes.yml"
HOMES = {
    "sources": ("source", "data/sources/{}.yml"),
    "institutions": ("institution", "data/institutions/{}.yml"),
    "events": ("event", "data/events/{}.yml"),
    "lessons": ("lesson", "data/lessons/{}.yml"),
    "figures": ("figure", "data/figures/{}.yml"),
    "steps": ("step", "- id: {} in data/amendment.yml"),
}


def references_exist(library: Library) -> Iterator[Problem]:
    """Every id that a record names must be the id of a record."""
    known = {**library.known, "steps": frozenset(library.steps)}
    unreadable = {"steps"} if library.amendment is None else set()  # one problem of its own, told by the reader
    for file, kind, line, identity in _references(library):
        if identity not in known[kind] and kind not in unreadable:
            word, home = HOMES[kind]
            near = nearest(identity, known[kind])
            yield problem(file, line, "R06", near=near, kind=word, id=identity, home=home.format(identity))


def _references(library: Library) -> Iterator[tuple[str, str, int, str]]:
    for figure in library.figures.values():
        lines = library.lines["figures", figure.id]
        for index, value in enumerate(figure.values):
            yield f"data/figures/{figure.id}.yml", "sources", lines["values", index, "source"], value.source
        for index, bar in enumerate(figure.chart.bars if figure.chart else ()):
            yield f"data/figures/{figure.id}.yml", "figures", lines["chart", "bars", index, "figure"], bar.figure
    for institution in library.institutions.values():
        yield from _of_file(library, "institutions", institution, {"sources": "sources"})
    fields = {
        "organisers": "institutions", "hosts": "institutions", "funders": "institutions", "steps": "steps",
        "sources": "sources",
    }
    for event in library.events.values():
        yield from _of_file(library, "events", event, fields)
        lines = library.lines["events", event.id]
        for index, speaker in enumerate(event.speakers):
            if speaker.institution:
                line = lines["speakers", index, "institution"]
                yield f"data/events/{event.id}.yml", "institutions", line, speaker.institution
    fields = {
        "related_events": "events", "related_steps": "steps", "related_lessons": "lessons", "sources": "sources",
        "lao_sources": "sources",
    }
    for lesson in library.lessons.values():
        yield from _of_file(library, "lessons", lesson, fields)
    for brief in library.briefs.values():
        yield from _of_file(library, "briefs", brief, {"figures": "figures", "events": "events"})
    if library.amendment:
        yield from _of_amendment(library, library.amendment.steps)


def _of_file(
    library: Library, folder: str, record: Brief | Event | Institution | Lesson, fields: dict[str, str],
) -> Iterator[tuple[str, str, int, str]]:
    lines = library.lines[folder, record.id]
    for field, kind in fields.items():
        for index, identity in enumerate(getattr(record, field)):
            yield f"data/{folder}/{record.id}.yml", kind, lines[field, index], identity


def _of_amendment(library: Library, steps: Iterable[Step]) -> Iterator[tuple[str, str, int, str]]:
    lines = library.lines["file", AMENDMENT]
    if library.amendment:
        for index, source in enumerate(library.amendment.status.sources):
            yield AMENDMENT, "sources", lines["status", "sources", index], source
    for at, step in enumerate(steps):
        for field, kind in (("actors", "institutions"), ("sources", "sources")):
            for index, identity in enumerate(getattr(step, field)):
                yield AMENDMENT, kind, lines["steps", at, field, index], identity
        if step.event:
            yield AMENDMENT, "events", lines["steps", at, "event"], step.event


def charts_compare_like_with_like(library: Library) -> Iterator[Problem]:
    """The bars of a chart have one unit and a value each; without bars there are two dates to show."""
    for figure in library.figures.values():
        file, lines = f"data/figures/{figure.id}.yml", library.lines["figures", figure.id]
        if figure.chart and not figure.chart.bars and len(figure.values) == 1:
            yield problem(file, lines["chart",], "R13", id=figure.id)
        for index, bar in enumerate(figure.chart.bars if figure.chart else ()):
            other = library.figures.get(bar.figure)
            if other and other.unit != figure.unit:
                line = lines["chart", "bars", index, "figure"]
                yield problem(file, line, "R12", id=bar.figure, unit=other.unit, own=figure.unit)
            elif other and other.at(str(bar.date or "")) is None:
                dates = ", ".join(str(value.date) for value in other.values)
                line = lines["chart", "bars", index, "date"]
                yield problem(file, line, "C04", id=bar.figure, date=str(bar.date), dates=dates)


def event_named_by_its_date(library: Library) -> Iterator[Problem]:
    """The file of an event starts with its date, so that a folder listing is a calendar."""
    for event in library.events.values():
        if not event.id.startswith(f"{event.starts.iso}-"):
            line = library.lines["events", event.id]["starts",]
            yield problem(f"data/events/{event.id}.yml", line, "R08", id=event.id, starts=event.starts)


def record_has_a_page(library: Library) -> Iterator[Problem]:
    """Every event, lesson and brief is told on a page of its own, under its id."""
    pages = {path for _, path in library.known_pages}
    for folder, records in (
        ("events", library.events), ("lessons", library.lessons), ("briefs", library.briefs),
    ):
        for identity in records:
            if f"{folder}/{identity}.md" not in pages:
                yield problem(f"data/{folder}/{identity}.yml", 1, "R10", id=identity, folder=folder)


def changes_name_pages(library: Library) -> Iterator[Problem]:
    """A change is told of pages that exist."""
    if any(found.path == CHANGES for found in library.problems):
        return  # an entry that could not be read would shift the lines of the others
    pages = {path for _, path in library.known_pages}
    for at, change in enumerate(library.changes):
        for index, page in enumerate(change.pages):
            if page not in pages:
                line = library.lines["file", CHANGES][at, "pages", index]
                near = nearest(page, pages)
                yield problem(CHANGES, line, "R06", near=near, kind="page", id=page, home=f"docs/en/{page}")


def source_is_cited(library: Library) -> Iterator[Problem]:
    """A source that supports nothing is not a source of this site."""
    if library.problems:
        return  # a page that cannot be read may be the one that cites it
    cited = cited_by_records(library)
    for page in library.pages.values():
        cited.update(mark.source for mark in page.marks if isinstance(mark, markup.Citation))
    for source in library.sources:
        if source not in cited:
            yield problem(f"data/sources/{source}.yml", 1, "R09", id=source)
