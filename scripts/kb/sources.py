"""The list of all sources: each under its kind, and by what a reader can narrow it."""

from __future__ import annotations

from typing import get_args

from kb import language_names
from kb.facets import Facet, facet
from kb.lao import sort_key
from kb.library import Library
from kb.model import Source, SourceKind

KINDS: tuple[str, ...] = get_args(SourceKind)
UNDATED = "undated"


def grouped(library: Library) -> list[tuple[str, list[Source]]]:
    """Every source under its kind: the kinds in the order of the model, each by publisher."""
    found = sorted(library.sources.values(), key=lambda source: (sort_key(source.publisher), source.id))
    groups = [(kind, [one for one in found if one.kind == kind]) for kind in KINDS]
    return [(kind, sources) for kind, sources in groups if sources]


def year(source: Source) -> str:
    return str(source.published.year) if source.published else UNDATED


def facets(library: Library, lang: str) -> tuple[Facet, ...]:
    """Kind, language and year, the newest year first and the undated last."""
    found = library.sources.values()

    def say(key: str) -> str:
        return library.strings[key][lang]

    years = sorted({year(one) for one in found} - {UNDATED}, reverse=True)
    return (
        facet("kind", say("source.kind"), (one.kind for one in found), lambda kind: say(f"source.kind.{kind}"), KINDS),
        facet("language", say("source.language"), (one.language for one in found),
              lambda code: language_names.name(code, lang)),
        facet("year", say("source.year"), map(year, found),
              lambda value: say("source.undated") if value == UNDATED else value, [*years, UNDATED]),
    )
