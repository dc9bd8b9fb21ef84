"""What is drawn on a page of a PDF: read as pieces, joined, and written again in fewer bytes.

Typst sets each word that a line may not break in a box, and states place, colour and font anew for every box, with a
mark of its own. Here words that follow one another on a line become one string, neighbours that are neighbours in the
structure too become one piece, and what stays the same is not said again. Drawings are kept, rounded to a thousandth
of a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

Place = tuple[tuple[int, int], int]
"""Where the structure holds a piece: in which element, and which of the element's kids it is."""
Advances = Mapping[int, float]
"""How far each glyph advances, in thousandths of the size."""
SHOWN = 8
RUN = ["q", "cm", "cs", "scn", "BT", "Tr", "Tf", "Tm", "TJ", "ET", "Q"]
"""How Typst writes a run of text; glyphs are shown by TJ or Tj."""
NEAR = 0.02
"""Points by which a word may miss the end of the one before it and still follow it directly."""


@dataclass(frozen=True)
class Run:
    """Glyphs on one line, upright. ``parts`` are glyph numbers of two bytes each, and kerns as in TJ."""

    x: float
    y: float
    font: str
    size: float
    space: str
    colour: str
    parts: tuple[bytes | float, ...]


@dataclass(frozen=True)
class Piece:
    """What stands between two marks. ``mcid`` ties it to the structure; an artifact has none, and what is not marked
    has no tag. A drawing is the bytes that draw it; it brings its own state.
    """

    tag: str
    about: str
    mcid: int | None
    content: tuple[Run | bytes, ...]
    taken_in: tuple[int, ...] = ()
    """The numbers of pieces that were joined to this one."""

    @property
    def kind(self) -> tuple[str, str, bool]:
        return self.tag, self.about, self.mcid is None


def pieces(page: Any) -> Iterator[Piece]:
    """The pieces of a page, in the order in which they are drawn."""
    marks: list[Any] = []
    content: list[Run | bytes] = []
    group: list[Any] = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        sign = str(instruction.operator)
        if not group and sign in ("BDC", "BMC", "EMC"):
            yield _piece(marks, content)
            marks, content = ([] if sign == "EMC" else list(instruction.operands)), []
            continue
        depth += (sign == "q") - (sign == "Q")
        group.append(instruction)
        if not depth:
            content.append(_run(group) or _drawing(group))
            group = []
    yield _piece(marks, content)


def _piece(marks: list[Any], content: list[Run | bytes]) -> Piece:
    tag, about = str(marks[0]) if marks else "", dict(marks[1].items()) if len(marks) > 1 else {}
    mcid = about.pop("/MCID", None)
    return Piece(tag, Dictionary(about).unparse().decode() if about else "", mcid, tuple(content))


def _run(group: list[Any]) -> Run | None:
    """A group of instructions as a run, if it is one as Typst writes it: upright and filled."""
    signs = [str(one.operator).replace("Tj", "TJ") for one in group]
    if signs != RUN:
        return None
    _, place, space, colour, _, mode, font, matrix, shown, *_ = (list(one.operands) for one in group)
    if [*place[:4], *mode, *matrix] != [1, 0, 0, -1, 0, 1, 0, 0, -1, 0, 0]:
        return None
    parts = shown[0] if isinstance(shown[0], Array) else shown
    return Run(
        float(place[4]), float(place[5]), str(font[0]), float(font[1]), str(space[0]), " ".join(map(str, colour)),
        tuple(bytes(part) if isinstance(part, pikepdf.String) else float(part) for part in parts),
    )


def _drawing(group: list[Any]) -> bytes:
    rounded: list[Any] = []
    for operands, operator in group:
        colour = str(operator) in ("scn", "SCN")
        rounded.append((
            [round(one, 3) if isinstance(one, Decimal) and not colour else one for one in operands], operator,
        ))
    return pikepdf.unparse_content_stream(rounded)


def joined(found: Iterable[Piece], places: Mapping[int, Place]) -> list[Piece]:
    """Neighbours in the stream that are neighbours in the structure as one. ``places`` is by number; numbers stay."""
    out: list[Piece] = []
    follows: Place | None = None
    for piece in found:
        if piece.mcid is None and not piece.content:
            continue
        place = None if piece.mcid is None else places[piece.mcid]
        if out and out[-1].kind == piece.kind and place == follows:
            taken_in = out[-1].taken_in + (() if piece.mcid is None else (piece.mcid,))
            out[-1] = replace(out[-1], content=out[-1].content + piece.content, taken_in=taken_in)
        else:
            out.append(piece)
        follows = place and (place[0], place[1] + 1)
    return out


def advances(font: Any) -> Advances:
    """Of the inner font, with glyph numbers of two bytes: lists of «c [w …]» and of «first last w»."""
    found: dict[int, float] = {}
    rest = iter(font.get("/W", []))
    for first in rest:
        second = next(rest)
        if isinstance(second, Array):
            found |= {int(first) + at: float(width) for at, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(int(first), int(second) + 1), float(next(rest)))
    return found


class Writer:
    """Writes the pieces of one page, numbered from 0. It remembers what was said last, and the string still open."""

    def __init__(self, fonts: Mapping[str, Advances]) -> None:
        self.fonts = fonts
        self.out: list[bytes] = []
        self.in_text = False
        self.font = self.space = self.colour = ""
        self.rise = "0 Ts"
        self.start = self.pen = (0.0, 0.0)
        self.up = 0.0
        self.string: list[bytes | float] = []
        self.count = 0

    def written(self, found: Iterable[Piece]) -> bytes:
        for piece in found:
            goes_on = all(isinstance(one, Run) for one in piece.content)
            self.text(goes_on=goes_on)  # a piece stands within one text object, or holds whole ones
            self.begin(piece)
            for one in piece.content:
                if isinstance(one, Run):
                    self.run(one)
                else:
                    self.text(goes_on=False)
                    self.out.append(one)
            self.text(goes_on=goes_on)
            if piece.tag:
                self.out.append(b"EMC")
        self.text(goes_on=False)
        return b"\n".join(self.out)

    def begin(self, piece: Piece) -> None:
        about = piece.about
        if piece.mcid is not None:
            about = f"<</MCID {self.count}{about[2:] or '>>'}"
            self.count += 1
        if piece.tag:
            self.out.append(f"{piece.tag}{about}BDC".encode() if about else f"{piece.tag} BMC".encode())

    def text(self, *, goes_on: bool) -> None:
        """End the string that is open, and the text object too if it does not go on."""
        if self.string:
            self.out.append(_shown(self.string))
            self.string = []
        if self.in_text and not goes_on:
            self.out.append(b"ET")
            self.in_text = False

    def run(self, run: Run) -> None:
        if not self.in_text:
            self.out.append(b"BT")
            self.in_text, self.start, self.pen = True, (0.0, 0.0), (-1.0, -1.0)
        above = run.y - self.start[1]
        follows = abs(run.x - self.pen[0]) <= NEAR and abs(above) < run.size
        self.say(run, above if follows and abs(above) > NEAR else 0)
        if not follows:
            self.move(run.x - self.start[0], above)
        self.string += run.parts
        self.pen = (self.pen[0] + self.advance(run), self.pen[1])

    def move(self, along: float, up: float) -> None:
        """To the begin of a line, as far down as the time before if that is as good."""
        self.text(goes_on=True)
        self.up = self.up if abs(self.up - up) <= NEAR else round(up, 2)
        along = round(along, 2) if abs(along) > NEAR else 0
        self.start = self.pen = (self.start[0] + along, self.start[1] + self.up)
        self.out.append(f"{along:g} {self.up:g} Td".encode())

    def say(self, run: Run, above: float) -> None:
        """What is new of colour and font, and how far above the line the run stands."""
        space, colour = f"{run.space} cs", f"{run.colour} scn"
        font, rise = f"{run.font} {run.size:g} Tf", f"{above:.2f} Ts" if above else "0 Ts"
        new = [
            said for said, before in (
                (space, self.space), (colour, self.colour if space == self.space else ""), (font, self.font),
                (rise, self.rise),
            ) if said != before
        ]
        if new:
            self.text(goes_on=True)
            self.out += [said.encode() for said in new]
        self.space, self.colour, self.font, self.rise = space, colour, font, rise

    def advance(self, run: Run) -> float:
        of_font = self.fonts[run.font]
        along = 0.0
        for part in run.parts:
            if isinstance(part, bytes):
                along += sum(of_font.get(high << 8 | low, 0) for high, low in zip(part[::2], part[1::2], strict=True))
            else:
                along -= part
        return along * run.size / 1000


def _shown(parts: Iterable[bytes | float]) -> bytes:
    """As a string, or as strings with kerns between them."""
    shown = []
    for is_string, group in groupby(parts, lambda part: isinstance(part, bytes)):
        one: Any = list(group)
        shown.append(_literal(b"".join(one)) if is_string else f"{sum(one):g}".encode())
    return shown[0] + b"Tj" if len(shown) == 1 else b"[" + b"".join(shown) + b"]TJ"


def _literal(string: bytes) -> bytes:
    for sign, written in ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r")):
        string = string.replace(sign, written)
    return b"(" + string + b")"
