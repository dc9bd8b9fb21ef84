"""Folding: spellings that readers take for equal become one, and each letter remembers where it stood.

The worker in readers' browsers does the same with the same table (``folding.yml``); a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HALF_LO = "\u0ebc"
LO = "\u0ea5"
E_VOWEL, AE_VOWEL = "\u0ec0", "\u0ec1"


@cache
def table() -> dict[str, Any]:
    """Which spellings are taken for equal, as the worker reads it: letters for code points."""
    raw: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("folding.yml").read_text("utf-8"))
    return {
        "same": raw["same"],
        "drop": [_letter(one) for one in raw["drop"]],
        "marks": [_letter(one) for one in raw["marks"]],
        "loose": {_letter(one): _letter(other) for one, other in raw["loose"].items()},
        "english": raw["english"],
    }


def fold(source: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the source that it comes from."""
    out: list[str] = []
    places: list[int] = []
    points: set[int] = set()
    for at, sign in enumerate(source):
        for letter in _letters(sign):
            if _is_point_of_abbreviation(out, letter, points) and not _is_in_number(out, at, source):
                points.add(len(out))
            else:
                _append(out, places, letter, at, source)
    places.append(len(source))
    return _spell_english("".join(out), places)


@cache
def _letters(sign: str) -> str:
    """What one character of the text becomes: nothing, one letter or two."""
    same = table()["same"]
    bare = same.get(sign)
    if bare is None:
        parts = unicodedata.normalize("NFD", sign)
        bare = "".join(one for one in parts if unicodedata.category(one) != "Mn" or _is_lao(one))
    folded = "".join(same.get(one, one) for one in bare.lower())
    return re.sub(r"\s", " ", "".join(one for one in folded if one not in table()["drop"]))


def _append(out: list[str], places: list[int], letter: str, at: int, source: str) -> None:
    marks = table()["marks"]
    if _is_lao(letter) and letter not in marks and len(out) > 1 and out[-1] == " " and _is_lao(out[-2]):
        out.pop()  # spaces inside Lao vary
        places.pop()
    end = len(out)
    last = out[-1] if out else ""
    if letter == HALF_LO:  # ຫຼ is ຫລ: the letter stands before the marks over it
        while end and out[end - 1] in marks:
            end -= 1
        out.insert(end, LO)
        places.insert(end, at)
    elif letter in marks:  # marks in one order, each once
        while end and out[end - 1] in marks and out[end - 1] > letter:
            end -= 1
        if not end or out[end - 1] != letter:
            out.insert(end, letter)
            places.insert(end, at)
    elif letter == E_VOWEL and last == E_VOWEL:  # ເເ typed for ແ
        out[-1] = AE_VOWEL
    elif not _falls_out(letter, last, at, source):
        out.append(letter)
        places.append(at)


def _is_point_of_abbreviation(out: list[str], letter: str, points: set[int]) -> bool:
    """The points of ອ.ປ.ຊ: each follows a single letter. ``points`` are the places where one fell out before."""
    if letter != "." or not out or not _is_word(out[-1]):
        return False
    return len(out) == 1 or len(out) - 1 in points or not (_is_word(out[-2]) or out[-2] in table()["marks"])


def _falls_out(letter: str, last: str, at: int, source: str) -> bool:
    """Points in 1.000, and spaces at the start or after another."""
    return (letter in ".," and _is_in_number([last], at, source)) or (letter == " " and last in ("", " "))


def _is_in_number(out: list[str], at: int, source: str) -> bool:
    after = _letters(source[at + 1]) if at + 1 < len(source) else ""
    return bool(re.fullmatch("[0-9]", out[-1]) and re.fullmatch("[0-9]", after))


def _spell_english(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Labour → labor: letters change or fall out, places stay."""
    for word, keep in table()["english"]:
        stays = next((at for at, letter in enumerate(keep) if letter != word[at]), len(keep))
        at = text.find(word)
        while at >= 0:
            text = text[:at] + keep + text[at + len(word) :]
            del places[at + stays : at + stays + len(word) - len(keep)]
            at = text.find(word, at + len(keep))
    return text, places


def _is_lao(letter: str) -> bool:
    return "\u0e80" <= letter <= "\u0eff"


def _is_word(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "LN"


def _letter(name: str) -> str:
    return chr(int(name.removeprefix("U+"), base=16)) if re.fullmatch(r"U\+[0-9A-F]{4}", name) else name
