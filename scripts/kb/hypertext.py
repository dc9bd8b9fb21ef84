"""What Markdown makes of a page, looked at tag by tag: only what is on a short list may stand on a page.

HTML that an editor types, attributes in braces and addresses of links all come out of Markdown as tags, whatever way
they were written; so the rules look there and not at the source. The result is thrown away: MkDocs renders the pages.
A list of what is good, and a plain form for it, needs no knowledge of what attackers invent next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from itertools import islice
from typing import Any

import markdown

from kb.markup import Citation, Directive, FigureMark, Mark

NAMES = """
    a abbr b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr
    i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul
    var wbr
"""
ELEMENTS = frozenset(NAMES.split())
EVERYWHERE = frozenset({"class", "id", "lang", "title"})
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}), "img": frozenset({"src", "alt", "width", "height"}), "ol": frozenset({"start"}),
    "td": frozenset({"align", "colspan", "rowspan"}), "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "details": frozenset({"open"}), "time": frozenset({"datetime"}),
}
VOID = frozenset({"br", "hr", "img", "wbr"})
PLAIN_TAG = re.compile(r"<[a-z][a-z0-9]*(?:\s+[a-z]+=\"[^\"<>]*\")*\s*/?>")
PLAIN_COMMENT = re.compile(r"(?!>|->)(?:[^<>-]|-(?!-))*")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
OBSCURE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028\u2029]")
SCHEMES = ("http", "https", "mailto")
MOST = 10
"""A page with more to mend shows the first ones."""


@dataclass(frozen=True)
class Finding:
    """A tag, attribute or address that may not be on a page: the code of the rule and what it speaks of."""

    code: str
    what: str


def address_is_plain(target: str) -> bool:
    """http, https, mailto, or a path from this page; no spaces and no backslash, which browsers drop or read as /."""
    if OBSCURE.search(target) or target.startswith("/"):
        return False
    scheme = SCHEME.match(target)
    if scheme:
        return scheme[0].lower() in SCHEMES
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    return ":" not in path and not path.lower().endswith((".html", ".htm"))


class _Tags(HTMLParser):
    """Goes through HTML from tag to tag and keeps what may not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Finding] = []
        self.open: list[str] = []
        self.told: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        before = len(self.found)
        if tag not in ELEMENTS:
            self.found.append(Finding("H01", f"<{tag}>"))
        else:
            self.found += [one for name, value in attrs for one in _attribute(tag, name, value or "")]
        if len(self.found) == before and not PLAIN_TAG.fullmatch(written):
            self.found.append(Finding("H03", _short(written)))
        if tag in ELEMENTS - VOID and not written.endswith("/>"):
            self.open.append(tag)

    def set_cdata_mode(self, elem: str, **_: Any) -> None:
        """What stands in a <script> is looked through like everything else."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and tag in ELEMENTS:  # browsers take <span/> for <span>
            self.found.append(Finding("H03", _short(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while (last := self.open.pop()) != tag:
                self.found.append(Finding("H03", f"<{last}>"))
                self.told[last] += 1
        elif self.told[tag]:
            self.told[tag] -= 1  # its opening tag was told already
        elif tag in ELEMENTS:
            self.found.append(Finding("H03", f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.found.append(Finding("H03", _short(data[data.index("<") :])))

    def handle_comment(self, data: str) -> None:
        if not PLAIN_COMMENT.fullmatch(data):
            self.found.append(Finding("H03", _short(f"<!--{data}-->")))

    def handle_decl(self, decl: str) -> None:
        self.found.append(Finding("H03", _short(f"<!{decl}>")))

    def unknown_decl(self, data: str) -> None:
        self.found.append(Finding("H03", _short(f"<![{data}]>")))

    def handle_pi(self, data: str) -> None:
        self.found.append(Finding("H03", _short(f"<?{data}>")))


def _attribute(tag: str, name: str, value: str) -> Iterator[Finding]:
    if name not in EVERYWHERE | ATTRIBUTES.get(tag, frozenset()):
        yield Finding("H02", f"{name}=")
    elif name in ("href", "src") and not address_is_plain(value):
        yield Finding("H04", _short(value))
    elif name == "src" and SCHEME.match(value):
        yield Finding("U07", _short(value))


def findings(html: str) -> list[Finding]:
    """What may not be on a page, in the order of the HTML."""
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags.found + [Finding("H03", f"<{tag}>") for tag in tags.open if tag in ELEMENTS]


class Converter:
    """Markdown as mkdocs.yml sets it."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        own = ("toc", "tables", "fenced_code")  # MkDocs adds these
        names = [*own, *(name for name in extensions if name not in own)]
        configs = {name: dict(config) for name, config in extensions.items()}
        self._markdown = markdown.Markdown(extensions=names, extension_configs=configs)

    def html(self, body: str) -> str:
        self._markdown.reset()
        return str(self._markdown.convert(body))


class Looked:
    """One page, looked through: what may not be there, and the line that brings it in."""

    def __init__(self, converter: Converter, body: str, marks: Sequence[Mark]) -> None:
        self._converter = converter
        self._lines = body.split("\n")
        self._marks = marks
        self._counts: dict[int, Counter[Finding]] = {}

    @cached_property
    def found(self) -> list[tuple[int, Finding]]:
        """Each finding with its line, counted from 0."""
        seen: Counter[Finding] = Counter()
        located = []
        for finding in islice(self._of_first(len(self._lines)), MOST):
            seen[finding] += 1
            located.append((self._line(finding, seen[finding]), finding))
        return located

    def _of_first(self, lines: int) -> list[Finding]:
        body = with_places("\n".join(self._lines[:lines]), self._marks)
        try:
            return findings(self._converter.html(body))
        except Exception:  # noqa: BLE001 — whatever Markdown stumbles over would stop the build without naming the page
            return [Finding("H10", "")]

    def _line(self, finding: Finding, number: int) -> int:
        """Markdown keeps no lines: the first line without which the page has one less of it, found by halving."""
        without, with_it = 0, len(self._lines)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            if middle not in self._counts:
                self._counts[middle] = Counter(self._of_first(middle))
            if self._counts[middle][finding] >= number:
                with_it = middle
            else:
                without = middle
        return with_it - 1


def with_places(body: str, marks: Sequence[Mark]) -> str:
    """The body as Markdown gets it: marks and views are empty places."""
    pieces, done = [], 0
    for mark in marks:
        if isinstance(mark, Citation | FigureMark | Directive) and mark.end <= len(body):
            place = "\n\n<div></div>\n\n" if isinstance(mark, Directive) else "<span></span>"
            pieces += [body[done : mark.start], place]
            done = mark.end
    return "".join([*pieces, body[done:]])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004
