"""Figures drawn as small charts when the site is built: Vega-Lite sets the marks, the page's style sheet the colours.

The picture is part of the page, so its words are text in the page's own font, can be found and enlarged, and follow the
reader's colours. It holds its title, its source and its dates, because pictures get copied without their page. What
it is drawn from is the record alone; the same record gives the same bytes on every machine, because nothing that is
measured depends on the fonts that are installed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import vl_convert
from lxml import etree

from kb import figures
from kb.library import Library
from kb.linebreaks import Breaker
from kb.model import Figure, Value

WIDTH, ROW, PLOT = 320, 46, 120
"""Points: a phone's column is as wide, so that letters are never made smaller there than they are here."""
TITLE, SOURCE = (14, 22, 38), (11, 18, 50)
"""Size of the letters, distance of the lines, letters in a line."""
LETTER = 8
"""No letter of a number is wider: every bar leaves room for the number behind it."""
NOISE = {"role", "aria-roledescription", "aria-hidden", "aria-label", "pointer-events", "font-family", "fill", "stroke",
         "stroke-width", "opacity", "font-weight", "stroke-miterlimit"}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Shown:
    """One value as it is drawn: what it is, the value, both in words."""

    label: str
    value: Value
    words: str


def drawn(library: Library, figure: Figure, lang: str) -> str:
    """The chart of a figure as SVG for inside a page; nothing if it has none, or names what does not exist."""
    values = shown(library, figure, lang)
    if figure.chart is None or len(values) < 2:  # noqa: PLR2004 — one value alone is a number and not a picture
        return ""
    publishers = dict.fromkeys(
        library.sources[one.value.source].publisher for one in values if one.value.source in library.sources
    )
    source = " ".join((library.strings["figures.source"][lang], "; ".join(publishers)))
    dates = "–".join(dict.fromkeys(str(one.value.date.year) for one in _ends(values)))
    spec = _bars(values) if figure.chart.bars else _over_time(values)
    marks, height = _marks(json.dumps(spec, sort_keys=True))
    return _framed(marks, height, figure.chart.title[lang], f"{source}. {dates}", figure.id)


def shown(library: Library, figure: Figure, lang: str) -> list[Shown]:
    """The values of the chart in their order: of the bars, or the figure's own from the earliest."""
    if figure.chart and figure.chart.bars:
        known = [(bar, library.figures[bar.figure]) for bar in figure.chart.bars if bar.figure in library.figures]
        found = [(bar.label[lang], one, one.at(str(bar.date or ""))) for bar, one in known]
    else:
        found = [
            (one.date.in_words(lang), figure, one) for one in sorted(figure.values, key=lambda value: value.date)
        ]
    return [Shown(label, value, figures.in_words(library, one, value, lang)) for label, one, value in found if value]


def _ends(values: Sequence[Shown]) -> list[Shown]:
    ordered = sorted(values, key=lambda one: one.value.date)
    return [ordered[0], ordered[-1]]


def _bars(values: Sequence[Shown]) -> dict[str, Any]:
    """A bar for each value from the left, its name above it and its number behind it."""
    rows = [{"n": n, "label": one.label, "value": float(one.value.value), "words": one.words}
            for n, one in enumerate(values)]
    whole = max(float(one.value.value) * WIDTH / (WIDTH - LETTER * len(one.words) - 8) for one in values)
    along = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, whole]}}
    return _spec(rows, {"step": ROW}, {"y": {"field": "n", "type": "ordinal", "axis": None, "scale": {"padding": 0}}}, [
        {"mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -12, "fontSize": 12},
         "encoding": {"x": {"value": 0}, "text": {"field": "label"}}},
        {"mark": {"type": "bar", "height": 16, "yOffset": 9}, "encoding": {"x": along}},
        {"mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 6, "dy": 9, "fontSize": 13},
         "encoding": {"x": along, "text": {"field": "words"}}},
    ])


def _over_time(values: Sequence[Shown]) -> dict[str, Any]:
    """A column at each date, and nothing between them: what was between two dates is not known."""
    rows = [{"label": one.label, "value": float(one.value.value), "words": one.words,
             "when": one.value.date.year + ((one.value.date.month or 1) - 1) / 12} for one in values]
    first, last = rows[0]["when"], rows[-1]["when"]
    across = {"field": "when", "type": "quantitative", "axis": None,
              "scale": {"domain": [first, last], "range": [34, WIDTH - 44], "zero": False}}
    highest = float(max(one.value.value for one in values))
    scale = {"domain": [0, highest * 1.25], "range": [PLOT, 0]}
    up = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    return _spec(rows, PLOT + 24, {"x": across}, [
        {"mark": {"type": "bar", "width": 28}, "encoding": {"y": up}},
        {"mark": {"type": "text", "baseline": "bottom", "dy": -5, "fontSize": 13},
         "encoding": {"y": up, "text": {"field": "words"}}},
        {"mark": {"type": "text", "baseline": "middle", "fontSize": 12},
         "encoding": {"y": {"value": PLOT + 14}, "text": {"field": "label"}}},
        {"mark": {"type": "rule"}, "data": {"values": [{}]},
         "encoding": {"x": {"value": 0}, "x2": {"value": WIDTH}, "y": {"value": PLOT}}},
    ])


def _spec(rows: Any, height: Any, encoding: Any, layer: list[Any]) -> dict[str, Any]:
    return {
        "data": {"values": rows}, "width": WIDTH, "height": height, "autosize": "none", "padding": 0,
        "encoding": encoding, "layer": layer, "config": {"aria": False, "view": {"stroke": None}},
    }


@cache
def _marks(spec: str) -> tuple[bytes, float]:
    """What Vega draws, without its colours, fonts and labels, and how high it is. Languages are drawn one by one."""
    svg: Any = etree.fromstring(vl_convert.vegalite_to_svg(spec).encode())
    for element in list(svg.iter()):
        for name in NOISE & set(element.attrib):
            del element.attrib[name]
        if element.get("class", "").split()[:1] in (["background"], ["foreground"]):
            element.getparent().remove(element)
        elif element.get("transform"):
            element.set("transform", _rounded(element.get("transform")))
        if element.get("d"):
            element.set("d", _rounded(element.get("d")))
    return etree.tostring(svg.find(f"{SVG}g")), float(svg.get("height"))


def _rounded(numbers: str) -> str:
    return re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), numbers)


def _framed(marks: bytes, height: float, title: str, source: str, identity: str) -> str:
    """The marks between the title and the source, as a picture whose words are the finding under it."""
    above, below = (_lines(words, form) for words, form in ((title, TITLE), (source, SOURCE)))
    top = TITLE[1] * len(above) + 8
    bottom = top + height + 6 + SOURCE[1] * len(below)
    svg = etree.Element("svg", {
        "class": "kb-chart", "viewBox": f"0 0 {WIDTH} {bottom:g}", "role": "img",
        "aria-labelledby": f"chart-{identity}",
    })
    svg.extend(_texts(above, TITLE, 16, "kb-chart__title"))
    group = etree.SubElement(svg, "g", {"transform": f"translate(0,{top})"})
    group.append(_without_namespace(etree.fromstring(marks)))
    svg.extend(_texts(below, SOURCE, top + height + 16, "kb-chart__source"))
    return etree.tostring(svg, encoding="unicode")


def _lines(words: str, form: tuple[int, int, int]) -> list[str]:
    return Breaker(()).lines(words, form[2])


def _texts(lines: list[str], form: tuple[int, int, int], start: float, name: str) -> list[Any]:
    made = []
    for number, line in enumerate(lines):
        text = etree.Element("text", {"class": name, "y": f"{start + number * form[1]:g}", "font-size": str(form[0])})
        text.text = line
        made.append(text)
    return made


def _without_namespace(tree: Any) -> Any:
    """HTML needs none, and each would be written out."""
    for element in tree.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(tree)
    return tree
