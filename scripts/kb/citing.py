"""How to cite a page: a sentence in its language, BibTeX, and RIS, each with the date and the version of the page.

citeproc-py was tried (0.11.1) and does not serve Lao: none of its CSL locales is Lao, and asked for one it writes
"Available at: … (Accessed: November 2026)" in English into a Lao reference, without a word. The sentence is therefore
made of our own labels; the two formats are line formats that name fields, in UTF-8.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.addresses import address
from kb.dates import PartialDate
from kb.library import Library
from kb.page import Page
from kb.safely import replace

BIBTEX = str.maketrans({
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
})
"""BibTeX counts braces even behind a backslash, so that one of them alone would swallow the rest of the file."""
FORMATS = {"bib": "BibTeX", "ris": "RIS"}
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Citation:
    """What a reference to a page names. Without ``date`` the page is of no date: it tells how the site works."""

    name: str
    """ASCII, one for each page and language: the key of the entry, and the name of a downloaded file."""
    site: str
    title: str
    lang: str
    url: str
    version: str
    date: PartialDate | None
    state: str
    """As of when, and which version, in words."""
    sentence: str

    @property
    def bib(self) -> str:
        """One entry of BibTeX. Doubled braces keep capitals; ``date`` is for BibLaTeX, ``year`` for BibTeX."""
        fields = {
            "author": f"{{{self.site.translate(BIBTEX)}}}", "title": f"{{{self.title.translate(BIBTEX)}}}",
            "year": str(self.date.year) if self.date else "", "date": self.date.iso if self.date else "",
            "url": self.url, "version": self.version, "note": self.state.translate(BIBTEX), "language": self.lang,
        }
        lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
        return f"@misc{{{self.name},\n{lines}}}\n"

    @property
    def ris(self) -> str:
        """One record of RIS: a tag of two letters, two spaces, a hyphen, a space; lines end as in Windows."""
        return "".join(f"{tag}  - {value}\r\n" for tag, value in self._fields())

    def _fields(self) -> Iterator[tuple[str, str]]:
        yield from (("TY", "ELEC"), ("ID", self.name), ("AU", self.site), ("TI", self.title))
        if self.date:
            exact = [f"{part:02}" if part else "" for part in (self.date.month, self.date.day)]
            yield from (("PY", str(self.date.year)), ("DA", f"{self.date.year}/{exact[0]}/{exact[1]}/"))
        yield from (("UR", self.url), ("ET", self.version), ("LA", self.lang), ("N1", self.state), ("ER", ""))


def citation(library: Library, page: Page, html: str, site: str, site_url: str) -> Citation:
    """The citation of a page. ``html`` is what the page shows; the version of all but briefs is made from it."""
    original = library.original(page)
    brief = library.briefs.get(original.meta.record or "") if page.path.startswith("briefs/") else None
    version = brief.newest.version if brief else _digest(page.meta.title, html)
    date = brief.newest.date if brief else original.meta.as_of
    url = site_url + address(page.lang, page.path)
    state = library.strings["brief.version"][page.lang].replace("{v}", version)
    if original.meta.as_of:
        state = f"{library.strings['page.as-of'][page.lang]} {original.meta.as_of.in_words(page.lang)}, {state}"
    stem = page.path.removesuffix(".md").replace("/", "-")
    return Citation(
        f"lao-social-protection-{stem}-{page.lang}", site, page.meta.title, page.lang, url, version, date,
        f"{state[0].upper()}{state[1:]}", _sentence(library, page, site, date, f"{state[0].upper()}{state[1:]}. {url}"),
    )


def _digest(title: str, html: str) -> str:
    """Ten characters for what a page shows: the same until its words, figures or records change."""
    words = " ".join(TAG.sub(" ", f"{title} {html}").split())
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def _sentence(library: Library, page: Page, site: str, date: PartialDate | None, rest: str) -> str:
    words = library.strings["pdf.cite-as"][page.lang]
    words = words.replace("{year}", str(date.year)) if date else words.replace("{year}. ", "")
    words = words.replace(" {title}.", "") if page.meta.title == site else words  # the home page
    words = words.replace("{site}", site).replace("{title}", page.meta.title)
    return re.sub(r"([?!])\.$", r"\1", words) + f" {rest}"


def write(made: Citation, folder: Path) -> None:
    """Put the two files beside a page."""
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / "cite.bib", made.bib)
    replace(folder / "cite.ris", made.ris)
