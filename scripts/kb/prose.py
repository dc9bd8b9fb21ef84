"""The words of a page as a reader meets them: blocks of text without marks, code, markup or addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.markup import HEADING, LINK, Citation, Directive, FigureMark, Malformed, Mark, without_code

TAG = re.compile(r"<[^<>\n]+>")
COMMENT = re.compile(r"<!--(?:[^<]|<(?!!--))*?-->")
ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]*\}")
NAME = re.compile(r'<span lang="en">([^<]+)</span>')


@dataclass(frozen=True)
class Block:
    """A paragraph, list, table or note. ``line`` is its first; ``proved`` if it holds a citation or a figure, or
    what was meant as one.
    """

    line: int
    text: str
    proved: bool


def words(body: str, marks: Iterable[Mark]) -> str:
    """The body with everything but its words blanked out, each line in its place."""
    text = list(without_code(body))
    for mark in marks:
        if isinstance(mark, Citation | FigureMark | Directive | Malformed):
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    plain = COMMENT.sub(_blank, "".join(text))
    plain = HEADING.sub(_blank, plain)
    plain = LINK.sub(lambda link: link[2], plain)
    return ATTRIBUTES.sub(" ", TAG.sub("", plain))


def blocks(body: str, marks: tuple[Mark, ...], first_line: int) -> Iterator[Block]:
    """The blocks of a page, in order. Lines count from the file's first."""
    proofs = {mark.line for mark in marks if isinstance(mark, Citation | FigureMark | Malformed)}
    lines: list[str] = []
    for number, line in enumerate([*words(body, marks).split("\n"), ""], start=first_line):
        if line.strip() or number in proofs:
            lines.append(line)
        elif lines:
            start = number - len(lines)
            text = "\n".join(lines)
            yield Block(start, text, not proofs.isdisjoint(range(start, number)))
            lines = []


def names(body: str) -> list[tuple[int, str]]:
    """Runs of Latin script that a Lao page marks as such, with the line they stand on, counted from 0."""
    plain = without_code(body)
    return [(plain.count("\n", 0, hit.start()), " ".join(hit[1].split())) for hit in NAME.finditer(plain)]


def _blank(hit: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", hit[0])
