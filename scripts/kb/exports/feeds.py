"""Feeds for each language: what changed on the site, as people wrote it, and events; and all events as a calendar.

Atom (RFC 4287). The times are those of the content, never of the build, so that the same content gives the same bytes;
ids are addresses that stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kb import calendar, places
from kb.addresses import LANGUAGES, address
from kb.dates import PartialDate
from kb.library import Library
from kb.safely import replace

FOLDER = "feeds"
ATOM = "http://www.w3.org/2005/Atom"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Entry:
    """One thing that a feed tells. ``url`` is its lasting address and its id."""

    url: str
    title: str
    summary: str
    date: PartialDate
    links: tuple[str, ...] = ()
    """Pages that it is about, beside its own."""


def changes(library: Library, lang: str, site_url: str) -> list[Entry]:
    """What changed, the newest first. A change is titled by the pages that it touched."""
    page = site_url + address(lang, "about/changes.md")
    return [
        Entry(
            f"{page}#change-{one.id}", "; ".join(library.pages[lang, path].meta.title for path in one.pages),
            one.text[lang], one.date, tuple(site_url + address(lang, path) for path in one.pages),
        )
        for one in library.newest_changes()
    ]


def events(library: Library, lang: str, site_url: str) -> list[Entry]:
    """Every event with a page, the newest first."""
    found = sorted(library.events.values(), key=lambda event: (event.starts, event.id), reverse=True)
    pages = ((event, library.pages.get((lang, f"events/{event.id}.md"))) for event in found)
    return [
        Entry(site_url + address(lang, page.path), event.title[lang], page.meta.summary, event.ends or event.starts)
        for event, page in pages if page
    ]


def atom(library: Library, kind: str, lang: str, site_url: str) -> bytes:
    """A feed as Atom. Until there is an entry it is as old as Unix: a feed must say when it changed."""
    entries = FEEDS[kind](library, lang, site_url)
    publisher = _publisher(library, lang)
    feed = etree.Element(f"{{{ATOM}}}feed", {LANG: lang}, nsmap={None: ATOM})
    own, home = f"{site_url}{FOLDER}/{kind}-{lang}.xml", site_url + address(lang, "index.md")
    _add(feed, "id", own)
    _add(feed, "title", _title(library, kind, lang))
    _add(feed, "updated", _time(max((entry.date for entry in entries), default=PartialDate(1970))))
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(feed, "link", rel="alternate", type="text/html", hreflang=lang, href=home)
    _add(_add(feed, "author"), "name", publisher)
    _add(feed, "rights", "CC BY 4.0")
    _add(feed, "link", rel="license", href=LICENCE)
    for entry in entries:
        one = _add(feed, "entry")
        _add(one, "id", entry.url)
        _add(one, "title", entry.title)
        _add(one, "updated", _time(entry.date))
        _add(one, "link", rel="alternate", type="text/html", hreflang=lang, href=entry.url)
        for link in entry.links:
            _add(one, "link", rel="related", type="text/html", hreflang=lang, href=link)
        _add(one, "summary", entry.summary)
    etree.indent(feed, " ")
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


FEEDS: Mapping[str, Callable[[Library, str, str], list[Entry]]] = {"changes": changes, "events": events}


def _publisher(library: Library, lang: str) -> str:
    """The home page is named as the site."""
    return library.pages[lang, "index.md"].meta.title


def _title(library: Library, kind: str, lang: str) -> str:
    return f"{library.strings[f'feed.{kind}'][lang]} – {_publisher(library, lang)}"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def _time(date: PartialDate) -> str:
    """Atom wants a moment; a date that names no day stands for its first."""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"


def write(library: Library, site: Path, site_url: str) -> None:
    """Put the feeds and calendars of both languages on the site and link them from the places that name them."""
    (site / FOLDER).mkdir(exist_ok=True)
    for lang in LANGUAGES:
        for kind in FEEDS:
            replace(site / FOLDER / f"{kind}-{lang}.xml", atom(library, kind, lang, site_url))
        title = _title(library, "events", lang)
        replace(site / FOLDER / f"events-{lang}.ics", calendar.every(library.events.values(), lang, title, site_url))
    places.fill(library, site, "feeds", lambda view, kind: str(view.render("feeds.html", kinds=_kinds(kind))))


def _kinds(chosen: str) -> Iterable[str]:
    return FEEDS if chosen == "all" else (name for name in FEEDS if name == chosen)
