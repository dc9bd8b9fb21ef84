"""Rules about what both languages say: the same numbers, months and names, on pages and in records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kb import prose
from kb.checks.translations import pairs
from kb.fields import Text
from kb.library import Library
from kb.page import Page
from kb.problem import Problem, problem
from kb.quantities import quantities, spelt

FOLDERS = ("briefs", "events", "figures", "institutions", "lessons")


def same_quantities(library: Library) -> Iterator[Problem]:
    """A digit lost or turned in translation is a wrong fact in one language: one for one is told once."""
    for page, twin in pairs(library):
        here, there = _alone(page, twin), _alone(twin, page)
        if len(here) == len(there) == 1:
            (number, line), (right, other_line) = *here.items(), *there.items()
            yield problem(page.file, line, "X16", number=number, twin=f"{twin.file}:{other_line}", other=right)
            continue
        for this, missing, that in ((page, there, twin), (twin, here, page)):
            for number, line in missing.items():
                yield problem(this.file, this.first_line, "X11", twin=f"{that.file}:{line}", number=number)


def _alone(this: Page, that: Page) -> dict[str, int]:
    """The numbers that only this page of the two says, with their lines."""
    text = prose.words(that.body, that.marks)
    said = quantities(text, that.lang)
    return {
        number: this.first_line + line
        for number, line in quantities(prose.words(this.body, this.marks), this.lang).items()
        if number not in said and not spelt(number, text, that.lang)
    }


def same_names(library: Library) -> Iterator[Problem]:
    """A name in Latin letters on a Lao page stands letter for letter on the English page."""
    for page, twin in pairs(library):
        lao, english = (page, twin) if page.lang == "lo" else (twin, page)
        said = " ".join(english.body.split())
        for line, name in prose.names(lao.body):
            if name not in said:
                yield problem(lao.file, lao.first_line + line, "X12", name=name, twin=english.file)


def records_say_the_same_quantities(library: Library) -> Iterator[Problem]:
    for folder in FOLDERS:
        for identity, record in getattr(library, folder).items():
            yield from _of_record(record, f"data/{folder}/{identity}.yml", library.lines[folder, identity])
    if library.amendment:
        yield from _of_record(library.amendment, "data/amendment.yml", library.lines["file", "data/amendment.yml"])
    for index, term in enumerate(library.terms):
        lines = library.lines["file", "data/glossary.yml"]
        yield from _of_record(term, "data/glossary.yml", lines, (index,))


def _of_record(record: BaseModel, file: str, lines: Any, start: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    for path, text in _texts(record, start):
        said = {lang: quantities(text[lang], lang) for lang in ("en", "lo")}
        for this, that in (("en", "lo"), ("lo", "en")):
            for number in said[that]:
                if number not in said[this] and not spelt(number, text[this], this):
                    yield problem(file, lines[path], "X13", field=_name(path), this=this, that=that, number=number)


def _texts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


