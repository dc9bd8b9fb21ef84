"""Makes the PDFs of a built site on all cores, and keeps them: a sheet that did not change is not set again.

A kept PDF is named by the digest of all that decides it (the sheet, the templates, the fonts, the typesetter), so a
stale one cannot be taken. Nothing is put into the site until every sheet has been set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import pikepdf

from kb.dates import PartialDate
from kb.library import Library
from kb.markup import Heading
from kb.page import Page
from kb.pdf import blame, sheets, typeset
from kb.pdf.bake import FACES
from kb.pdf.sheets import Sheet
from kb.problem import Problem, problem
from kb.safely import replace

Progress = Callable[[int, int], None]
COVER = 220
"""Pixels: twice what a cover takes on the page of briefs, for sharp screens."""
PAGES_OF_A_BRIEF = range(2, 5)
BRIEFS = "brief"


@dataclass(frozen=True)
class Download:
    """A PDF on the site, and what the page says of it."""

    page: Page
    address: str
    pages: int
    size: int
    """In bytes."""
    date: PartialDate
    cover: str | None


@cache
def _makers() -> bytes:
    """What else decides a PDF: the templates, the fonts, how they are set, and the programs."""
    here = Path(typeset.__file__).parent
    files = sorted([*typeset.TEMPLATES.glob("*.typ"), *FACES.glob("*.ttf"), *here.glob("*.py")])
    tools = "".join(f"{name}{version(name)}" for name in ("typst", "pikepdf", "deflate", "fonttools", "pillow"))
    return b"".join(file.read_bytes() for file in files) + tools.encode()


def _digest(sheet: Sheet) -> str:
    said = f"{sheet.template}\n{sheet.day.isoformat()}\n{sheet.data}".encode()
    return hashlib.sha256(said + _makers()).hexdigest()[:32]


def _set(sheet: Sheet, kept: Path) -> str:
    """Set one sheet into the store. Returns Typst's message if it could not."""
    try:
        made = typeset.pdf(sheet.template, sheet.data, sheet.day)
        if sheet.template == BRIEFS:
            replace(kept.with_suffix(".png"), typeset.cover(sheet.template, sheet.data, sheet.day, COVER))
        replace(kept, made)
    except typeset.NotSet as error:
        return str(error)
    return ""


def stock(
    library: Library, site: Path, site_url: str, store: Path, progress: Progress,
) -> tuple[list[Problem], Mapping[tuple[str, str], Download]]:
    """Put the PDF of every page into the site. With problems, nothing is put there."""
    wanted = list(sheets.sheets(library, site, site_url))
    problems = [found for sheet in wanted for found in _letters(sheet)]
    store.mkdir(parents=True, exist_ok=True)
    kept = {sheet.target: store / f"{_digest(sheet)}.pdf" for sheet in wanted}
    if not problems:
        problems = list(_all([sheet for sheet in wanted if not kept[sheet.target].exists()], kept, progress))
    if not problems:
        problems = [found for sheet in wanted for found in _length(sheet, kept[sheet.target])]
    if problems:
        return problems, {}
    made = {(sheet.page.lang, sheet.page.path): _placed(sheet, kept[sheet.target], site) for sheet in wanted}
    _forget(store, set(kept.values()))
    return [], made


def _letters(sheet: Sheet) -> Iterable[Problem]:
    signs = typeset.missing(sheet.text)
    if signs:
        shown = " ".join(f"{sign} U+{ord(sign):04X}" for sign in signs)
        yield problem(sheet.page.file, 1, "B01", signs=shown)


def _length(sheet: Sheet, kept: Path) -> Iterable[Problem]:
    if sheet.template == BRIEFS and _pages(kept) not in PAGES_OF_A_BRIEF:
        yield problem(sheet.page.file, 1, "B04", pages=_pages(kept))


def _pages(file: Path) -> int:
    with pikepdf.open(file) as read:
        return len(read.pages)


def _all(wanted: list[Sheet], kept: Mapping[str, Path], progress: Progress) -> Iterable[Problem]:
    """Set what is not in the store. One process for each core; few sheets are not worth a second process."""
    files = [kept[sheet.target] for sheet in wanted]
    if len(wanted) < 8:  # noqa: PLR2004
        results: Iterable[str] = map(_set, wanted, files)
        yield from _told(wanted, results, progress)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from _told(wanted, pool.map(_set, wanted, files, chunksize=4), progress)


def _told(wanted: list[Sheet], results: Iterable[str], progress: Progress) -> Iterable[Problem]:
    if wanted:
        progress(0, len(wanted))
    for done, (sheet, message) in enumerate(zip(wanted, results, strict=True), start=1):
        progress(done, len(wanted))
        if message:
            part = blame.part(sheet)
            line = next((mark.line for mark in sheet.page.marks if isinstance(mark, Heading) and mark.id == part), 1)
            yield problem(sheet.page.file, line, "B05", part=part or sheet.page.meta.title, message=message)


def _placed(sheet: Sheet, kept: Path, site: Path) -> Download:
    made = kept.read_bytes()
    replace(site / sheet.target, made)
    cover = None
    if sheet.template == BRIEFS:
        cover = f"{sheet.target.removesuffix('.pdf')}.png"
        replace(site / cover, kept.with_suffix(".png").read_bytes())
        replace(site / sheets.versioned(sheet.page, sheet.version), made)
    return Download(sheet.page, sheet.target, _pages(kept), len(made), sheet.date, cover)


def _forget(store: Path, used: set[Path]) -> None:
    """Keep what this site uses, so that the store does not grow for ever."""
    for file in store.iterdir():
        if file.with_suffix(".pdf") not in used:
            file.unlink(missing_ok=True)
