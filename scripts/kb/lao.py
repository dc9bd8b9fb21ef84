"""Lao as text: the order of a dictionary.

Python's own order puts every word with a leading vowel (ເ ແ ໂ ໄ ໃ) after ຮ. The Unicode collation sorts it under its
consonant, with tones secondary, as readers expect; pyuca gives the same order as ICU.
"""

from __future__ import annotations

from functools import cache

from pyuca import Collator


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(text: str) -> tuple[int, ...]:
    """A key for ``sorted`` that puts Lao and Latin words in dictionary order, whatever their case."""
    key: tuple[int, ...] = _collator().sort_key(text.casefold())
    return key
