"""Names of languages in Lao and English: sources come in more languages than the site is written in."""

from __future__ import annotations

from babel import Locale

from kb.lao import repaired


def name(code: str, lang: str) -> str:
    """«ຫວຽດນາມ» for ("vi", "lo"), in the composed letters of this site. A code that nobody knows stands for itself."""
    names = Locale.parse(lang).languages
    return repaired(str(names.get(code.partition("-")[0], code)))
