"""The first use of a term on a page leads to its meaning: a link to the glossary that opens in place with JavaScript.

Works on the HTML that Markdown made, between its tags, so that headings, links, code and records stay as they are.
Lao has no spaces: the longest term wins, and a match may neither begin nor end inside a syllable.
"""

from __future__ import annotations

import re

from markupsafe import escape

from kb import glossary
from kb.addresses import address, other, relative
from kb.library import Library
from kb.page import Page

TAG = re.compile(r"(<[^>]+>)")
NAME = re.compile(r"</?([a-z0-9]+)")
QUIET = {"h1", "h2", "h3", "h4", "a", "code", "pre", "th", "span", "summary", "button"}
"""Inside these nothing is explained: titles, links, code, names in another language."""
VOID = {"br", "img", "hr", "input", "wbr"}
SKIPPED_PAGES = ("glossary.md", "search.md")


def explain(html: str, library: Library, page: Page) -> str:
    """The page's HTML with the first use of each term made a link that carries its definition."""
    if page.path in SKIPPED_PAGES or not library.terms:
        return html
    forms = glossary.forms(library.terms, page.lang)
    told: set[str] = set()
    quiet = 0
    pieces = TAG.split(html)
    for index, piece in enumerate(pieces):
        if index % 2:
            quiet += _depth(piece)
        elif not quiet and piece.strip():
            pieces[index] = forms.pattern.sub(lambda hit: _link(hit, forms, page, told), piece)
    return "".join(pieces)


def _depth(tag: str) -> int:
    """How a tag changes the number of quiet elements that are open."""
    name = NAME.match(tag)
    if not name or name[1] not in QUIET or name[1] in VOID:
        return 0
    return -1 if tag.startswith("</") else 1


def _link(hit: re.Match[str], forms: glossary.Forms, page: Page, told: set[str]) -> str:
    term = forms.terms[hit[1].lower().replace("&amp;", "&").replace("&#39;", "'")]
    if term.id in told:
        return hit[0]
    told.add(term.id)
    there = relative(address(page.lang, page.path), f"{address(page.lang, 'glossary.md')}#term-{term.id}")
    elsewhere = term.lo if page.lang == "en" else term.en
    return (
        f'<a class="kb-term" href="{there}" data-term="{escape(elsewhere)}" data-lang="{other(page.lang)}" '
        f'data-meaning="{escape(term.definition[page.lang])}">{hit[0]}</a>'
    )
