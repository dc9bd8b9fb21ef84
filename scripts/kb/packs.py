"""Packs to take along: one ZIP for each event, one of the whole site for a USB stick. The same bytes on every build."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb import calendar, markup, places
from kb.addresses import LANGUAGES, address
from kb.downloads import Downloads
from kb.exports import opendata
from kb.library import Library
from kb.model import Brief, Event
from kb.page import Page
from kb.pdf.shelf import Download
from kb.safely import replace
from kb.views import PageView

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The one time that a ZIP can hold everywhere; the true dates stand in the files."""
NOT_ON_A_DISK = ("sitemap.xml", "sitemap-lo.xml", "sitemap-en.xml", "robots.txt", "404.html")
STICK = "lao-social-protection.zip"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""It names the host by 'self', which a disk does not have."""
FOLDER_LINK = re.compile(r'href="(?!https?:|mailto:|#)((?:[^"#?]*/)?(?:\.\.?)?)((?:[?#][^"]*)?")')
"""A link to a folder: ./ ../law/ ../.. and the empty one."""


@dataclass(frozen=True)
class Pack:
    """A ZIP on the site; ``size`` in bytes."""

    address: str
    size: int


def events(library: Library, site: Path, downloads: Downloads, site_url: str) -> Mapping[str, Pack]:
    """One pack for each event that has its page in both languages."""
    found = {}
    for event in library.events.values():
        path = f"events/{event.id}.md"
        if all((lang, path) in downloads for lang in LANGUAGES):
            files = dict(_of_event(library, event, site, downloads, site_url))
            found[event.id] = _packed(site, f"events/{event.id}/{event.id}.zip", files)
    return found


def stick(site: Path) -> Pack:
    """The whole site, to be opened from a disk: a folder's address names its page, and no pack holds a pack."""
    files = {}
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and file.suffix != ".zip" and file.name not in NOT_ON_A_DISK:
            files[name] = _for_disk(file.read_text("utf-8")) if file.suffix == ".html" else file.read_bytes()
    return _packed(site, STICK, files)


def fill(library: Library, site: Path, packs: Mapping[str, Pack]) -> None:
    """Link each pack from the places that name it: the id of an event, or «site»."""
    places.fill(library, site, "pack", lambda view, name: _link(view, packs[name], name) if name in packs else "")


def _link(view: PageView, pack: Pack, name: str) -> str:
    label = "pack.site" if name == "site" else "pack.event"
    return str(view.render("pack.html", pack=pack, label=label))


def _for_disk(page: str) -> bytes:
    def file(link: re.Match[str]) -> str:
        return f'href="{link[1]}{"/" if link[1].endswith(".") else ""}index.html{link[2]}'

    return FOLDER_LINK.sub(file, places.emptied(places.emptied(POLICY.sub("", page), "pack"), "section")).encode()


def _packed(site: Path, where: str, files: Mapping[str, bytes]) -> Pack:
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in [*sorted(files.items()), ("SHA256SUMS.txt", sums.encode())]:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    replace(site / where, out.getvalue())
    return Pack(where, out.tell())


def _of_event(
    library: Library, event: Event, site: Path, downloads: Downloads, site_url: str,
) -> Iterator[tuple[str, bytes]]:
    pages = [library.pages[lang, f"events/{event.id}.md"] for lang in LANGUAGES]
    briefs = sorted((one for one in library.briefs.values() if event.id in one.events), key=lambda one: one.number)
    for lang in LANGUAGES:
        yield f"{event.id}-{lang}.pdf", _file(site, downloads[lang, f"events/{event.id}.md"])
        for brief in briefs:
            yield f"brief-{brief.number}-{brief.id}-{lang}.pdf", _file(site, downloads[lang, f"briefs/{brief.id}.md"])
    entry = calendar.entry(event, site_url)
    if entry:
        yield f"{event.id}.ics", entry
    used = [*pages, *(library.pages[lang, f"briefs/{one.id}.md"] for one in briefs for lang in LANGUAGES)]
    for name, ids in (("sources", _sources(event, used)), ("figures", _figures(used, briefs))):
        chosen = [one for one in opendata.records(library, name, site_url) if one["id"] in ids]
        yield f"{name}.csv", opendata.table(name, chosen)
    yield "LICENSE.txt", opendata.LICENCE.encode()
    for page in pages:
        view = PageView(library, page)
        told = view.render("pack-readme.txt", event=event, briefs=briefs, calendar=bool(entry),
                           url=site_url + address(page.lang, page.path))
        yield f"README-{page.lang}.txt", f"{html.unescape(str(told)).rstrip()}\n".encode()


def _file(site: Path, download: Download) -> bytes:
    return (site / download.address).read_bytes()


def _sources(event: Event, pages: Iterable[Page]) -> set[str]:
    return {*event.sources} | {
        mark.source for page in pages for mark in page.marks if isinstance(mark, markup.Citation)
    }


def _figures(pages: Iterable[Page], briefs: Iterable[Brief]) -> set[str]:
    used = {mark.figure for page in pages for mark in page.marks if isinstance(mark, markup.FigureMark)}
    return used | {one for brief in briefs for one in brief.figures}
