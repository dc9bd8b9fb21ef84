"""How records look on a page: the templates of ``overrides/records`` and the words that they can ask for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb import charts, described, figures, glossary, lists, numbers, problem, sources, stages, translation
from kb.addresses import address, other, relative
from kb.citations import Bibliography
from kb.dates import PartialDate, range_in_words
from kb.fields import Text
from kb.lao import sort_key
from kb.library import Library
from kb.model import Event, Figure, Lesson, Participants, Value
from kb.page import Page

SAVED = ("law", "strategy", "lessons", "events", "briefs", "project")
"""Folders of pages that a reader can save for reading offline, in the order in which they are offered."""


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


class PageView:
    """What the templates of one page can ask for; every word comes in the page's language."""

    def __init__(self, library: Library, page: Page) -> None:
        self.library = library
        self.page = page
        self.lang = page.lang
        self.here = address(page.lang, page.path)
        self.root = relative(self.here, "")
        self.bibliography = Bibliography(library)
        self._templates = _environment(library.root / "overrides" / "records")

    @property
    def record(self) -> str:
        """The id of the record that the page tells; empty if it tells none."""
        return self.library.record_of(self.page)

    # Words

    def t(self, key: str) -> str:
        return self.library.strings[key][self.lang]

    def say(self, text: Text) -> str:
        return text[self.lang]

    def listed(self, ids: Iterable[str]) -> str:
        known = self.library.institutions  # the check reports an id without a record; it stays as it is
        return lists.in_words([self.say(known[one].name) if one in known else one for one in ids], self.lang)

    def when(self, start: PartialDate, end: PartialDate | None = None) -> str:
        return range_in_words(start, end, self.lang)

    def figure(self, figure: Figure, value: Value) -> str:
        return figures.in_words(self.library, figure, value, self.lang)

    def latin(self, name: str) -> Markup:
        """A name in Latin letters: marked as such on a Lao page."""
        return Markup('<span lang="en">{}</span>').format(name) if self.lang == "lo" else Markup("{}").format(name)

    def link(self, path: str) -> str:
        """The link to another page of this language, "law/amendment.md#steps"."""
        page, mark, anchor = path.partition("#")
        return relative(self.here, address(self.lang, page) + mark + anchor)

    def to(self, there: str) -> str:
        """The link to a file of the site, by its address from the root."""
        return relative(self.here, there)

    def has_page(self, path: str) -> bool:
        return (self.lang, path) in self.library.pages

    def page_title(self, path: str) -> str:
        return self.library.pages[self.lang, path].meta.title

    def cite(self, *sources: str, locator: str = "") -> Markup:
        references = [self.bibliography.cite(source, locator) for source in sources]
        return Markup("").join(
            self.render("citation.html", reference=reference).strip() for reference in references if reference
        )

    def lessons_about(self, event: Event) -> list[Lesson]:
        found = [lesson for lesson in self.library.lessons.values() if event.id in lesson.related_events]
        return sorted(found, key=lambda lesson: sort_key(lesson.title[self.lang]))

    def counted(self, participants: Participants) -> str:
        words = numbers.in_words(Decimal(participants.count or 0), self.lang)
        if participants.qualifier != "exactly":
            words = self.t(f"qualifier.{participants.qualifier}").replace("{n}", words)
        return words

    def size(self, count: int) -> str:
        """Bytes as a reader weighs them before a download: "88 KB", «11,2 MB»."""
        if count < 1000 * 1024:
            return f"{count / 1024:.0f} KB"
        return f"{numbers.in_words(round(Decimal(count) / 1024 / 1024, 1), self.lang)} MB"

    def heading(self, anchor: str, title: object, level: int = 2) -> Markup:
        """A heading inside a view. It is handed to Markdown, so that the table of contents knows it."""
        return Markup(f"\x1e{level}{anchor}\x1f{title}\x1e")  # noqa: S704 — ours, not an editor's

    def render(self, template: str, **context: Any) -> Markup:
        return Markup(self._templates.get_template(template).render(view=self, lang=self.lang, **context))  # noqa: S704

    # Views, one for each directive

    def status(self, form: str = "") -> Markup:
        standing = self.library.amendment and self.library.amendment.status
        return self.render("status.html", standing=standing, short=form == "short")

    def ways(self) -> Markup:
        return self.render("ways.html", read=self.library)

    def timeline(self) -> Markup:
        amendment = self.library.amendment
        if amendment is None:
            return Markup("")
        stands, facets = stages.stands(amendment), stages.facets(self.library, amendment, self.lang)
        return self.render("timeline.html", amendment=amendment, stands=stands, outcome=stages.outcome, facets=facets)

    def short_name(self, institution: str) -> Markup:
        """The abbreviation of an institution, which tells its name; the name where there is none."""
        one = self.library.institutions[institution]
        short = one.abbreviation and one.abbreviation.get(self.lang)
        if not short:
            return Markup("{}").format(one.name[self.lang])
        return Markup('<abbr title="{}">{}</abbr>').format(one.name[self.lang], short)

    def events(self, newest: str = "") -> Markup:
        found = sorted(self.library.events.values(), key=lambda event: event.starts, reverse=True)
        if newest:
            return self.render("events.html", years=[(0, found[: int(newest)])])
        return self.render("events.html", years=_by_year(found))

    def event(self) -> Markup:
        event = self.library.events.get(self.record)
        return self.render("event.html", event=event) if event else Markup("")

    def lesson(self) -> Markup:
        lesson = self.library.lessons.get(self.record)
        return self.render("lesson.html", lesson=lesson) if lesson else Markup("")

    def lessons(self, theme: str = "") -> Markup:
        order = {"strong": 0, "moderate": 1, "limited": 2}
        chosen = [one for one in self.library.lessons.values() if theme in ("", one.theme)]
        chosen.sort(key=lambda one: (order[one.grade], sort_key(one.title[self.lang])))
        return self.render("lessons.html", lessons=chosen)

    def brief(self) -> Markup:
        brief = self.library.briefs.get(self.record)
        return self.render("brief.html", brief=brief) if brief else Markup("")

    def brief_figures(self) -> Markup:
        brief = self.library.briefs.get(self.record)
        chosen = [self.library.figures[one] for one in brief.figures if one in self.library.figures] if brief else []
        return self._figures([("", chosen)], series=True) if brief else Markup("")

    def briefs(self, form: str = "") -> Markup:
        found = sorted(self.library.briefs.values(), key=lambda brief: brief.number)
        return self.render("briefs.html", briefs=found, short=form == "short")

    def figures(self, ids: str = "", form: str = "") -> Markup:
        if ids:
            chosen = [self.library.figures[one] for one in ids.split(",") if one in self.library.figures]
            return self._figures([("", chosen)], short=form == "short")
        order = ("work", "coverage", "health", "financing", "programmes", "law")
        groups = [(name, [one for one in self.library.figures.values() if one.group == name]) for name in order]
        return self._figures([group for group in groups if group[1]])

    def _figures(self, groups: list[tuple[str, list[Figure]]], *, short: bool = False, series: bool = False) -> Markup:
        return self.render("figures.html", groups=groups, short=short, series=series, charts=charts)

    def glossary(self) -> Markup:
        return self.render("glossary.html", terms=glossary.in_order(self.library, self.lang), other=other(self.lang))

    def sources(self) -> Markup:
        facets = sources.facets(self.library, self.lang)
        return self.render("sources.html", groups=sources.grouped(self.library), facets=facets, year=sources.year)

    def institutions(self, ids: str = "") -> Markup:
        known = self.library.institutions
        chosen = ids.split(",") if ids else sorted(known, key=lambda one: sort_key(known[one].name[self.lang]))
        return self.render("institutions.html", institutions=[known[one] for one in chosen if one in known])

    def sitemap(self) -> Markup:
        """Every page of this language in the order of the navigation, by folder."""
        order = [path for path in self.library.nav if self.has_page(path)]
        pages = [self.library.pages[self.lang, path] for path in order]
        folders = groupby(pages, key=lambda page: page.path.partition("/")[0] if "/" in page.path else "")
        return self.render("sitemap.html", folders=[(name, list(group)) for name, group in folders])

    def offline(self) -> Markup:
        """Sections to save; what each weighs is filled in when the site is built (kb.offline)."""
        return self.render("offline.html", folders=SAVED)

    def translations(self) -> Markup:
        pages = [page for page in self.library.pages.values() if page.lang == self.lang]
        states = [(page, translation.state(self.library, self._translated(page)).value) for page in pages]
        return self.render("translations.html", states=states)

    def _translated(self, page: Page) -> Page:
        """The side of the pair that is a translation."""
        twin = self.library.twin(page)
        return twin if twin and twin.is_translation else page

    def problems(self) -> Markup:
        rules = problem.rules().items()
        found = [(code, rule, problem.Problem("", 1, code).sentence(self.lang)) for code, rule in rules]
        return self.render("problems.html", rules=found)

    def fields(self, kind: str = "") -> Markup:
        return self.render("fields.html", kind=described.kinds()[kind]) if kind in described.kinds() else Markup("")

    def data(self) -> Markup:
        """Every file of open data; what is in them is known when the site is built (kb.exports)."""
        return Markup('<div data-kb-data="all"></div>')

    def with_code(self, text: str) -> Markup:
        """Words between backquotes are what one types."""
        pieces = text.split("`")
        return Markup("").join(
            Markup("<code>{}</code>").format(piece) if number % 2 else piece for number, piece in enumerate(pieces)
        )

    # The page itself

    def references(self) -> Markup:
        return self.render("references.html", entries=self.bibliography.entries)

    def page_status(self) -> Markup:
        """The small line that says how old and how far checked a page is."""
        original = self.library.original(self.page)
        return self.render(
            "page-status.html",
            original=original,
            state=translation.state(self.library, self.page).value,
            reviewed=bool(self.page.meta.translation and self.page.meta.translation.state == "reviewed"),
            link_to_original=relative(self.here, address(original.lang, original.path)),
        )


def _by_year(events: list[Event]) -> list[tuple[int, list[Event]]]:
    return [(year, list(group)) for year, group in groupby(events, key=lambda event: event.starts.year)]
