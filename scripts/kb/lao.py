"""Lao as text: what no eye sees but every search, copy and sort trips over, and the order of a dictionary.

Many wrong spellings look right on paper: ໍາ for ຳ, a tone typed before its vowel, a zero-width space. Each rule here is
one of them, with a repair where only one is right. Sources keep the composed letters ຳ ໜ ໝ ຫຼ; never NFKC, which would
take them apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pyuca import Collator

CONSONANT = "\u0e81-\u0eae\u0edc-\u0edf"
ABOVE = "\u0eb1\u0eb4-\u0eb7\u0ebb"
BELOW = "\u0eb8\u0eb9"
TONE = "\u0ec8-\u0ecb"
LEADING = "\u0ec0-\u0ec4"
LETTER = "\u0e81-\u0ec4\u0edc\u0edd"

Repair = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    """One thing that Lao text must not contain. The sentence for it stands under ``code`` in problems.yml."""

    code: str
    pattern: re.Pattern[str]
    repair: Repair | None = None


def _rule(code: str, pattern: str, repair: Repair | None = None) -> Rule:
    return Rule(code, re.compile(pattern), repair)


RULES: tuple[Rule, ...] = (
    _rule("L01", "[\u0e01-\u0e3a\u0e40-\u0e5b]"),  # Thai letters
    _rule("L02", "[\u0e80\u0e83\u0e85\u0e8b\u0ea4\u0ea6\u0ebe\u0ebf\u0ec5\u0ec7\u0ecf\u0eda\u0edb\u0ee0-\u0eff]"),
    _rule("L03", "[\u0e86\u0e89\u0e8c\u0e8e-\u0e93\u0e98\u0ea0\u0ea8\u0ea9\u0eac\u0eba\u0ece\u0ede\u0edf]"),  # Pali
    _rule("L04", "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", ""),  # invisible
    _rule("L05", "[\u00a0\u202f\u2007\u3000]", " "),  # odd spaces
    _rule("L06", "\u0ec0\u0ec0", "\u0ec1"),  # ເເ for ແ
    _rule("L07", f"([{TONE}])([{ABOVE}{BELOW}\u0ebc])", r"\2\1"),  # tone before vowel
    _rule("L08", f"([{ABOVE}{BELOW}])(\u0ebc)", r"\2\1"),  # vowel before ຼ
    _rule("L09", rf"([\u0eb0-\u0ebd{LEADING}\u0ec8-\u0ecd])\1(?<!\u0ec0\u0ec0)", r"\1"),  # the same sign twice
    _rule("L10", rf"(?!([{TONE}])\1)[{TONE}]{{2}}"),  # two tones
    _rule("L11", rf"[{ABOVE}\u0ecd{BELOW}][{TONE}]?(?!(?<=(.))\1)[{ABOVE}\u0ecd{BELOW}]"),  # two vowels on one letter
    _rule("L12", f"\u0ecd([{TONE}]?)\u0eb2|([{TONE}])\u0ecd\u0eb2", lambda hit: f"{hit[1] or hit[2] or ''}\u0eb3"),
    _rule("L13", f"\u0eb3([{TONE}])", "\\1\u0eb3"),  # tone after ຳ
    _rule("L14", "\u0eab\u0e99", "\u0edc"),  # ຫນ for ໜ
    _rule("L15", "\u0eab\u0ea1", "\u0edd"),  # ຫມ for ໝ
    _rule("L16", "\u0eab\u0ea5", "\u0eab\u0ebc"),  # ຫລ for ຫຼ
    _rule("L17", f"(?<![{CONSONANT}{ABOVE}{BELOW}{TONE}\u0ebc\u0ebd\u0ecd])[{ABOVE}{BELOW}\u0ebc{TONE}\u0ecc\u0ecd]"),
    _rule("L18", f"[{LEADING}](?![{CONSONANT}])(?!\u0ec0)"),  # leading vowel without a consonant
    _rule("L19", f"(?<![{CONSONANT}{TONE}\u0ebb\u0ecd\u0eb1\u0ebc])[\u0eb0\u0eb2\u0eb3](?<!\u0eb2\u0eb0)"),
    _rule("L20", f"\u0eb1[{TONE}]?(?![{CONSONANT}\u0ebd{TONE}\u0eb0\u0ebb])"),  # ັ without a final consonant
    _rule("L21", "[0-9][.,]?[\u0ed0-\u0ed9]|[\u0ed0-\u0ed9][.,]?[0-9]"),  # digits mixed
    _rule(  # ໆ away from its word, or glued to the next
        "L22",
        rf"(?<=[{LETTER}{TONE}]) \u0ec6|\u0ec6(?=[{LETTER}])",
        lambda hit: "\u0ec6" if hit[0][0] == " " else "\u0ec6 ",
    ),
    _rule("L23", f"\u0eaf(?!\u0ea5\u0eaf)(?=[{LETTER}])", "\u0eaf "),  # ຯ glued to the next word
    _rule("L24", "[\u00a1-\u00ff]{3,}"),  # text from a font that was not Unicode
    _rule("L25", "\u0e3f", "\u20ad"),  # Baht for Kip
    _rule("L27", "[\u0ed0-\u0ed9]+", lambda hit: "".join(str(ord(sign) - 0x0ED0) for sign in hit[0])),  # Lao digits
)
NOT_NFC = "L26"


@dataclass(frozen=True)
class Finding:
    """Where a rule is broken: ``start`` counts characters from 0 in the text that was given."""

    code: str
    start: int
    found: str


def findings(text: str) -> Iterator[Finding]:
    """Everything that is wrong in a text, by rule."""
    if text.isascii():
        return
    for rule in RULES:
        for hit in rule.pattern.finditer(text):
            yield Finding(rule.code, hit.start(), hit[0])
    normal = unicodedata.normalize("NFC", text)
    if normal != text:
        start = next(index for index, (one, other) in enumerate(zip(text, normal, strict=False)) if one != other)
        yield Finding(NOT_NFC, start, text[start : start + 2])


def repaired(text: str) -> str:
    """The text with everything mended that has one right answer, and nothing else touched."""
    for _ in range(4):  # one repair can uncover another: ຫນນ, a tone between doubled vowels
        before = text
        text = unicodedata.normalize("NFC", text)
        for rule in RULES:
            if rule.repair is not None:
                text = rule.pattern.sub(rule.repair, text)
        if text == before:
            break
    return text


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(text: str) -> tuple[int, ...]:
    """A key for ``sorted`` that puts Lao and Latin words in dictionary order, whatever their case.

    Python's own order puts every word with a leading vowel (ເ ແ ໂ ໄ ໃ) after ຮ. The Unicode collation sorts it under
    its consonant, with tones secondary, as readers expect; pyuca gives the same order as ICU.
    """
    key: tuple[int, ...] = _collator().sort_key(text.casefold())
    return key
