"""The terms of the field in the order of a dictionary of the reader's language."""

from __future__ import annotations

from kb.lao import sort_key
from kb.library import Library
from kb.model import Term


def in_order(library: Library, lang: str) -> list[Term]:
    return sorted(library.terms, key=lambda term: sort_key(term.lo if lang == "lo" else term.en))
