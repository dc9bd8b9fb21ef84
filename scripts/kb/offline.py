"""What a reader takes along: each section as a list of files to save, and the worker that answers without a network.

The worker is a script like the others, but it must stand at the root of the site and has to change whenever the site
does. A list names pages and everything that they are made of; PDFs and packs are for the reader to keep.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb import places, stamped
from kb.addresses import LANGUAGES, address
from kb.library import Library
from kb.safely import replace
from kb.views import SAVED, PageView

WORKER = "offline-worker.js"
PAGE = "offline.md"
USED = re.compile(r'(?:href|src)="([^"?#]+\.(?:css|js|woff2|svg|png))"')


@dataclass(frozen=True)
class Section:
    """The pages of one folder in one language, and what saving them costs."""

    lang: str
    name: str
    pages: int
    files: tuple[str, ...]
    """Addresses from the root of the site."""
    size: int
    """Bytes on the line."""
    version: str

    @property
    def list(self) -> str:
        return f"offline/{self.lang}-{self.name}.json"


def place_worker(site: Path) -> None:
    """Move the worker to the root, before assets get names by their content."""
    (site / "assets/javascripts" / WORKER).replace(site / WORKER)


def fill(library: Library, site: Path) -> None:
    """Write the lists, fill in what each section weighs, and finish the worker: after this no page may change."""
    sections = {(lang, name): _section(library, site, lang, name) for lang in LANGUAGES for name in SAVED}
    for one in sections.values():
        listed = json.dumps({"version": one.version, "files": one.files}, ensure_ascii=False, separators=(",", ":"))
        (site / one.list).parent.mkdir(exist_ok=True)
        replace(site / one.list, listed)
    places.fill(library, site, "section", lambda view, name: _shown(view, sections[view.lang, name]))
    needed = sorted({file for lang in LANGUAGES for file in _made_of(site, address(lang, PAGE))} | {_script(site)})
    version = _digest(site, [*needed, *(one.list for one in sections.values())])
    text = (site / WORKER).read_text("utf-8")
    replace(site / WORKER, text.replace('"VERSION"', json.dumps(version)).replace('"NEEDED"', json.dumps(needed)))


def _shown(view: PageView, section: Section) -> str:
    return str(view.render("offline-section.html", section=section))


def _section(library: Library, site: Path, lang: str, name: str) -> Section:
    paths = [path for path in library.nav if path.startswith(f"{name}/") and (lang, path) in library.pages]
    pages = [address(lang, path) for path in paths]
    files = {file for page in pages for file in _made_of(site, page)} | set(_fetched(site)) | {f"search/{lang}.js"}
    ordered = (*pages, *sorted(files - set(pages)))
    return Section(lang, name, len(pages), ordered, sum(_sent(site, file) for file in ordered), _digest(site, ordered))


def _made_of(site: Path, page: str) -> Iterator[str]:
    """A page and what it names itself."""
    yield page
    root = site.resolve()
    for name in USED.findall((site / page / "index.html").read_text("utf-8")):
        yield (site / page / name).resolve().relative_to(root).as_posix()


def _fetched(site: Path) -> Iterator[str]:
    """What scripts fetch when a reader needs it: the other scripts."""
    yield from (file.relative_to(site).as_posix() for file in (site / "assets/javascripts").glob("*.js"))


def _script(site: Path) -> str:
    """The script of the page «Read offline», under its published name."""
    (found,) = (name for name in _fetched(site) if stamped.STAMP.sub(".", name).endswith("/offline.js"))
    return found


def _file(site: Path, name: str) -> Path:
    return site / name / "index.html" if name.endswith("/") or not name else site / name


def _sent(site: Path, name: str) -> int:
    content = _file(site, name).read_bytes()
    return len(content) if name.endswith((".woff2", ".png")) else len(gzip.compress(content, 6))


def _digest(site: Path, names: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + _file(site, name).read_bytes())
    return digest.hexdigest()[:12]
