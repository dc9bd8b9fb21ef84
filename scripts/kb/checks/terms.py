"""Rules about terms: what the English page calls by its term, the Lao page calls by the Lao term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb import prose
from kb.checks.translations import pairs
from kb.library import Library
from kb.model import Term
from kb.problem import Problem, problem


def used_on_both_sides(library: Library) -> Iterator[Problem]:
    """A page whose English side uses a term uses one of its Lao forms too."""
    terms = {_plain(term).lower(): term for term in library.terms}
    longest_first = sorted(terms, key=len, reverse=True)  # "National Health Insurance Bureau" is not "health insurance"
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?:s|es)?\b", re.IGNORECASE)
    for page, twin in pairs(library):
        lao, english = (page, twin) if page.lang == "lo" else (twin, page)
        said = " ".join((english.meta.title, english.meta.summary, prose.words(english.body, english.marks)))
        told = f"{lao.meta.title} {lao.meta.summary} {lao.body}".replace("\n", " ")
        for typed in {hit[1] for hit in pattern.finditer(said)}:
            term = terms[typed.lower()]
            if _is_meant(term, typed) and not any(one in told for one in _lao(term)):
                yield problem(lao.file, 1, "T01", term=term.en, lao=term.lo)


def _plain(term: Term) -> str:
    return re.sub(r"\s*\([^)]*\)", "", term.en)


def _is_meant(term: Term, typed: str) -> bool:
    """Part and article are ordinary words too; a name with capitals inside is meant only when written so."""
    plain = _plain(term)
    return not term.everyday and (plain[1:] == plain[1:].lower() or typed == plain)


def _lao(term: Term) -> list[str]:
    """Every accepted Lao form: the noun with and without ການ, its variants and abbreviations."""
    short = term.abbreviation.get("lo") if term.abbreviation else None
    latin = term.abbreviation.get("en") if term.abbreviation else None
    forms = [term.lo, term.lo.removeprefix("ການ"), *term.variants.lo, short, latin]
    return [form for form in forms if form]
