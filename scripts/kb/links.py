"""Links, checked on the built pages and reported in the Markdown that an editor can mend.

The built page is what readers get, so that is what is checked; the line is found again through the marks of the source.
Addresses outside are asked only on demand, by ``external``.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests
from lxml import html
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from kb.addresses import address, other
from kb.library import Library, Page
from kb.markup import Link
from kb.problem import Problem, nearest, problem

LOADING = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "embed": "src"}
LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch"}


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


def read(site: Path) -> dict[str, Built]:
    """Every built page by its address: "" is the home page, "404.html" keeps its name."""
    pages = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        where = name.removesuffix("index.html") if name.endswith("index.html") else name
        tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        ids = Counter(element.get("id") for element in tree.iter("*") if element.get("id"))
        pages[where] = Built(where, ids, tuple(_targets(tree)))
    return pages


def _targets(tree: html.HtmlElement) -> Iterator[Target]:
    for element in tree.iter("*"):
        tag = str(element.tag)
        if tag == "a" and element.get("href") is not None:
            yield Target(element.get("href", ""), loads=False, switches_language=element.get("hreflang") is not None)
        elif tag in LOADING and element.get(LOADING[tag]):
            yield Target(element.get(LOADING[tag], ""), loads=True, switches_language=False)
        elif tag == "link" and LOADING_LINKS & set(element.get("rel", "").split()):
            yield Target(element.get("href", ""), loads=True, switches_language=False)


def check(library: Library, site: Path, site_url: str) -> list[Problem]:
    """Every link of the built site that leads nowhere, to the wrong language, or to another host for a file."""
    pages = read(site)
    finder = _Finder(library, site, site_url, pages)
    return [found for page in pages.values() for found in finder.check(page)]


class _Finder:
    def __init__(self, library: Library, site: Path, site_url: str, pages: Mapping[str, Built]) -> None:
        self.library = library
        self.site = site
        self.url = urlsplit(site_url)
        self.pages = pages
        self.sources = {address(page.lang, page.path): page for page in library.pages.values()}

    def check(self, page: Built) -> Iterator[Problem]:
        source = self.sources.get(page.address)
        for identity, count in page.ids.items():
            if count > 1:
                yield self._problem(page, "", "U05", id=identity, count=count)
        for target in sorted(set(page.targets), key=lambda one: one.href):
            yield from self._target(page, source, target)
        for link in source.marks if source else ():
            if source and isinstance(link, Link) and f"{other(source.lang)}/" in link.target.replace("../", ""):
                yield from self._rewritten(source, link)

    def _rewritten(self, source: Page, link: Link) -> Iterator[Problem]:
        """static-i18n silently turns ../en/x.md on a Lao page into the Lao page: say what the editor wrote."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(f"{source.lang}/{source.path}"), link.target))
        lang, _, rest = path.partition("/")
        if lang == other(source.lang) and (source.lang, rest.partition("#")[0]) in self.library.pages:
            here = posixpath.relpath(f"{source.lang}/{rest}", posixpath.dirname(f"{source.lang}/{source.path}"))
            yield problem(source.file, link.line, "U04", target=link.target, page=here)

    def _target(self, page: Built, source: Page | None, target: Target) -> Iterator[Problem]:
        parts = urlsplit(target.href)
        if parts.scheme in ("http", "https") or target.href.startswith("//"):
            if parts.netloc == self.url.netloc:
                yield self._problem(page, target.href, "U06", target=target.href)
            elif target.loads:
                yield self._problem(page, target.href, "U07", target=target.href)
            return
        if parts.scheme:
            return
        where = self._resolve(page, parts.path)
        there = self.pages.get(where)
        if there is None:
            yield from self._missing(page, target, where)
        elif parts.fragment and unquote(parts.fragment) not in there.ids:
            ids = ", ".join(sorted(there.ids)) or "—"
            near = nearest(unquote(parts.fragment), there.ids)
            yield self._problem(page, target.href, "U02", near=near, target=self._said(page, target.href),
                                page=where or "/", ids=ids)
        elif source and not target.switches_language:
            yield from self._language(page, source, target, where)

    def _resolve(self, page: Built, path: str) -> str:
        """The address from the root of the site that a link leads to."""
        root = self.url.path or "/"
        if path.startswith(root) and page.address == "404.html":
            return unquote(path.removeprefix(root))
        if not path:
            return page.address
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(f"/{page.address}"), unquote(path))).lstrip("/")
        return joined + "/" if joined and path.endswith(("/", "/.", "/..", "..")) or path == "." and joined else joined

    def _missing(self, page: Built, target: Target, where: str) -> Iterator[Problem]:
        if (self.site / where).is_file() and not where.endswith("/"):
            return
        said = self._said(page, target.href)
        is_page = where.endswith(("/", ".md", ".html")) or "." not in posixpath.basename(where)
        yield self._problem(page, target.href, "U01" if is_page and not target.loads else "U03", target=said)

    def _language(self, page: Built, source: Page, target: Target, where: str) -> Iterator[Problem]:
        there = self.sources.get(where)
        if there and there.lang != source.lang and (source.lang, there.path) in self.library.pages:
            yield self._problem(page, target.href, "U04", target=self._said(page, target.href), page=there.path)

    def _link(self, page: Built, href: str) -> Link | None:
        """The link of the Markdown that became this one."""
        source = self.sources.get(page.address)
        for mark in source.marks if source else ():
            if isinstance(mark, Link) and source and href in (mark.target, self._built(source, mark.target)):
                return mark
        return None

    def _built(self, source: Page, target: str) -> str:
        """What MkDocs makes of a link to a .md file."""
        path, mark, anchor = target.partition("#")
        if not path.endswith(".md"):
            return target
        here = address(source.lang, source.path)
        there = address(source.lang, posixpath.normpath(posixpath.join(posixpath.dirname(source.path), path)))
        relative = posixpath.relpath(there or ".", here or ".")
        return f"{relative}/{mark}{anchor}" if relative != "." else f"./{mark}{anchor}" if not anchor else f"{mark}{anchor}"

    def _said(self, page: Built, href: str) -> str:
        link = self._link(page, href)
        return link.target if link else href

    def _problem(self, page: Built, href: str, code: str, near: str | None = None, **values: object) -> Problem:
        source = self.sources.get(page.address)
        link = self._link(page, href)
        file = source.file if source else f"site/{page.address}"
        return problem(file, link.line if link else 1, code, near=near, **values)


@dataclass(frozen=True)
class Patience:
    """How long to wait for other people's servers. Seconds."""

    timeout: float = 15
    retries: int = 2
    pause: float = 1
    at_once: int = 8


def external(library: Library, patience: Patience | None = None) -> list[Problem]:
    """Ask every address that readers are led to. Excused ones (data/links.yml) are not asked."""
    patience = patience or Patience()
    excused = {entry.url for entry in library.excused}
    asked = [(file, line, url) for file, line, url in _outside(library) if url not in excused]
    retry = Retry(
        total=patience.retries, backoff_factor=patience.pause, status_forcelist=(429, 500, 502, 503, 504),
        respect_retry_after_header=False, raise_on_status=False,
    )
    with requests.Session() as session, ThreadPoolExecutor(patience.at_once) as threads:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=retry, pool_maxsize=patience.at_once))
        urls = sorted({url for _, _, url in asked})
        answers = dict(zip(urls, threads.map(lambda url: _ask(session, url, patience), urls), strict=True))
    return [found for file, line, url in asked for found in _judge(file, line, url, answers[url])]


def _outside(library: Library) -> Iterable[tuple[str, int, str]]:
    for source in library.sources.values():
        lines = library.lines["sources", source.id]
        for field, url in (("url", source.url if source.link else None), ("archived", source.archived)):
            if url:
                yield f"data/sources/{source.id}.yml", lines[field,], url
    for index, term in enumerate(library.terms):
        if term.seen:
            yield "data/glossary.yml", index + 1, term.seen


def _ask(session: requests.Session, url: str, patience: Patience) -> tuple[int, str]:
    """The status and, for a lasting move, the new address; status 0 with the reason when there is no answer."""
    try:
        with session.get(url, timeout=patience.timeout, stream=True) as answer:
            moved = any(step.status_code in (301, 308) for step in answer.history)
            return answer.status_code, answer.url if moved and answer.url != url else ""
    except requests.Timeout:
        return 0, f"timeout, {patience.timeout:g} s"
    except requests.RequestException as error:
        timed_out = "timed out" in str(error)
        return 0, f"timeout, {patience.timeout:g} s" if timed_out else type(error).__name__


def _judge(file: str, line: int, url: str, answer: tuple[int, str]) -> Iterator[Problem]:
    status, detail = answer
    if status == 0:
        yield problem(file, line, "U08", url=url, answer=detail)
    elif status >= 400:  # noqa: PLR2004 — HTTP: from here on something is wrong
        yield problem(file, line, "U08", url=url, answer=f"HTTP {status}")
    elif detail:
        yield problem(file, line, "U09", url=url, answer=detail)
