"""A figure in words: the number as the language writes it, with its unit and what the source said of its exactness."""

from __future__ import annotations

from kb import numbers
from kb.library import Library
from kb.model import Figure, Value

FEWEST = 3
"""Values of a series."""


def in_words(library: Library, figure: Figure, value: Value, lang: str) -> str:
    """«86,4%», "more than 200,000 people"; the unit's wording stands in data/strings.yml."""
    number = numbers.in_words(value.value, lang)
    words = library.strings[f"unit.{figure.unit}"][lang].replace("{n}", number)
    if value.qualifier != "exactly":
        words = library.strings[f"qualifier.{value.qualifier}"][lang].replace("{n}", words)
    return words


def series(figure: Figure) -> tuple[Value, ...]:
    """Its values from the oldest on, if they are enough to be drawn: three that differ."""
    differ = {value.value for value in figure.values}
    return tuple(sorted(figure.values, key=lambda value: value.date)) if len(differ) >= FEWEST else ()


def change(library: Library, figure: Figure, lang: str) -> str:
    """What a series shows, in a sentence: the name, the first value and the last."""
    first, *_, last = series(figure)
    words = library.strings["figures.rose" if last.value > first.value else "figures.fell"][lang]
    told = {
        "{name}": figure.name[lang], "{first}": in_words(library, figure, first, lang),
        "{from}": first.date.in_words(lang), "{last}": in_words(library, figure, last, lang),
        "{to}": last.date.in_words(lang),
    }
    for place, value in told.items():
        words = words.replace(place, value)
    return words
