"""What a page is, told to search engines in the words of schema.org (JSON-LD): only what its record or its head says.

The text stands in a <script type="application/ld+json">, which no browser runs and the content policy allows; the signs
that could end it are written as escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.addresses import address, other
from kb.dates import PartialDate
from kb.library import Library
from kb.model import Brief, Event, Figure, Step
from kb.page import Page

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ESCAPES = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})
TEXTS = ("Article", "Report")
ARTICLES = ("law/", "strategy/", "lessons/", "project/")
JURISDICTION = "LA"
"""The Lao PDR in ISO 3166-1."""
SETS = ("sources", "events", "lessons", "figures", "institutions", "steps", "terms", "briefs")
"""The sets of open data (kb.exports.opendata)."""
Node = dict[str, Any]


@dataclass(frozen=True)
class Site:
    """The site in the language of the page: its name, and its address, which ends with a slash."""

    name: str
    url: str


def text(library: Library, page: Page, site: Site, trail: Sequence[tuple[str, str]]) -> str:
    """The description of a page. ``trail`` leads to it: names and addresses from the root, the page last."""
    nodes = [*_Describer(library, page, site).nodes()]
    if page.path != "index.md":
        nodes.append(_breadcrumb(site, trail))
    graph = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def iso(date: PartialDate) -> str:
    """As exact as the record: 2024, 2024-07 or 2024-07-31. A date that is about gives up its last part."""
    parts = date.iso.split("-")
    return "-".join(parts[:-1] if date.about and len(parts) > 1 else parts)


def _breadcrumb(site: Site, trail: Iterable[tuple[str, str]]) -> Node:
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": number, "name": name, "item": site.url + there}
        for number, (name, there) in enumerate(trail, start=1)
    ]}


class _Describer:
    """Makes the nodes of one page."""

    def __init__(self, library: Library, page: Page, site: Site) -> None:
        self.library, self.page, self.site, self.lang = library, page, site, page.lang
        self.url = site.url + address(page.lang, page.path)
        self.home = site.url + address(page.lang, "index.md")
        self.publisher: Node = {
            "@type": "Organization", "@id": f"{self.home}#publisher", "name": site.name, "url": self.home,
        }
        self.named = {"@id": f"{self.home}#publisher"}
        """The publisher where it has been told already."""

    def nodes(self) -> list[Node]:
        record, library = self.library.record_of(self.page), self.library
        if self.page.path == "index.md":
            return [self._website()]
        if self.page.path.startswith("events/") and record in library.events:
            return [self._event(library.events[record])]
        if self.page.path.startswith("briefs/") and record in library.briefs:
            return [self._report(library.briefs[record])]
        if self.page.path == "figures.md":
            return [self._figures()]
        if self.page.path == "about/data.md":
            return [self._catalogue()]
        if self.page.path.startswith("law/") and record in library.steps:
            law = self._legislation(library.steps[record])
            return [{**self._text("Article"), "about": {"@id": law["@id"]}}, law]
        return [self._text("Article" if self.page.path.startswith(ARTICLES) else "WebPage")]

    def _website(self) -> Node:
        return {
            "@type": "WebSite", "@id": self.url, "url": self.url, "name": self.site.name,
            "description": self.page.meta.summary, "inLanguage": self.lang, "license": LICENCE,
            "publisher": self.publisher,
        }

    def _text(self, kind: str) -> Node:
        """A page of prose, tied to its twin in the other language."""
        node: Node = {
            "@type": kind, "@id": self.url, "url": self.url, "description": self.page.meta.summary,
            "inLanguage": self.lang, "license": LICENCE, "isPartOf": {"@id": self.home}, "publisher": self.publisher,
        }
        node |= {"headline": self.page.meta.title, "author": self.named} if kind in TEXTS else {
            "name": self.page.meta.title,
        }
        if self.library.twin(self.page):
            tie = "translationOfWork" if self.page.is_translation else "workTranslation"
            node[tie] = {"@id": self.site.url + address(other(self.lang), self.page.path)}
        return node

    def _report(self, brief: Brief) -> Node:
        return {
            **self._text("Report"), "reportNumber": str(brief.number), "version": brief.newest.version,
            "datePublished": iso(brief.newest.date),
        }

    def _event(self, event: Event) -> Node:
        place = event.place[self.lang]
        node: Node = {
            "@type": "Event", "@id": self.url, "url": self.url, "name": event.title[self.lang],
            "description": self.page.meta.summary, "inLanguage": self.lang, "startDate": iso(event.starts),
            "endDate": iso(event.ends or event.starts),
            "location": {"@type": "Place", "name": place, "address": place},
            "organizer": self._organisations(event.organisers),
        }
        if event.funders:
            node["funder"] = self._organisations(event.funders)
        if event.status == "announced":
            node["eventStatus"] = "https://schema.org/EventScheduled"
        return node

    def _organisations(self, ids: Iterable[str]) -> list[Node]:
        known = self.library.institutions
        return [{"@type": "Organization", "name": known[one].name[self.lang]} for one in ids if one in known]

    def _legislation(self, step: Step) -> Node:
        """The law that a page tells, as the step of its adoption has it. A date told in words is not given as one."""
        where = f"{self.site.url}{address(self.lang, 'law/amendment.md')}#step-{step.id}"
        node: Node = {
            "@type": "Legislation", "@id": where, "url": where, "name": step.title[self.lang],
            "description": step.detail[self.lang], "legislationJurisdiction": JURISDICTION,
        }
        return node if step.when else {**node, "legislationDate": iso(step.date)}

    def _dataset(self, name: str, about: str, where: str, stem: str) -> Node:
        files: Mapping[str, str] = {"json": "application/json", "csv": "text/csv"}
        return {
            "@type": "Dataset", "@id": where, "url": where, "name": name, "description": about, "license": LICENCE,
            "creator": self.named, "isAccessibleForFree": True,
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{self.site.url}{stem}.{ending}"}
                for ending, kind in files.items()
            ],
        }

    def _figures(self) -> Node:
        whole = self._dataset(self.page.meta.title, self.page.meta.summary, self.url, "data/figures")
        parts = [self._figure(figure) for _, figure in sorted(self.library.figures.items())]
        return {**whole, "creator": self.publisher, "inLanguage": self.lang, "hasPart": parts}

    def _figure(self, figure: Figure) -> Node:
        dates = sorted(value.date for value in figure.values)
        span = iso(dates[0]) if len(dates) == 1 else f"{iso(dates[0])}/{iso(dates[-1])}"
        about = figure.definition[self.lang] + (f" {figure.caution[self.lang]}" if figure.caution else "")
        where = f"{self.url}#figure-{figure.id}"
        return {
            **self._dataset(figure.name[self.lang], about, where, f"figures/{figure.id}"), "temporalCoverage": span,
        }

    def _catalogue(self) -> Node:
        sets = [
            self._dataset(
                self.library.strings[f"data.set.{name}"][self.lang], self.page.meta.summary,
                f"{self.url}#field-{name}", f"data/{name}",
            )
            for name in SETS
        ]
        return {**self._text("DataCatalog"), "dataset": sets}
