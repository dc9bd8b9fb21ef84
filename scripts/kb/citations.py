"""Numbers for citations: each source of a page has one number, in the order in which a reader meets it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.library import Library
from kb.model import Event, Institution, Lesson, Source, Step


@dataclass(frozen=True)
class Reference:
    """One place of a page that cites a source; ``anchor`` is where the list at the end leads back to."""

    number: int
    anchor: str
    source: Source
    locator: str


class Bibliography:
    """The sources of one page, filled while the page is rendered from top to bottom."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places: dict[str, list[Reference]] = {}

    def cite(self, source: str, locator: str = "") -> Reference | None:
        """The next reference to a source; nothing for an id that the checks have already reported."""
        record = self._library.sources.get(source)
        if record is None:
            return None
        places = self._places.setdefault(source, [])
        number = places[0].number if places else len(self._places)
        reference = Reference(number, f"cite-{number}-{len(places) + 1}", record, locator)
        places.append(reference)
        return reference

    @property
    def entries(self) -> list[list[Reference]]:
        """For each source in order of its number, the places that cite it."""
        return list(self._places.values())


def cited_by_records(library: Library) -> set[str]:
    """The sources that records rest on."""
    found = {value.source for figure in library.figures.values() for value in figure.values}
    records: list[Event | Institution | Lesson | Step] = [
        *library.events.values(), *library.institutions.values(), *library.lessons.values(), *library.steps.values(),
    ]
    for record in records:
        found.update(record.sources)
    for lesson in library.lessons.values():
        found.update(lesson.lao_sources)
    if library.amendment:
        found.update(library.amendment.status.sources)
    return found
