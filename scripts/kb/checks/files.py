"""Rules about the files of docs/ that are not pages: every one of them is published as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from kb.library import Library
from kb.markup import ID
from kb.pictures import STARTS, strange
from kb.problem import Problem, problem

MOST: Mapping[str, int] = {
    ".svg": 100_000, ".png": 300_000, ".jpg": 300_000, ".webp": 300_000,
    ".woff2": 100_000, ".css": 100_000, ".js": 100_000, ".txt": 20_000,
}
"""Every kind of file beside pages, and how many bytes it may have: readers are on slow lines."""
HOMES: Mapping[str, str] = {
    ".woff2": "docs/assets/fonts", ".txt": "docs/assets/fonts", ".css": "docs/assets/stylesheets",
    ".js": "docs/assets/javascripts",
}
"""What readers' browsers run or what the whole site uses has one folder, which engineers look after."""
LICENCE = "docs/assets/fonts/OFL.txt"
"""Keeps the name under which everybody knows it."""


def of_a_known_kind(library: Library) -> Iterator[Problem]:
    for path in _files(library):
        home = HOMES.get(path.suffix, path.parent.as_posix())
        if path.suffix not in MOST or path.parent.as_posix() != home:
            yield problem(str(path), 1, "H05", name=path.name, kinds=" ".join(MOST))


def not_too_large(library: Library) -> Iterator[Problem]:
    for path in _files(library):
        size, most = library.files[str(path)], MOST.get(path.suffix)
        if most is not None and size > most:
            yield problem(str(path), 1, "Y07", size=-(-size // 1000), most=most // 1000)


def named_plainly(library: Library) -> Iterator[Problem]:
    for path in _files(library):
        parts = (*path.parts[1:-1], path.stem)
        if path.suffix in MOST and str(path) != LICENCE and not all(re.fullmatch(ID, part) for part in parts):
            yield problem(str(path), 1, "P08", name=path.name)


def what_they_say_they_are(library: Library) -> Iterator[Problem]:
    """A browser may look into a file and take it for a page, whatever its name is."""
    for path in _readable(library):
        start = STARTS.get(path.suffix)
        if start and not start.match(library.raw_bytes(str(path))):
            yield problem(str(path), 1, "H06", kind=path.suffix)


def pictures_are_only_pictures(library: Library) -> Iterator[Problem]:
    for path in _readable(library):
        if path.suffix == ".svg":
            for line, what in strange(library.raw_bytes(str(path))):
                yield problem(str(path), line, "H09", what=what)


def _files(library: Library) -> Iterator[PurePosixPath]:
    """Everything in docs/ but pages, and hidden files, which MkDocs does not publish."""
    for file in library.files:
        path = PurePosixPath(file)
        if path.parts[0] == "docs" and path.suffix != ".md" and not any(part.startswith(".") for part in path.parts):
            yield path


def _readable(library: Library) -> Iterator[PurePosixPath]:
    for path in _files(library):
        if library.files[str(path)] <= MOST.get(path.suffix, 0):
            yield path
