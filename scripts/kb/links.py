"""Links, checked on the built pages and reported in the Markdown that an editor can mend.

The built page is what readers get, so that is what is checked; the line is found again through the marks of the source.
Addresses outside are not asked here; ``kb.external`` does that on demand.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from kb import policy
from kb.addresses import address, other, relative
from kb.library import Library
from kb.markup import Link
from kb.page import Page
from kb.problem import Problem, nearest, problem

Fault = tuple[str, str | None, dict[str, object]]
LOADING = {"img", "script", "iframe", "source", "video", "audio", "embed"}
LOADING_LINKS = {
    "stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "prefetch", "prerender", "manifest",
    "preconnect", "dns-prefetch",
}


@dataclass(frozen=True)
class Target:
    """Something that a built page points to; ``loads`` if the browser fetches it without being asked."""

    href: str
    loads: bool
    switches_language: bool


@dataclass(frozen=True)
class Built:
    """A built page: its address from the root of the site, its ids and what it points to."""

    address: str
    ids: Mapping[str, int]
    targets: tuple[Target, ...]
    forbidden: tuple[policy.Fault, ...] = ()
    """What the content policy does not allow, though it is there."""


def read(site: Path) -> dict[str, Built]:
    """Every built page by its address: "" is the home page, "404.html" keeps its name."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        where = name.removesuffix("index.html") if name.endswith("index.html") else name
        tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        ids = Counter(identity for element in tree.iter("*") if (identity := element.get("id")))
        pages[where] = Built(where, ids, tuple(_targets(tree)), tuple(policy.faults(tree)))
    return pages


def _targets(tree: html.HtmlElement) -> Iterator[Target]:
    for element in tree.iter("*"):
        tag = str(element.tag)
        if tag == "a" and element.get("href") is not None:
            yield Target(element.get("href", ""), loads=False, switches_language=element.get("hreflang") is not None)
        elif tag in LOADING and element.get("src"):
            yield Target(element.get("src", ""), loads=True, switches_language=False)
        elif tag == "link" and LOADING_LINKS & set(element.get("rel", "").split()):
            yield Target(element.get("href", ""), loads=True, switches_language=False)


def check(library: Library, site: Path, site_url: str) -> list[Problem]:
    """Every link of the built site that leads nowhere, to the wrong language, or to another host for a file."""
    pages = read(site)
    finder = _Finder(library, site, site_url, pages)
    return [found for page in pages.values() for found in finder.check(page)]


class _Finder:
    """Follows the links of one built site."""

    def __init__(self, library: Library, site: Path, site_url: str, pages: Mapping[str, Built]) -> None:
        self.library = library
        self.site = site
        self.url = urlsplit(site_url)
        self.pages = pages
        self.sources = {address(page.lang, page.path): page for page in library.pages.values()}

    def check(self, page: Built) -> Iterator[Problem]:
        source = self.sources.get(page.address)
        file = source.file if source else f"site/{page.address}"
        for identity, count in page.ids.items():
            if count > 1:
                yield problem(file, 1, "U05", id=identity, count=count)
        for code, named in page.forbidden:
            yield problem(file, 1, code, near=None, **named)
        for target in sorted(set(page.targets), key=lambda one: one.href):
            link = _written(source, target.href)
            line, said = (link.line, link.target) if link else (1, target.href)
            for code, near, values in self._faults(page, source, target):
                yield problem(file, line, code, near=near, target=said, **values)
        if source:
            yield from self._rewritten(source)

    def _faults(self, page: Built, source: Page | None, target: Target) -> Iterator[Fault]:
        """What is wrong with one link: a code, what may have been meant, and the words of the sentence."""
        parts = urlsplit(target.href)
        if parts.netloc:
            if parts.netloc == self.url.netloc:
                yield "U06", None, {}
            elif target.loads:
                yield "U07", None, {}
            return
        if parts.scheme:
            return
        where = self._address(page, unquote(parts.path))
        there = self.pages.get(where)
        anchor = unquote(parts.fragment)
        if there is None:
            if not (self.site / where).is_file():
                yield ("U03" if target.loads or _is_file(where) else "U01"), None, {}
        elif anchor and anchor not in there.ids:
            ids = ", ".join(sorted(there.ids)) or "—"
            yield "U02", nearest(anchor, there.ids), {"page": where or "/", "ids": ids}
        elif source and not target.switches_language:
            yield from self._language(source, where)

    def _language(self, source: Page, where: str) -> Iterator[Fault]:
        there = self.sources.get(where)
        if there and there.lang != source.lang and (source.lang, there.path) in self.library.pages:
            yield "U04", None, {"page": there.path}

    def _address(self, page: Built, path: str) -> str:
        """The address from the root of the site that a relative link leads to."""
        if not path:
            return page.address
        if path.startswith("/"):
            return path.removeprefix(self.url.path or "/") if page.address.endswith("404.html") else path[1:]
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(f"/{page.address}"), path)).strip("/")
        is_folder = path.endswith("/") or posixpath.basename(path) in (".", "..")
        return f"{joined}/" if is_folder and joined else joined

    def _rewritten(self, source: Page) -> Iterator[Problem]:
        """static-i18n silently turns ../en/x.md on a Lao page into the Lao page: say what the editor wrote."""
        here = posixpath.dirname(f"{source.lang}/{source.path}")
        for link in (mark for mark in source.marks if isinstance(mark, Link)):
            path = posixpath.normpath(posixpath.join(here, link.target))
            lang, _, rest = path.partition("/")
            if lang == other(source.lang) and (source.lang, rest.partition("#")[0]) in self.library.pages:
                right = posixpath.relpath(f"{source.lang}/{rest}", here)
                yield problem(source.file, link.line, "U04", target=link.target, page=right)


def _is_file(where: str) -> bool:
    return posixpath.splitext(where)[1] not in ("", ".md", ".html")


def _written(source: Page | None, href: str) -> Link | None:
    """The link of the Markdown that became this one."""
    for mark in source.marks if source else ():
        if isinstance(mark, Link) and source and href in (mark.target, _as_built(source, mark.target)):
            return mark
    return None


def _as_built(source: Page, target: str) -> str:
    """What MkDocs makes of a link to a .md file."""
    path, sign, anchor = target.partition("#")
    if not path.endswith(".md"):
        return target
    there = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), path))
    link = relative(address(source.lang, source.path), address(source.lang, there))
    return f"{sign}{anchor}" if anchor and link == "./" else f"{link}{sign}{anchor}"
