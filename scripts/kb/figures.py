"""A figure in words: the number as the language writes it, with its unit and what the source said of its exactness."""

from __future__ import annotations

from kb import numbers
from kb.library import Library
from kb.model import Figure, Value


def in_words(library: Library, figure: Figure, value: Value, lang: str) -> str:
    """«86,4%», "more than 200,000 people"; the unit's wording stands in data/strings.yml."""
    number = numbers.in_words(value.value, lang)
    words = library.strings[f"unit.{figure.unit}"][lang].replace("{n}", number)
    if value.qualifier != "exactly":
        words = library.strings[f"qualifier.{value.qualifier}"][lang].replace("{n}", words)
    return words
