"""The PDFs of a page, linked from it with their size and date; of a brief also its cover and its earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb import places
from kb.addresses import other
from kb.library import Library
from kb.pdf import sheets
from kb.pdf.shelf import Download
from kb.views import PageView

Downloads = Mapping[tuple[str, str], Download]


def fill(library: Library, site: Path, downloads: Downloads) -> None:
    """Link each PDF from the places that name its page."""
    places.fill(library, site, "downloads", lambda view, path: _links(view, path, downloads))


def _links(view: PageView, path: str, downloads: Downloads) -> str:
    """The PDFs of a page, the reader's own language first."""
    found = [downloads[lang, path] for lang in (view.lang, other(view.lang)) if (lang, path) in downloads]
    if not found:
        return ""
    brief = view.library.briefs.get(view.library.record_of(found[0].page)) if path.startswith("briefs/") else None
    earlier = {
        version.version: [(one, view.to(sheets.versioned(one.page, version.version))) for one in found]
        for version in (brief.versions[1:] if brief else ())
    }
    return str(view.render("downloads.html", downloads=found, brief=brief, earlier=earlier))
