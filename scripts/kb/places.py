"""Places that templates leave in a page for what is known only once other things are made: PDFs, covers, packs.

Under ``make serve`` they stay empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from kb.addresses import address
from kb.library import Library
from kb.safely import replace
from kb.views import PageView

PLACE = r'<div data-kb-{kind}="([^"]*)"></div>'
Render = Callable[[PageView, str], str]


def fill(library: Library, site: Path, kind: str, render: Render) -> None:
    """Fill the places of one kind on every page. ``render`` gets the page and the name in the place."""
    pattern = re.compile(PLACE.format(kind=kind))
    for page in library.pages.values():
        file = site / address(page.lang, page.path) / "index.html"
        text = file.read_text("utf-8")
        view = PageView(library, page)
        filled = pattern.sub(lambda place, view=view: render(view, place[1]).strip(), text)  # type: ignore[misc]
        if filled != text:
            replace(file, filled)


def emptied(html: str, kind: str) -> str:
    """A page without its places of one kind."""
    return re.sub(PLACE.format(kind=kind), "", html)
