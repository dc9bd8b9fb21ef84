"""What else the site has on the subject of a page, computed from the records, so that nobody keeps lists.

Two things belong together if one names the other (an event its steps, a lesson its events, a brief its figures), or if
they rest on the same sources. A source counts the less the more the site uses it: shared with one other thing it
counts 1, with four others a quarter; below ``ENOUGH`` in all, it is chance. What names each other comes first, then
what shares most. What the page's own record shows already is left out. Institutions tie nothing: the same few act in
nearly everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kb import glossary, markup, prose
from kb.library import Library
from kb.page import Page

FOLDERS = ("law/", "strategy/", "lessons/", "events/", "project/", "briefs/")
NONE = ("lessons/method.md", "project/partners.md")
"""They speak of everything."""
MOST = 6
"""Of each kind."""
ENOUGH = Fraction(1, 3)
TWICE = 2
"""A term belongs to a page that uses it more than once."""
Key = tuple[str, str]
"""The kind and the id of something: ("events", "2024-07-31-…"); of a page without a record, ("pages", its path)."""


@dataclass(frozen=True)
class Related:
    """Things of one kind, the closest first."""

    kind: str
    ids: tuple[str, ...]


def of(library: Library, page: Page) -> list[Related]:
    """What belongs to a page, kind by kind; nothing for lists, for tools, and for pages about the site."""
    if not page.path.startswith(FOLDERS) or page.path.endswith("index.md") or page.path in NONE:
        return []
    own = _key(library, page)
    found = {kind: [] for kind in ("events", "lessons", "steps", "briefs")}  # type: dict[str, list[str]]
    for kind, identity in _ties(library, own):
        if not (page.path == "law/amendment.md" and kind == "steps"):  # which shows every step
            found[kind].append(identity)
    groups = [*found.items(), ("figures", _figures(library, page, own)), ("terms", _terms(library, page))]
    return [Related(kind, tuple(ids[:MOST])) for kind, ids in groups if ids]


def _key(library: Library, page: Page) -> Key:
    record, folder = library.record_of(page), page.path.partition("/")[0]
    if folder == "law" and record in library.steps:
        return "steps", record
    return (folder, record) if record in library.known.get(folder, ()) else ("pages", page.path)


def _ties(library: Library, own: Key) -> list[Key]:
    """Events, lessons, steps and briefs that belong to something, the closest first."""
    rests_on = _sources(library)
    named = _named(library)
    uses = Counter(source for sources in rests_on.values() for source in sources)
    shown = named.get(own, set())
    near: dict[Key, tuple[bool, Fraction]] = {}
    for other, sources in rests_on.items():
        if other == own or other[0] == "pages" or other in shown:
            continue
        shared = rests_on.get(own, set()) & sources
        weight = sum((Fraction(1, uses[source] - 1) for source in shared), Fraction(0))
        names = own in named.get(other, ())
        if names or weight >= ENOUGH:
            near[other] = names, weight
    return sorted(near, key=lambda key: (not near[key][0], -near[key][1], key))


def _sources(library: Library) -> Mapping[Key, set[str]]:
    """What each thing rests on: the sources of its record, and those that its page cites."""
    found: dict[Key, set[str]] = {("steps", step.id): set(step.sources) for step in library.steps.values()}
    for event in library.events.values():
        found["events", event.id] = set(event.sources)
    for lesson in library.lessons.values():
        found["lessons", lesson.id] = {*lesson.sources, *lesson.lao_sources}
    for brief in library.briefs:
        found["briefs", brief] = set()
    for page in library.pages.values():
        if page.path.startswith(FOLDERS) and not page.is_translation:
            cited = {mark.source for mark in page.marks if isinstance(mark, markup.Citation)}
            found.setdefault(_key(library, page), set()).update(cited)
    return found


def _named(library: Library) -> Mapping[Key, set[Key]]:
    """What each record names, which its own page shows in its box of facts."""
    found: dict[Key, set[Key]] = {}
    for event in library.events.values():
        lessons = {("lessons", one.id) for one in library.lessons.values() if event.id in one.related_events}
        found["events", event.id] = {("steps", one) for one in event.steps} | lessons
    for lesson in library.lessons.values():
        found["lessons", lesson.id] = {
            *(("events", one) for one in lesson.related_events), *(("steps", one) for one in lesson.related_steps),
            *(("lessons", one) for one in lesson.related_lessons),
        }
    for step in library.steps.values():
        found["steps", step.id] = {("events", step.event)} if step.event else set()
    for brief in library.briefs.values():
        found["briefs", brief.id] = {("events", one) for one in brief.events}
    return found


def _figures(library: Library, page: Page, own: Key) -> list[str]:
    """The figures that the text prints, in its order; a brief shows its own."""
    shown = library.briefs[own[1]].figures if own[0] == "briefs" and own[1] in library.briefs else ()
    printed = [mark.figure for mark in library.original(page).marks if isinstance(mark, markup.FigureMark)]
    return [one for one in dict.fromkeys(printed) if one in library.figures and one not in shown]


def _terms(library: Library, page: Page) -> list[str]:
    """The terms that the text uses most, each more than once."""
    forms = glossary.forms(library.terms, page.lang)
    counts = Counter(_used(forms, prose.words(page.body, page.marks)))
    often = [one for one, count in counts.items() if count >= TWICE]
    return sorted(often, key=lambda one: (-counts[one], one))


def _used(forms: glossary.Forms, text: str) -> Iterator[str]:
    for hit in re.finditer(forms.pattern, text):
        yield forms.terms[hit[1].lower()].id
