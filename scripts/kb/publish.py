"""A new version of a brief. What was published stays at its address: somebody has printed or cited it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

from kb.fields import Text
from kb.library import Library
from kb.pdf import sheets
from kb.safely import replace

KEPT = "data/published"


class NotBuilt(Exception):  # noqa: N818 — told to the editor by the command line
    """The PDFs of the version that is to be kept are not in site/."""


def publish(library: Library, brief: str, version: str, day: dt.date, changes: Text) -> list[str]:
    """Keep the newest PDFs of a brief from ``site/`` and open a new version in its record. Returns the files written.

    Raises NotBuilt if ``site/`` does not hold them.
    """
    record = library.briefs[brief]
    kept = []
    for lang in ("lo", "en"):
        page = library.pages[lang, f"briefs/{brief}.md"]
        made = library.root / "site" / sheets.versioned(page, record.newest.version)
        if not made.exists():
            raise NotBuilt(made.relative_to(library.root).as_posix())
        kept.append((made, f"{KEPT}/{brief}-{record.newest.version}-{lang}.pdf"))
    for made, name in kept:
        target = library.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, target)
    file = f"data/briefs/{brief}.yml"
    replace(library.root / file, _with_version(library.raw_text(file), version, day, changes))
    return [name for _, name in kept] + [file]


def _with_version(text: str, version: str, day: dt.date, changes: Text) -> str:
    """The record with one more entry at the head of its versions; every other line stays as the editor wrote it."""
    en, lo = (json.dumps(words, ensure_ascii=False) for words in (changes.en, changes.lo))
    entry = f'  - version: "{version}"\n    date: {day.isoformat()}\n    changes: {{en: {en}, lo: {lo}}}\n'
    head, mark, rest = text.partition("versions:\n")
    return f"{head}{mark}{entry}{rest}"


def place_earlier(library: Library, site: Path) -> None:
    """Put the PDFs of earlier versions at their addresses."""
    for brief in library.briefs.values():
        for version in brief.versions[1:]:
            for lang in ("lo", "en"):
                page = library.pages[lang, f"briefs/{brief.id}.md"]
                kept = library.root / KEPT / f"{brief.id}-{version.version}-{lang}.pdf"
                shutil.copyfile(kept, site / sheets.versioned(page, version.version))
