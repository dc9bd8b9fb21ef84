"""By what a long list can be narrowed: the values that occur in it, in words, each with how often it occurs.

``overrides/records/_filter.html`` shows facets as choices and ``filter.js`` acts on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One value of a facet; ``count`` of the list's entries have it."""

    value: str
    words: str
    count: int


@dataclass(frozen=True)
class Facet:
    """One question about each entry of a list: its kind, its year. ``name`` is the entry's data-… attribute."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def facet(
    name: str, label: str, found: Iterable[str], words: Callable[[str], str], order: Sequence[str] = (),
) -> Facet:
    """The facet of the values that entries have: in the given order, or the most frequent first."""
    counts = Counter(found)
    values = [one for one in order if counts[one]] or sorted(counts, key=lambda one: (-counts[one], one))
    return Facet(name, label, tuple(Choice(one, words(one), counts[one]) for one in values))
