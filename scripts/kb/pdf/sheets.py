"""What is set as PDF, and from what: each sheet is made of a built page and its records, and of nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb import linebreaks
from kb.addresses import address
from kb.dates import PartialDate
from kb.library import Library
from kb.markup import BRIEF_PARTS
from kb.model import Brief
from kb.page import Page
from kb.pdf import tree, typeset

FOLDERS = ("briefs/", "law/", "strategy/", "lessons/", "events/", "project/")
SINGLE = ("figures.md", "glossary.md")
NOT_SET = ("briefs/index.md",)
LABELS = ("qr", "web", "cite", "licence", "sources")


@dataclass(frozen=True)
class Sheet:
    """Everything that decides one PDF: the same sheet gives the same bytes."""

    page: Page
    target: str
    """The address of the PDF from the root of the site."""
    template: str
    data: str
    date: PartialDate
    """As exact as what the page rests on."""
    version: str = ""
    """Of a brief."""

    @property
    def day(self) -> dt.date:
        """For the file, which must carry a day."""
        return dt.date(self.date.year, self.date.month or 1, self.date.day or 1)

    @property
    def text(self) -> str:
        """All that the typesetter is given, decoded: for the search for letters that the font lacks."""
        return "".join(_strings(json.loads(self.data)))


def has_pdf(page: Page) -> bool:
    return page.path not in NOT_SET and not page.is_stub and (page.path.startswith(FOLDERS) or page.path in SINGLE)


def name(page: Page) -> str:
    """ASCII, told apart by language, and readable in a folder of downloads: amendment-lo, law-lo for law/index."""
    stem = page.path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
    return f"{stem}-{page.lang}"


def target(page: Page) -> str:
    return f"{address(page.lang, page.path)}{name(page)}.pdf"


def versioned(page: Page, version: str) -> str:
    """The address that a version of a brief keeps."""
    stem = name(page).removesuffix(f"-{page.lang}")
    return f"{address(page.lang, page.path)}{stem}-{version}-{page.lang}.pdf"


def sheets(library: Library, site: Path, site_url: str) -> Iterator[Sheet]:
    """A sheet for every page that has a PDF, in the order of their addresses."""
    breaker = linebreaks.Breaker(linebreaks.words_of(lao_terms(library)))
    for _, page in sorted(library.pages.items()):
        if has_pdf(page):
            yield _Maker(library, site, site_url, breaker.mark).sheet(page)


def lao_terms(library: Library) -> Iterator[str]:
    for term in library.terms:
        yield from (term.lo, *term.variants.lo)


@dataclass(frozen=True)
class _Maker:
    library: Library
    site: Path
    site_url: str
    mark: Callable[[str], str]

    def sheet(self, page: Page) -> Sheet:
        where = address(page.lang, page.path)
        article = tree.read(self.site / where / "index.html", self.site_url + where)
        brief = self.library.briefs.get(self.library.record_of(page)) if _is_brief(page) else None
        date = brief.newest.date if brief else self.as_of(page)
        data = self.common(page, article, date.year) | (
            self.of_brief(page, article, brief) if brief else {"body": self.nodes(article.body.parts)}
        )
        made = json.dumps(data, ensure_ascii=False, sort_keys=True)
        if brief:
            return Sheet(page, target(page), "brief", made, date, brief.newest.version)
        return Sheet(page, target(page), "article", made, date)

    def common(self, page: Page, article: tree.Article, year: int) -> dict[str, Any]:
        url = self.site_url + address(page.lang, page.path)
        cite = self.say("pdf.cite-as", page, site=article.site, year=str(year), title=article.title)
        return {
            "lang": page.lang, "kind": self.mark(article.place), "title": self.mark(article.title),
            "summary": self.mark(page.meta.summary), "status": [self.mark(words) for words in article.status],
            "site": self.mark(article.site), "site-name": article.site, "url": url, "qr": typeset.qr(url),
            "shown-url": url.partition("://")[2].rstrip("/"), "cite": self.mark(cite),
            "notice": self.mark(f"{article.site} · {self.say('page.unofficial', page)}"),
            "labels": {label: self.mark(self.say(f"pdf.{label}", page)) for label in LABELS},
            "sources": article.sources.mapped(self.mark).data() if article.sources else None,
        }

    def of_brief(self, page: Page, article: tree.Article, brief: Brief) -> dict[str, Any]:
        kind = self.say("brief.number", page, n=str(brief.number))
        version = self.say("brief.version", page, v=brief.newest.version)
        dated = [version, brief.newest.date.in_words(page.lang)]
        sections = {
            identity: {"title": self.mark(nodes[0].plain()), "c": self.nodes(nodes[1:])}
            for identity, nodes in article.sections.items() if identity in BRIEF_PARTS
        }
        return {
            "kind": self.mark(kind), "sections": sections,
            "status": [self.mark(words) for words in (*dated, *article.status)],
        }

    def as_of(self, page: Page) -> PartialDate:
        """The page's own date; without one, the newest of the site, which its lists are made of."""
        own = self.library.original(page).meta.as_of
        return own or max(one.meta.as_of for one in self.library.pages.values() if one.meta.as_of)

    def nodes(self, nodes: tuple[tree.Node | str, ...]) -> list[Any]:
        return [node.mapped(self.mark).data() for node in nodes if isinstance(node, tree.Node)]

    def say(self, key: str, page: Page, **values: str) -> str:
        words = self.library.strings[key][page.lang]
        for found, value in values.items():
            words = words.replace(f"{{{found}}}", value)
        return words


def _is_brief(page: Page) -> bool:
    return page.path.startswith("briefs/")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if key not in ("qr", "url", "href"):
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
