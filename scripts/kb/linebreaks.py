"""Where a line of Lao may end. Lao puts no space between words, and a line that ends inside one is hard to read.
In any language a line must not end after the hyphen of a name (ILO-China), which readers of PDF take for hyphenation,
nor inside a range (55–60) or the number of a decree (224/ນຍ).

ICU finds most words; a short list and the glossary add what it lacks. A word of several syllables is put between two
signs of Unicode's private area, and the typesetter keeps what stands between them on one line. On the web nothing is
marked: browsers bring ICU, and invisible signs would break search and copying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from icu4py.breakers import LineBreaker

KEPT = "\ue000"
"""Stands before and after a word that must not be broken."""
LAO = re.compile("[\u0e80-\u0eff]")
CLUSTER = re.compile(
    "[\u0e81-\u0eae\u0edc-\u0edf][\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]*|[\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6]",
)
MARK = re.compile("[\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd]")
LONGEST = 6
"""Clusters of a glossary term that is one word; longer ones are phrases, which may break between their words."""
NAME_OF_THE_COUNTRY = "ສປປ ລາວ"
NUMBERED = "[0-9]{1,5}/[ກ-ໝ]{1,4}"
"""The number of a law or decree: 224/ນຍ."""
HYPHENATED = r"[A-Za-z0-9’]{1,14}(?:[-–][A-Za-z0-9’]{1,14})+"


@cache
def lacking() -> tuple[str, ...]:
    lines = Path(__file__).with_name("linebreaks.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def words_of(terms: Iterable[str]) -> tuple[str, ...]:
    """The terms that are single words, with the words that ICU lacks."""
    short = {term for term in terms if LAO.search(term) and " " not in term and len(CLUSTER.findall(term)) <= LONGEST}
    return tuple(sorted({*lacking(), *short}, key=lambda word: (-len(word), word)))


class Breaker:
    """Marks the words of a text. ``words`` are words that ICU may not cut."""

    def __init__(self, words: Iterable[str]) -> None:
        known = "|".join(re.escape(word) for word in (NAME_OF_THE_COUNTRY, *words))
        self._known = re.compile(f"{known}|{NUMBERED}|{HYPHENATED}")

    def mark(self, text: str) -> str:
        """The text with ``KEPT`` around each word that a line may not break."""
        cuts = self.cuts(text)
        return "".join(_kept(text[start:end]) for start, end in pairwise(cuts))

    def lines(self, text: str, most: int) -> list[str]:
        """The text in lines of at most ``most`` letters, as far as its words allow; marks over letters take no room."""
        cuts = sorted({*self.cuts(text), *(space.end() for space in re.finditer(r"\s+", text))})
        lines = [""]
        for start, end in pairwise(cuts):
            word = text[start:end]
            if lines[-1] and sum(not MARK.match(sign) for sign in (lines[-1] + word).rstrip()) > most:
                lines.append("")
            lines[-1] += word
        return [line.strip() for line in lines]

    def cuts(self, text: str) -> list[int]:
        """Places between words, from 0 to the end."""
        cuts = {0, len(text)}
        if LAO.search(text):
            found = (end for _, end in LineBreaker(text, "lo").segments())
            cuts |= {end for end in found if end == len(text) or text[end - 1] != "-"}
        for known in self._known.finditer(text):
            cuts -= set(range(known.start() + 1, known.end()))
            cuts |= {known.start()} | ({known.end()} if _may_end(text, known.end()) else set())
        return sorted(cuts)


def _may_end(text: str, at: int) -> bool:
    """Whether a line may end here: before a letter or a space, not before a sign that belongs to the word."""
    after = text[at : at + 1]
    return bool(after.isspace() or LAO.match(after) or after.isalnum())


def _kept(word: str) -> str:
    core = word.rstrip()
    one_word = " " not in core or NAME_OF_THE_COUNTRY in core
    if not one_word or not (len(CLUSTER.findall(core)) > 1 or re.fullmatch(f"{HYPHENATED}[.,;:)]*", core)):
        return word
    return f"{KEPT}{core}{KEPT}{word[len(core):]}"
