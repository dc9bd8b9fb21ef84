"""Puts what can be downloaded into the built pages. Sizes and covers are known only once the PDFs are made, so the
templates leave a place, which stays empty under ``make serve``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kb.addresses import address, other
from kb.library import Library
from kb.page import Page
from kb.pdf import sheets
from kb.pdf.shelf import Download
from kb.safely import replace
from kb.views import PageView

PLACE = re.compile(r'<div data-kb-downloads="([^"]*)"></div>')
Downloads = Mapping[tuple[str, str], Download]


def fill(library: Library, site: Path, downloads: Downloads) -> None:
    """Fill the places of every page; a place without a download goes."""
    for page in library.pages.values():
        file = site / address(page.lang, page.path) / "index.html"
        text = file.read_text("utf-8")
        filled = PLACE.sub(lambda place, here=page: _links(library, here, place[1], downloads), text)  # type: ignore[misc]
        if filled != text:
            replace(file, filled)


def _links(library: Library, here: Page, path: str, downloads: Downloads) -> str:
    """The PDFs of a page, the reader's own language first."""
    found = [downloads[lang, path] for lang in (here.lang, other(here.lang)) if (lang, path) in downloads]
    if not found:
        return ""
    view = PageView(library, here)
    brief = library.briefs.get(path.removeprefix("briefs/").removesuffix(".md")) if path.startswith("briefs/") else None
    earlier = {
        version.version: [(one, view.to(sheets.versioned(one.page, version.version))) for one in found]
        for version in (brief.versions[1:] if brief else ())
    }
    return str(view.render("downloads.html", downloads=found, brief=brief, earlier=earlier)).strip()

