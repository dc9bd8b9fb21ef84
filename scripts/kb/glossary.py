"""The terms of the field: in the order of a dictionary of the reader's language, and as they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from kb.lao import sort_key
from kb.library import Library
from kb.model import Term

LAO_START = "(?<![\u0ec0-\u0ec4])"
LAO_END = "(?![\u0eb0-\u0ebd\u0ec8-\u0ecd])"
"""A match may neither begin nor end inside a syllable."""


@dataclass(frozen=True)
class Forms:
    """Every form of every term in one language, longest first, and the term that each stands for."""

    pattern: re.Pattern[str]
    terms: dict[str, Term]


@lru_cache(maxsize=4)
def forms(terms: tuple[Term, ...], lang: str) -> Forms:
    known: dict[str, Term] = {}
    for term in terms:
        if term.everyday:
            continue
        plain = re.sub(r"\s*\([^)]*\)", "", term.en if lang == "en" else term.lo)
        variants = term.variants.en if lang == "en" else term.variants.lo
        for form in (plain, *variants):
            known.setdefault(form.lower(), term)
    longest_first = sorted(known, key=len, reverse=True)
    pattern = "|".join(re.escape(str(escape(form))) for form in longest_first) or "(?!)"
    edges = (r"\b", r"(?:s|es)?\b") if lang == "en" else (LAO_START, LAO_END)
    return Forms(re.compile(f"{edges[0]}({pattern}){edges[1]}", re.IGNORECASE), known)


def in_order(library: Library, lang: str) -> list[Term]:
    return sorted(library.terms, key=lambda term: sort_key(term.lo if lang == "lo" else term.en))
