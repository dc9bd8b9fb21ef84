"""From the marks of a page to Markdown and views, in the order of the text: citations are numbered as one reads.

Markdown is rendered once, by MkDocs. ``expand`` leaves an empty place for each mark and each view; ``fill`` puts their
HTML in after Markdown has run. So Markdown never sees the words of a record: a backquote in the title of a source
closes no code, and what stands for a citation, [1], is never taken for the name of a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from kb import markup
from kb.library import Library
from kb.page import Page
from kb.views import PageView

HEADING = re.compile("\x1e([1-6])([^\x1f]+)\x1f([^\x1e]+)\x1e")
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
PLACE = re.compile(r'(?:<p>\s*)?<div data-kb="(\d+)"></div>(?:\s*</p>)?|<span data-kb="(\d+)"></span>')
PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True)
class Expanded:
    """A page ready for Markdown, and the HTML of marks and views that fills its places afterwards."""

    markdown: str
    table_label: str
    views: tuple[str, ...] = field(default_factory=tuple)

    def fill(self, html: str) -> str:
        return TABLE.sub(self._framed, PLACE.sub(lambda place: self.views[int(place[1] or place[2])], html))

    def _framed(self, table: re.Match[str]) -> str:
        """A wide table scrolls inside its own frame, which the keyboard can reach; its heads say what they head."""
        inside = table[0].replace("<th>", '<th scope="col">')
        return f'<div class="kb-table" tabindex="0" role="group" aria-label="{self.table_label}">{inside}</div>'


def expand(library: Library, page: Page) -> Expanded:
    """Replace the marks of a page. An unknown id, which the checks report, leaves a visible ⚠ under ``make serve``."""
    view = PageView(library, page)
    views: list[str] = []
    pieces: list[str] = []
    done = 0
    for mark in page.marks:
        if isinstance(mark, markup.Citation):
            shown = _inline(str(view.cite(mark.source, locator=mark.locator) or _broken(page.body, mark)), views)
        elif isinstance(mark, markup.FigureMark):
            shown = _inline(_figure(view, mark) or _broken(page.body, mark), views)
        elif isinstance(mark, markup.Directive) and mark.name in markup.DIRECTIVES:
            allowed = markup.DIRECTIVES[mark.name]
            html = str(getattr(view, mark.name.replace("-", "_"))(**_only(mark.arguments, allowed)))
            shown = _sections(html, views)
        else:
            continue
        pieces += [page.body[done : mark.start], shown]
        done = mark.end
    pieces.append(page.body[done:])
    if view.bibliography.entries:
        views.append(str(view.references()))
        pieces.append(f"\n\n## {_plain(view.t('sources.heading'))} {{#sources}}\n\n{_place(len(views) - 1)}\n")
    return Expanded("".join(pieces), view.t("site.table"), tuple(views))


def _only(arguments: Mapping[str, str], allowed: Iterable[str]) -> dict[str, str]:
    return {name: arguments[name] for name in allowed if name in arguments}


def _sections(html: str, views: list[str]) -> str:
    """A view as Markdown: its headings, and a place for what stands between them."""
    parts = HEADING.split(html)
    shown = []
    for index in range(0, len(parts), 4):
        if index:
            shown.append(f"{'#' * int(parts[index - 3])} {_plain(parts[index - 1])} {{#{parts[index - 2]}}}")
        views.append(parts[index])
        shown.append(_place(len(views) - 1))
    return "\n\n" + "\n\n".join(shown) + "\n\n"


def _plain(words: str) -> str:
    """Words as Markdown that means nothing but these words, whatever signs they hold."""
    return PUNCTUATION.sub(lambda sign: f"&#{ord(sign[0])};", words)


def _inline(html: str, views: list[str]) -> str:
    """A place inside a line."""
    views.append(html)
    return f'<span data-kb="{len(views) - 1}"></span>'


def _place(number: int) -> str:
    return f'<div data-kb="{number}"></div>'


def _broken(body: str, mark: markup.Mark) -> str:
    return f'<mark class="kb-broken">⚠ {Markup.escape(body[mark.start : mark.end])}</mark>'


def _figure(view: PageView, mark: markup.FigureMark) -> str:
    figure = view.library.figures.get(mark.figure)
    value = figure.at(mark.date) if figure else None
    if figure is None or value is None:
        return ""
    return str(view.render("figure.html", figure=figure, value=value)).strip()
