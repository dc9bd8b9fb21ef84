"""The search index, read off the built pages: one file for each language, by section, without what every page repeats.

The file is a script that sets one variable, because a page opened from a disk may load scripts but not data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from kb import folding
from kb.addresses import address
from kb.fields import PerLanguage
from kb.library import Library
from kb.safely import replace

LEFT_OUT = {
    "kb-page-status", "kb-references", "kb-sources", "kb-cite", "kb-tag", "kb-back", "kb-step__meta", "kb-cards",
    "kb-sitemap", "kb-problems", "kb-review", "kb-titles", "kb-example", "kb-filter", "kb-jumps", "kb-stages",
    "kb-ways", "kb-anchor", "kb-chart",
}
"""Labels that stand everywhere, lists of sources, cards and tables that only repeat what other pages say, and examples
of how a record is written: they speak of everything and are about nothing."""
KINDS = ("step", "term", "institution", "figure")
RECORDS = "./*[" + " or ".join(f"starts-with(@id, '{kind}-')" for kind in KINDS) + "]"
"""Each step of the amendment, term, institution and figure is found by itself, under its own address."""
NAME = "(.//h3 | .//h4 | .//dt | .//*[contains(@class, 'kb-number__name')])[1]"
WORDS = (
    "label", "placeholder", "loading", "count", "one", "none", "searched", "nearest", "glossary", "via", "other",
    "close",
)


def index(library: Library, site: Path, lang: str) -> str:
    """The index of one language as a script."""
    pages = []
    for (where, path), page in sorted(library.pages.items()):
        if where == lang:
            built = site / address(lang, path) / "index.html"
            pages.append([address(lang, path), page.meta.title, list(_sections(built))])
    words = {word: library.strings[f"search.{word}"][lang] for word in WORDS}
    data = {"lang": lang, "words": words, "folding": folding.table(), "pages": pages, "terms": list(_terms(library))}
    return f"self.kbIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def write(library: Library, site: Path, lang: str) -> None:
    """Put the index of a language beside the pages."""
    (site / "search").mkdir(exist_ok=True)
    replace(site / "search" / f"{lang}.js", index(library, site, lang))


def _sections(page: Path) -> Iterator[list[str]]:
    """What stands under each heading: [anchor, heading, text]; first what stands before the first heading."""
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    anchor, heading = "", ""
    text: list[str] = []
    for element in tree.iterfind(".//article/*"):
        if element.get("id") == "sources":
            break
        if element.tag in ("h2", "h3"):
            yield [anchor, heading, _joined(text)]
            anchor, heading, text = element.get("id", ""), _joined(element.itertext()), []
        elif element.tag != "h1":
            records = element.xpath(RECORDS)
            for record in records:
                name = _joined(record.xpath(f"string({NAME}/text())"))
                yield [record.get("id"), name, _joined(_words(record)).removeprefix(name).strip()]
            text += [] if records else _words(element)
    yield [anchor, heading, _joined(text)]


def _words(element: html.HtmlElement) -> Iterator[str]:
    if not LEFT_OUT.isdisjoint((element.get("class") or "").split()):
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
    if element.tag in ("p", "li", "dt", "dd", "td", "th", "tr", "div", "h3"):
        yield " "


def _joined(pieces: Any) -> str:
    return re.sub(r"\s+([.,;:])", r"\1", " ".join("".join(pieces).split()))


def _terms(library: Library) -> Iterator[list[str]]:
    """The names of one thing in both languages: a query for one finds the others."""
    for term in library.terms:
        yield _plain([term.en, *term.variants.en, term.lo, *term.variants.lo, *_short(term.abbreviation)])
    for one in library.institutions.values():
        former = [name for old in one.former_names for name in (old.name.en, old.name.lo)]
        yield _plain([one.name.en, one.name.lo, *_short(one.abbreviation), *former])


def _short(abbreviation: PerLanguage | None) -> list[str | None]:
    return [abbreviation.en, abbreviation.lo] if abbreviation else []


def _plain(forms: list[str | None]) -> list[str]:
    """Each form once, without what stands in brackets."""
    bare = [re.sub(r"\s*\([^)]*\)", "", form).strip() for form in forms if form]
    return list(dict.fromkeys(form for form in bare if form))
