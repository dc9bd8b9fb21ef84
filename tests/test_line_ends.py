"""Where lines of Lao really end: fourteen paragraphs, words marked by hand, set in eight widths and read back."""

from __future__ import annotations

import json
import re

import pypdfium2
import pytest
from conftest import HERE, PROJECT

from kb import library
from kb.linebreaks import Breaker, words_of
from kb.pdf import sheets, typeset

PARAGRAPHS = [line for line in (HERE / "lao-lines.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
WIDTHS = range(30, 101, 10)
"""Millimetres: from a column of a table to the width of a page."""
SHEET = b"""#import "look.typ": *
#let face = type("lo")
#set text(..page-of((lang: "lo", kind: "", title: "", notice: "")).text)
#set par(..page-of((lang: "lo", kind: "", title: "", notice: "")).par)
#let d = json(bytes(sys.inputs.data))
#for text in d { for width in (30, 40, 50, 60, 70, 80, 90, 100) {
  page(width: width * 1mm + 20mm, height: 420mm, margin: 10mm, par(words(text)))
} }"""


def ends(breaker):
    """Each line end: how many letters stand before it, in which paragraph."""
    data = json.dumps([breaker.mark(text.replace("|", "")) for text in PARAGRAPHS])
    made = typeset._compiler().compile(input=SHEET, format="pdf", sys_inputs={"data": data})
    with pypdfium2.PdfDocument(made) as read:
        pages = [page.get_textpage().get_text_range() for page in read]
    assert len(pages) == len(PARAGRAPHS) * len(WIDTHS)
    for number, text in enumerate(pages):
        at = 0
        for line in text.split("\r\n")[:-1]:
            at += len(re.sub(r"\s", "", line))
            yield PARAGRAPHS[number // len(WIDTHS)], at


def share_at_words(found):
    right = 0
    for paragraph, at in found:
        count, place = 0, 0
        while count < at:
            count += paragraph[place] not in "| "
            place += 1
        right += paragraph[place : place + 1] in ("|", " ")
    return right / len(found)


@pytest.fixture(scope="module")
def lines():
    return list(ends(Breaker(words_of(sheets.lao_terms(library.load(PROJECT))))))


def test_nearly_every_line_ends_between_words(lines):
    assert len(lines) > 600
    assert share_at_words(lines) >= 0.97


def test_no_line_ends_inside_a_syllable(lines):
    for paragraph, at in lines:
        text = re.sub(r"[\s|]", "", paragraph)
        assert not re.match("[\u0eb0-\u0ebd\u0ec6\u0ec8-\u0ecd]", text[at]), text[at - 4 : at + 4]
        assert not re.match("[\u0ec0-\u0ec4]", text[at - 1]), text[at - 4 : at + 4]


def test_without_the_words_lines_end_worse():
    """The measure sees what the marks do: Typst alone is well below."""
    plain = Breaker(())
    plain.mark = lambda text: text
    assert share_at_words(list(ends(plain))) < 0.93
