"""Rules about marks in prose: well formed, and naming records that exist."""

from __future__ import annotations

from collections.abc import Iterator

from kb.library import Library
from kb.markup import Citation, FigureMark, Malformed
from kb.problem import Problem, nearest, problem


def marks_are_well_formed(library: Library) -> Iterator[Problem]:
    for page in library.pages.values():
        for mark in page.marks:
            if isinstance(mark, Malformed) and not mark.directive:
                yield problem(page.file, mark.line, "C02", text=mark.text)


def sources_exist(library: Library) -> Iterator[Problem]:
    known = library.known["sources"]
    for page in library.pages.values():
        for mark in page.marks:
            if isinstance(mark, Citation) and mark.source not in known:
                yield problem(page.file, mark.line, "C01", near=nearest(mark.source, known), id=mark.source)


def figures_exist(library: Library) -> Iterator[Problem]:
    known = library.known["figures"]
    for page in library.pages.values():
        for mark in page.marks:
            if not isinstance(mark, FigureMark):
                continue
            figure = library.figures.get(mark.figure)
            if mark.figure not in known:
                yield problem(page.file, mark.line, "C03", near=nearest(mark.figure, known), id=mark.figure)
            elif figure and not figure.at(mark.date):
                dates = ", ".join(value.date.iso for value in figure.values)
                yield problem(page.file, mark.line, "C04", id=mark.figure, date=mark.date, dates=dates)
