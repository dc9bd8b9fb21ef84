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
    patterns = [(term, _english(term)) for term in sorted(library.terms, key=lambda one: -len(one.en))]
    for page, twin in pairs(library):
        lao, english = (page, twin) if page.lang == "lo" else (twin, page)
        said = " ".join((english.meta.title, english.meta.summary, prose.words(english.body, english.marks)))
        told = f"{lao.meta.title} {lao.meta.summary} {lao.body}".replace("\n", " ")
        for term, pattern in patterns:
            shorter = pattern.sub(" ", said)  # "National Health Insurance Bureau" is not "health insurance"
            if shorter != said and not term.everyday and not any(form in told for form in _lao(term)):
                yield problem(lao.file, 1, "T01", term=term.en, lao=term.lo)
            said = shorter


def _english(term: Term) -> re.Pattern[str]:
    """The term as whole words, singular or plural, brackets left out."""
    plain = re.sub(r"\s*\([^)]*\)", "", term.en)
    sensitive = 0 if plain[1:] != plain[1:].lower() else re.IGNORECASE
    return re.compile(rf"\b{re.escape(plain)}(?:s|es)?\b", sensitive)


def _lao(term: Term) -> list[str]:
    """Every accepted Lao form: the noun with and without ການ, its variants and abbreviations."""
    short = term.abbreviation.get("lo") if term.abbreviation else None
    latin = term.abbreviation.get("en") if term.abbreviation else None
    forms = [term.lo, term.lo.removeprefix("ການ"), *term.variants.lo, short, latin]
    return [form for form in forms if form]
