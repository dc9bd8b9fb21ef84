"""Whether a translation still says what its original says, known by content and not by dates.

The translation holds a digest of the original that it was made from; ``accept`` writes it. White space, line ends and
invisible characters do not count, so that a reformatted page is not an alarm; a shallow clone knows as much as a full
one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
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

    ValueError if the page is an original or has no twin.
    """
    twin = library.twin(page)
    if page.meta.translation is None or twin is None:
        raise ValueError(page.file)
    now = digest(twin)
    if page.meta.translation.of == now:
        return False
    file = library.root / page.file
    lines = file.read_text("utf-8").split("\n")
    place = page.meta_lines.get(("translation", "of"))
    if place:
        lines[place - 1] = re.sub(r"of:.*", f"of: {now}", lines[place - 1])
    else:
        lines.insert(page.meta_lines["translation",], f"  of: {now}")
    replace(file, "\n".join(lines))
    return True
