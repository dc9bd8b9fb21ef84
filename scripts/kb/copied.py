"""Own words: runs of words that stand in the same order in a text that we read.

The texts are not part of the project (they belong to others), so this is asked for by name: ``kb copied FOLDER``.
Lao is written without spaces; runs of words are compared in English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kb.library import Library
from kb.problem import Problem, problem

RUN = 8
"""So many words in a row are too many; titles and names aside."""
WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")


def check(library: Library, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Every line of ours that holds a run of eight words of one of the texts. A name or a title counts as one word."""
    names = _names(library)
    known: dict[tuple[str, ...], str] = {}
    for name, text in sorted(texts.items()):
        for run in _runs(text, names):
            known.setdefault(run, name)
    for file, number, line in library.raw_lines():
        found = next((run for run in _runs(line, names) if run in known), None)
        if found:
            yield problem(file, number, "C09", text=known[found], words=" ".join(found))


def _runs(text: str, names: re.Pattern[str]) -> Iterator[tuple[str, ...]]:
    words = [word.replace("_", " ") for word in names.sub(_as_one_word, _plain(text)).split()]
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN])


def _names(library: Library) -> re.Pattern[str]:
    """Titles, themes, offices, institutions and terms: these may stand as they are."""
    known = [source.title for source in library.sources.values()]
    known += [institution.name.en for institution in library.institutions.values()]
    known += [term.en for term in library.terms]
    for event in library.events.values():
        known += [event.title.en, *([event.theme.en] if event.theme else [])]
        known += [words for speaker in event.speakers for words in (speaker.name, speaker.office.en)]
    plain = {_plain(re.sub(r"\([^)]*\)", "", name)).strip() for name in known}
    longest_first = sorted((name for name in plain if " " in name), key=len, reverse=True)
    return re.compile(r"(?<= )(?:" + "|".join(map(re.escape, longest_first)) + r")(?= )")


def _plain(text: str) -> str:
    return f" {' '.join(word.lower() for word in WORD.findall(text))} "


def _as_one_word(name: re.Match[str]) -> str:
    return name[0].replace(" ", "_")
