"""Charts: text stays text, colours come from the style sheet, the same record gives the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT
from lxml import etree

from kb import charts, library

BARS = """chart:
  title: {en: Members, lo: ສະມາຊິກ}
  finding: {en: There are more now., lo: ປັດຈຸບັນມີຫຼາຍກວ່າ.}
  bars:
    - {figure: members, label: {en: "Now", lo: ປັດຈຸບັນ}}
    - {figure: members, date: 2019, label: {en: Before, lo: ກ່ອນໜ້ານີ້}}
    - {figure: nobody, label: {en: Not there, lo: ບໍ່ມີ}}
values:"""
OVER_TIME = BARS[: BARS.index("  bars:")] + "values:"


@pytest.fixture
def drawn(world):
    def make(chart, lang="lo"):
        root = world(edit={"data/figures/members.yml": {"values:": chart}})
        shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
        read = library.load(root)
        return charts.drawn(read, read.figures["members"], lang)
    return make


def words(svg):
    return [text.text for text in etree.fromstring(svg).iter("text")]


@pytest.mark.parametrize(("lang", "shown"), [
    ("lo", ["ສະມາຊິກ", "ປັດຈຸບັນ", "ກ່ອນໜ້ານີ້", "ປະມານ 1.234,5 ຄົນ", "1.000 ຄົນ", "ແຫຼ່ງຂໍ້ມູນ: An office. 2019–2024"]),
    ("en", ["Members", "Now", "Before", "about 1,234.5 people", "1,000 people", "Source: An office. 2019–2024"]),
])
def test_bars_stand_in_the_order_of_the_record_with_title_source_and_dates(drawn, lang, shown):
    assert words(drawn(BARS, lang)) == shown


def test_values_over_time_stand_from_the_earliest(drawn):
    assert words(drawn(OVER_TIME)) == [
        "ສະມາຊິກ", "1.000 ຄົນ", "ປະມານ 1.234,5 ຄົນ", "2019", "ປະມານ 2024", "ແຫຼ່ງຂໍ້ມູນ: An office. 2019–2024",
    ]


def test_the_longest_bar_leaves_room_for_its_number(drawn):
    svg = etree.fromstring(drawn(BARS))
    ends = [float(re.search(r"h([\d.]+)", path.get("d"))[1]) for path in svg.iter("path")]
    assert ends[0] > ends[1]
    assert ends[0] + charts.LETTER * len("ປະມານ 1.234,5 ຄົນ") <= charts.WIDTH


@pytest.mark.parametrize("chart", [BARS, OVER_TIME])
def test_a_chart_brings_no_style_no_colour_and_no_font_of_its_own(drawn, chart):
    svg = drawn(chart)
    for forbidden in ("style", "fill=", "stroke", "font-family", "xmlns", "<script", "href"):
        assert forbidden not in svg
    assert 'role="img" aria-labelledby="chart-members"' in svg


@pytest.mark.parametrize("chart", [BARS.replace("figure: members, date", "figure: nothing, date"), "values:"])
def test_one_value_or_none_is_no_chart(drawn, chart):
    assert drawn(chart) == ""


def test_the_same_record_gives_the_same_bytes_in_another_process():
    """Whatever the order of Python's sets and whichever chart is drawn first."""
    program = (
        "import sys; from pathlib import Path; from kb import charts, library; read = library.load(Path(sys.argv[1]));"
        "names = sorted(read.figures, reverse=sys.argv[2] == 'back');"
        "made = {(one, lang): charts.drawn(read, read.figures[one], lang) for one in names for lang in ('lo', 'en')};"
        "print(sorted(made.items()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program, str(PROJECT), order], capture_output=True, text=True, check=True,
            env={"PYTHONPATH": str(PROJECT / "scripts"), "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for order, seed in (("on", "1"), ("back", "2"))
    }
    assert len(runs) == 1
    assert "kb-chart" in runs.pop()
