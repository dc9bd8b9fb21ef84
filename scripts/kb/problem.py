"""A Problem is one line for an editor: where, what is wrong, how to mend it, and a code.

The words stand in ``problems.yml``, in English and Lao, so that a rule is told the same way everywhere. Each rule has
an example there too: ``wrong`` is what an editor wrote, ``right`` what it should be.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

UNSEEN = re.compile(
    "[\u00a0\u00ad\u200b-\u200f\u2007\u202a-\u202f\u2060-\u2064\u3000\ufeff]"  # invisible, and odd spaces
    "|(?=[\u0e80-\u0eff])[^ກຂຄງຈຊຍດ-ທນ-ຟມ-ຣລວສຫອ-\u0eb9\u0ebb-ຽເ-ໄໆ\u0ec8-\u0ecd໐-໙ໜໝ]",  # no letter of modern Lao
)

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no text needs; some steer terminals and programs, NUL ends a text for others."""
REVERSING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of reading, so that the eye sees another text than the computer."""


@dataclass(frozen=True)
class Rule:
    """What the problem with this code says, whether it stops a build, and an example: wrong, and put right."""

    code: str
    blocks: bool
    what: Mapping[str, str]
    fix: Mapping[str, str]
    wrong: str
    right: str

    @staticmethod
    def shown(example: str) -> str:
        """The example for the eye: a sign that no reader could see stands as its code point, as in the messages."""
        return UNSEEN.sub(lambda hit: f"[U+{ord(hit[0]):04X}]", example)


@cache
def rules() -> Mapping[str, Rule]:
    table = yaml.safe_load(Path(__file__).with_name("problems.yml").read_text("utf-8"))
    return {
        code: Rule(
            code,
            entry.get("level", "error") == "error",
            {lang: entry[lang]["what"] for lang in ("en", "lo")},
            {lang: entry[lang]["fix"] for lang in ("en", "lo")},
            entry["wrong"],
            entry["right"],
        )
        for code, entry in table["rules"].items()
    }


@cache
def expectations() -> Mapping[str, Mapping[str, str]]:
    """What a field must hold, in words, by the name that the model gives to it."""
    table: dict[str, dict[str, str]] = yaml.safe_load(
        Path(__file__).with_name("problems.yml").read_text("utf-8"),
    )["expected"]
    return table


@cache
def kinds(lang: str) -> Mapping[str, str]:
    """The kinds of records as a sentence names them, by their English name."""
    table = yaml.safe_load(Path(__file__).with_name("problems.yml").read_text("utf-8"))["kinds"]
    return {english: table[english] if lang == "lo" else english for english in table}


DID_YOU_MEAN = {"en": 'Did you mean "{near}"?', "lo": 'ທ່ານໝາຍເຖິງ "{near}" ບໍ?'}


@dataclass(frozen=True)
class Problem:
    """One thing an editor must mend. ``path`` is relative to the project; ``line`` counts from 1."""

    path: str
    line: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    near: str | None = None

    @property
    def blocks(self) -> bool:
        return rules()[self.code].blocks

    def sentence(self, lang: str) -> str:
        """What the rule says to everybody: the values that each case brings are left open."""
        rule = rules()[self.code]
        return f"{rule.what[lang]} {rule.fix[lang]}".format_map(_Open())

    def text(self, lang: str = "en") -> str:
        rule = rules()[self.code]
        values = {name: kinds(lang).get(value, value) if name == "kind" else _in_words(value, lang)
                  for name, value in self.values}
        sentences = [rule.what[lang].format_map(values)]
        if self.near:
            sentences.append(DID_YOU_MEAN[lang].format(near=self.near))
        sentences.append(rule.fix[lang].format_map(values))
        return _shown(f"{self.path}:{self.line}: {' '.join(sentences)} [{self.code}]")


def _shown(text: str) -> str:
    """Harmless: the name of a file may hold what would steer a terminal or turn the text around."""
    for unwanted in (CONTROL, REVERSING):
        text = unwanted.sub(lambda hit: f"[U+{ord(hit[0]):04X}]", text)
    return text


class _Open(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def problem(path: str, line: int, code: str, *, near: str | None = None, **values: object) -> Problem:
    """Make a Problem; every value that the rule's sentences name must be given."""
    return Problem(path, line, code, tuple(sorted((name, str(value)) for name, value in values.items())), near)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one most likely stands for."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Every problem once, by file and line."""
    return sorted(set(problems), key=lambda one: (one.path, one.line, one.code, one.values))


def _in_words(value: str, lang: str) -> str:
    if value.startswith("expected:"):
        return expectations()[value.removeprefix("expected:")][lang]
    return value
