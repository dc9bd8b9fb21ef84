"""Whether a translation still says what its original says, known by content and not by dates.

The translation holds a digest of the original that it was made from; ``accept`` writes it. White space, line ends and
invisible characters do not count, so that a reformatted page is not an alarm; a shallow clone knows as much as a full
one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from enum import Enum

from kb.library import Library
from kb.page import Page
from kb.safely import replace

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")


class State(Enum):
    ORIGINAL = "original"
    FRESH = "fresh"
    PENDING = "pending"
    STALE = "stale"
    MISSING = "missing"


def digest(page: Page) -> str:
    """Ten characters for what a page says: title, summary, next step and body."""
    said = "\n".join([page.meta.title, page.meta.summary, page.meta.next_step or "", page.body])
    said = INVISIBLE.sub("", unicodedata.normalize("NFC", said))
    return hashlib.sha256(" ".join(said.split()).encode()).hexdigest()[:10]


def state(library: Library, page: Page) -> State:
    translation = page.meta.translation
    if translation is None:
        return State.ORIGINAL
    if page.is_stub:
        return State.MISSING
    if translation.of == "pending":
        return State.PENDING
    twin = library.twin(page)
    return State.FRESH if twin and translation.of == digest(twin) else State.STALE


def accept(library: Library, page: Page) -> bool:
    """Write into a translation that it says what its original says now. False if it said so already.

    What was changed has not been reviewed: a review of an earlier state goes.

    ValueError if the page is an original or has no twin.
    """
    twin = library.twin(page)
    if page.meta.translation is None or twin is None:
        raise ValueError(page.file)
    now = digest(twin)
    if page.meta.translation.of == now:
        return False
    _write(library, page, {"of": now, "state": "draft"})
    return True


def review(library: Library, page: Page, role: str, day: dt.date) -> None:
    """Record that a person read a translation against its original: it says what that says now.

    ValueError if the page is no translation or has no twin.
    """
    twin = library.twin(page)
    if page.meta.translation is None or twin is None:
        raise ValueError(page.file)
    by = json.dumps(role, ensure_ascii=False)
    _write(library, page, {
        "of": digest(twin), "state": "reviewed", "review": f"{{by: {by}, date: {day.isoformat()}}}",
    })


def _write(library: Library, page: Page, values: Mapping[str, str]) -> None:
    """Set the lines under ``translation:``; a review that no longer holds goes. Every other line stays."""
    lines = library.raw_text(page.file).split("\n")
    start = page.meta_lines["translation",]
    end = start
    while re.match(r"\s+\S", lines[end]):
        end += 1
    lines[start:end] = [f"  {name}: {value}" for name, value in values.items()]
    replace(library.root / page.file, "\n".join(lines))
