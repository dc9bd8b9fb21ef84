"""What an editor writes inside prose, found with its place and line.

* ``[@source]`` or ``[@source, art. 34]`` cites a source;
* ``[#figure]`` or ``[#figure, 2019]`` prints a figure, the newest value or that of a date;
* ``<!-- kb:name key=value -->`` alone on a line shows a view of records.

Headings and links are found too, because checks need their lines. Code is left alone: a mark inside a fence or a code
span stays as typed. The time is linear in the length of the text, whatever it holds: no pattern looks further than a
bounded way for its end.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

BRIEF_PARTS: Mapping[str, str] = {
    "messages": "list", "situation": "text", "figures": "figures", "overview": "table", "points": "numbered",
    "questions": "list",
}
"""The sections of a brief by the ids of their headings, and what each must hold."""
FILL = "……"
"""What a new record has where an editor must write: two ellipses, which no sentence ends with."""
ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
BACKQUOTES = re.compile("`+")
GAP = re.compile(r"\n[ \t]*(?=\n)")
BRACKET = re.compile(r"\[(@|#)([^\]\n]*)\]?")
CITATION = re.compile(rf"({ID})(?:,[ ]*(\S[^\]]*))?")
FIGURE = re.compile(rf"({ID})(?:,[ ]*(\d{{4}}(?:-\d\d){{0,2}}~?))?")
DIRECTIVE_START = re.compile(r"<!--\s*kb:[^\n]*")
DIRECTIVE = re.compile(rf"<!--[ ]*kb:({ID})((?:[ ]+[a-z_]+=\S+)*)[ ]*-->")
HEADING = re.compile(r"^(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "status": ("form",),
    "ways": (),
    "timeline": (),
    "events": ("newest",),
    "event": (),
    "lesson": (),
    "lessons": ("theme",),
    "brief": (),
    "brief-figures": (),
    "briefs": ("form",),
    "figures": ("ids", "form"),
    "glossary": (),
    "sources": (),
    "institutions": ("ids",),
    "translations": (),
    "sitemap": (),
    "offline": (),
    "problems": (),
    "fields": ("kind",),
    "data": (),
    "changes": (),
    "feeds": ("kind",),
}
"""Every directive and the arguments that it takes."""
TABLE = re.compile(r"^[ \t>]*\|.*\n[ \t>]*\|[ \t]*:?-[-:| \t]*(?:\n[ \t>]*\|.*)*", re.MULTILINE)
CELL_END = re.compile(r"(?<!\\)\|")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,2000})\]"
    r"\([ \t\n]{0,9}<?(?P<target>[^\s)>]{1,500})>?(?:\s{1,9}[\"'][^)]{0,500})?\)",
)
HTML_LINK = re.compile(r"<(?:a|img)\b[^<>]{0,500}?\b(?:href|src)=[\"'](?P<target>[^\"']{1,500})[\"']")


@dataclass(frozen=True)
class Mark:
    """A piece of the text: characters ``start`` to ``end`` of the body, on ``line`` of the file."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Citation(Mark):
    source: str = ""
    locator: str = ""


@dataclass(frozen=True)
class FigureMark(Mark):
    figure: str = ""
    date: str = ""


@dataclass(frozen=True)
class Directive(Mark):
    name: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([f"kb:{self.name}", *(f"{key}={value}" for key, value in self.arguments.items())])


@dataclass(frozen=True)
class Malformed(Mark):
    """Something that was meant as a mark (``[@`` …) or a directive (``<!-- kb:`` …) but has not its form."""

    text: str = ""
    directive: bool = False


@dataclass(frozen=True)
class Heading(Mark):
    level: int = 0
    text: str = ""
    id: str = ""


@dataclass(frozen=True)
class Link(Mark):
    target: str = ""


@dataclass(frozen=True)
class Table(Mark):
    """``cells`` counts the cells of each row, the head first; the line under the head is no row."""

    cells: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{len(self.cells)} × {self.cells[0]}"


def without_code(body: str) -> str:
    """The body with code blanked out, every other character in its place."""
    lines, fence = [], ""
    for line in body.split("\n"):
        opening = FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not line.strip(" \t>`~"):
                fence = ""
            lines.append(" " * len(line))
        elif opening:
            fence = opening[1]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    text = "\n".join(lines)
    pieces, done = [], 0
    for start, end in _code_spans(text):
        pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """From a run of backquotes to the next of the same length in the same paragraph."""
    gaps = [gap.start() for gap in GAP.finditer(text)]
    runs = [(hit.start(), hit.end()) for hit in BACKQUOTES.finditer(text)]
    paragraphs = [bisect.bisect(gaps, start) for start, _ in runs]
    closing: dict[int, int] = {}
    latest: dict[tuple[int, int], int] = {}
    for number in reversed(range(len(runs))):
        key = (paragraphs[number], runs[number][1] - runs[number][0])
        if key in latest:
            closing[number] = latest[key]
        latest[key] = number
    number = 0
    while number < len(runs):
        last = closing.get(number)
        if last is not None:
            yield runs[number][0], runs[last][1]
        number = (number if last is None else last) + 1


LineAt = Callable[[int], int]


def marks(body: str, first_line: int = 1) -> tuple[Mark, ...]:
    """Every mark, heading, link and table of a body, in the order of the text."""
    plain = without_code(body)
    ends = [hit.start() for hit in re.finditer("\n", plain)]

    def line_at(position: int) -> int:
        return first_line + bisect.bisect_left(ends, position)

    finders = (_brackets, _directives, _headings, _links, _tables)
    found = [mark for finder in finders for mark in finder(plain, line_at)]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))


def _brackets(plain: str, line_at: LineAt) -> Iterator[Mark]:
    for hit in BRACKET.finditer(plain):
        if plain[hit.end() : hit.end() + 1] == "(":
            continue  # a link whose words start with @ or #
        place = (line_at(hit.start()), hit.start(), hit.end())
        inner = hit[2] if hit[0].endswith("]") else ""
        if hit[1] == "@" and (form := CITATION.fullmatch(inner)):
            yield Citation(*place, source=form[1], locator=(form[2] or "").strip())
        elif hit[1] == "#" and (form := FIGURE.fullmatch(inner)):
            yield FigureMark(*place, figure=form[1], date=form[2] or "")
        else:
            yield Malformed(*place, text=hit[0])


def _directives(plain: str, line_at: LineAt) -> Iterator[Mark]:
    for hit in DIRECTIVE_START.finditer(plain):
        line_start = plain.rfind("\n", 0, hit.start()) + 1
        form = DIRECTIVE.fullmatch(plain[line_start : hit.end()].strip(" \t"))
        place = (line_at(hit.start()), hit.start(), hit.end())
        if form:
            arguments = dict(pair.split("=", 1) for pair in form[2].split())
            yield Directive(*place, name=form[1], arguments=arguments)
        else:
            yield Malformed(*place, text=hit[0].strip(), directive=True)


def _headings(plain: str, line_at: LineAt) -> Iterator[Mark]:
    for hit in HEADING.finditer(plain):
        words, attributes = hit[2].rstrip(" \t"), ""
        if words.endswith("}") and (opened := words.find("{", words.rfind("}", 0, -1) + 1)) >= 0:
            words, attributes = words[:opened].rstrip(" \t"), words[opened + 1 : -1]
        ids = [part[1:] for part in attributes.split() if part.startswith("#")]
        place = (line_at(hit.start()), hit.start(), hit.end())
        yield Heading(*place, level=len(hit[1]), text=words, id=ids[0] if ids else "")


def _links(plain: str, line_at: LineAt) -> Iterator[Mark]:
    for pattern in (LINK, HTML_LINK):
        for hit in pattern.finditer(plain):
            yield Link(line_at(hit.start()), hit.start(), hit.end(), target=hit["target"])


def _tables(plain: str, line_at: LineAt) -> Iterator[Mark]:
    for hit in TABLE.finditer(plain):
        rows = [row.strip(" \t>").removeprefix("|").removesuffix("|") for row in hit[0].split("\n")]
        cells = tuple(len(CELL_END.split(row)) for row in rows)
        yield Table(line_at(hit.start()), hit.start(), hit.end(), cells=(cells[0], *cells[2:]))
