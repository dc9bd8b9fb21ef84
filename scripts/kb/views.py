"""How records look on a page: a view for each directive, shown by the templates of ``overrides/records``."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from kb import charts, described, facets, glossary, problem, related, sources, stages, translation
from kb.addresses import address, other, relative
from kb.lao import sort_key
from kb.model import Event, Figure
from kb.page import Page
from kb.wording import Wording

SAVED = ("law", "strategy", "lessons", "events", "briefs", "project")
"""Folders of pages that a reader can save for reading offline, in the order in which they are offered."""


class PageView(Wording):
    """What the templates of one page can ask for: a view for each directive, and what the page says of itself."""

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
            return self.render("events.html", years=[(0, found[: int(newest)])], facets=())
        kinds = (event.kind for event in found if event.kind)
        facet = facets.facet("kind", self.t("event.kind"), kinds, lambda kind: self.t(f"event.kind.{kind}"))
        return self.render("events.html", years=_by_year(found), facets=[facet] if facet.choices else ())

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

    def changes(self) -> Markup:
        return self.render("changes.html", changes=self.library.newest_changes())

    def feeds(self, kind: str = "all") -> Markup:
        """Links to the feeds, which are there when the site is built (kb.exports)."""
        return Markup('<div data-kb-feeds="{}"></div>').format(kind)

    def with_code(self, text: str) -> Markup:
        """Words between backquotes are what one types."""
        pieces = text.split("`")
        return Markup("").join(
            Markup("<code>{}</code>").format(piece) if number % 2 else piece for number, piece in enumerate(pieces)
        )

    # The page itself

    def references(self) -> Markup:
        return self.render("references.html", entries=self.bibliography.entries)

    def related(self) -> Markup:
        """What else the site has on the subject of this page."""
        found = related.of(self.library, self.page)
        return self.render("related.html", found=found) if found else Markup("")

    def page_changes(self) -> Markup:
        """The newest changes of this page."""
        found = [one for one in self.library.newest_changes() if self.page.path in one.pages]
        return self.render("page-changes.html", changes=found[:3]) if found else Markup("")

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
