"""Typst sets a sheet: with our fonts only, for archives and screen readers (PDF/A-2a and PDF/UA-1), the same bytes each
time. A warning of Typst is an error: a font or a letter that is missing would otherwise pass in silence.
"""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path

import segno
import typst
from fontTools.ttLib import TTFont
from PIL import Image

from kb.linebreaks import KEPT
from kb.pdf import compact
from kb.pdf.bake import FACES

TEMPLATES = Path(__file__).with_name("templates")
COLOURS = 32
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


class NotSet(Exception):  # noqa: N818 — told to the editor as a Problem of the page
    """Typst could not set a sheet; the text is its own message."""


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FACES)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


@cache
def _letters() -> frozenset[int]:
    with TTFont(FACES / "BriefLao-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing(text: str) -> str:
    """The signs of a text that our fonts cannot draw, each once."""
    return "".join(sorted({sign for sign in text if ord(sign) not in _letters() and sign not in f"\n\t{KEPT}"}))


def qr(address: str) -> list[int]:
    """The address as a QR code (the bytes of a PNG), error level M, with the quiet zone that readers of codes need.

    A picture: drawn as lines it would cost a kilobyte more in each PDF.
    """
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, "png", border=4, scale=2, dark="#14385c", light="#ffffff")
    return list(out.getvalue())


def pdf(template: str, data: str, day: dt.date) -> bytes:
    """Set a sheet. ``data`` is the JSON that the template reads; ``day`` is the date that the file carries.

    Raises NotSet with Typst's message.
    """
    made, warnings = compiled(template, data, day, "pdf")
    if warnings:
        raise NotSet("; ".join(warning.message for warning in warnings))
    return compact.compact(made)


def cover(template: str, data: str, day: dt.date, width: int) -> bytes:
    """The first page as a small PNG, ``width`` pixels wide, in few colours."""
    made, _ = compiled(template, data, day, "png", ppi=width / 8.27)
    out = io.BytesIO()
    flat = Image.open(io.BytesIO(made)).convert("RGB")
    flat.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def compiled(
    template: str, data: str, day: dt.date, form: typst.OutputFormat, ppi: float | None = None,
) -> tuple[bytes, list[typst.TypstWarning]]:
    """What Typst makes of a sheet, as it comes, and its warnings. Raises NotSet."""
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    try:
        made, warnings = _compiler().compile_with_warnings(
            str(TEMPLATES / f"{template}.typ"), format=form, ppi=ppi, sys_inputs={"data": data},
            pdf_standards=STANDARDS if form == "pdf" else [], timestamp=noon,
        )
    except typst.TypstError as error:
        raise NotSet(f"{error.message} {' '.join(error.trace[:1])}".strip()) from None
    pages = made if isinstance(made, list) else [made]
    if not pages or pages[0] is None:
        raise NotSet("Typst made no page.")
    return pages[0], warnings
