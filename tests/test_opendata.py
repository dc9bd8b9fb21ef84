"""Records as JSON and CSV: what a small world gives, and that every record of the project survives both."""

from __future__ import annotations

import json

import pytest
from conftest import PROJECT
from jsonschema import Draft7Validator

from kb import library, tables
from kb.exports import opendata

URL = "https://world.example/"
READ = library.load(PROJECT)
SETS = {name: opendata.records(READ, name, URL) for name in opendata.PAGES}

EVENT = """\
\ufeffid,title_en,title_lo,kind,starts,ends,status,place_en,place_lo,organisers,hosts,funders,funders_note_en,\
funders_note_lo,participants_count,participants_qualifier,participants_who_en,participants_who_lo,theme_en,theme_lo,\
sessions_en,sessions_lo,outcomes_en,outcomes_lo,not_known_en,not_known_lo,steps,sources,page_lo,page_en\r
2024-07-31-seminar,A seminar,ກອງປະຊຸມສຳມະນາ,,2024-07-31,,held,Vientiane,ວຽງຈັນ,office; other,,,,,,,,,,,"One
Two","ໜຶ່ງ
ສອງ",,,,,first-law,report,https://world.example/events/2024-07-31-seminar/,\
https://world.example/en/events/2024-07-31-seminar/\r
"""
FIGURES = """\
\ufeffid,name_en,name_lo,group,unit,definition_en,definition_lo,caution_en,caution_lo,page_lo,page_en,date,value,\
qualifier,source,note_en,note_lo\r
members,Members,ສະມາຊິກ,coverage,people,Insured people.,ຜູ້ປະກັນຕົນ.,,,,,2019,1000,exactly,report,,\r
members,Members,ສະມາຊິກ,coverage,people,Insured people.,ຜູ້ປະກັນຕົນ.,,,,,2024~,1234.5,about,report,,\r
"""


def test_an_event_is_a_row_with_a_column_for_each_language(world):
    edit = {"data/events/2024-07-31-seminar.yml": {
        "  - office\n": "  - office\n  - other\nsessions: [{en: One, lo: ໜຶ່ງ}, {en: Two, lo: ສອງ}]\n",
    }}
    read = library.load(world(edit=edit))
    assert opendata.table("events", opendata.records(read, "events", URL)).decode() == EVENT


def test_a_figure_has_a_row_for_each_value(world):
    read = library.load(world())
    assert opendata.table("figures", opendata.records(read, "figures", URL)).decode() == FIGURES


def test_a_record_as_json(world):
    (source,) = opendata.records(library.load(world()), "sources", URL)
    assert source == {
        "id": "report", "title": "A report", "publisher": "An office", "language": "en", "kind": "report",
        "published": "2024-08", "url": "https://office.example/report", "link": True, "accessed": "2026-11",
        "seen": "stored-copy",
    }


def test_the_address_of_a_source_cited_without_a_link_is_not_given_away(world):
    read = library.load(world(edit={"data/sources/report.yml": {"link: yes": "link: no"}}))
    (source,) = opendata.records(read, "sources", URL)
    assert "url" not in source


@pytest.mark.parametrize("name", opendata.PAGES)
def test_every_record_of_the_project_fits_its_published_schema(name):
    schema = opendata.whole_schema(name)
    Draft7Validator.check_schema(schema)
    whole = {"licence": "CC-BY-4.0", "schema": URL, "site": URL, "records": SETS[name]}
    assert [one.message for one in Draft7Validator(schema).iter_errors(whole)] == []
    assert len(SETS[name]) > 5


def test_a_schema_refuses_what_is_no_record():
    whole = {"licence": "", "schema": "", "site": "", "records": [{**SETS["events"][0], "status": "hold", "x": 1}]}
    told = sorted(one.message for one in Draft7Validator(opendata.whole_schema("events")).iter_errors(whole))
    assert [one.split(" is not")[0].split(" (")[0] for one in told] == [
        "'hold'", "Additional properties are not allowed",
    ]


@pytest.mark.parametrize("name", opendata.PAGES)
def test_every_value_comes_back_from_the_table(name):
    """Read as somebody would who knows the schema alone."""
    fields = opendata.fields(name)["properties"]
    rows = tables.read(opendata.table(name, SETS[name]))
    apart = set(opendata.entries(name))
    joined = opendata.JOINED.get(name)
    expected = [
        {**{field: value for field, value in record.items() if field not in apart}, **entry}
        for record in SETS[name] for entry in (record[joined] if joined else [{}])
    ]
    more = opendata.entries(name)[joined]["properties"] if joined else {}
    assert [back(row, {**fields, **more}) for row in rows] == [bare(one) for one in expected]


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for name in opendata.PAGES for field in opendata.entries(name)],
)
def test_every_entry_comes_back_from_its_table(name, field):
    rows = tables.read(opendata.entry_table(name, field, SETS[name]))
    kind = opendata.PAGES[name][0]
    expected = [(record["id"], bare(entry)) for record in SETS[name] for entry in record[field]]
    assert expected
    assert [(row[kind], back(row, opendata.entries(name)[field]["properties"])) for row in rows] == expected


def bare(record):
    """Without what a table cannot tell from nothing: empty lists."""
    if isinstance(record, dict):
        whole = {field: bare(value) for field, value in record.items()}
        return {field: value for field, value in whole.items() if value not in ([], {})}
    return record


def back(row, fields, before=""):
    """The record that a row stands for."""
    found = {}
    for field, what in fields.items():
        inside, column = what.get("items", what), f"{before}{field}"
        if inside.get("type") == "object" and "items" in what:
            if set(inside["properties"]) == {"en", "lo"} and row[f"{column}_en"]:
                found[field] = [
                    {"en": en, "lo": lo} for en, lo in zip(
                        row[f"{column}_en"].split("\n"), row[f"{column}_lo"].split("\n"), strict=True,
                    )
                ]
        elif inside.get("type") == "object":
            found[field] = back(row, inside["properties"], f"{column}_")
        elif row[column]:
            found[field] = value(row[column], what)
    return bare(found)


def value(cell, what):
    if what.get("type") == "array":
        return cell.split("; ")
    if what.get("type") == "boolean":
        return {"yes": True, "no": False}[cell]
    return json.loads(cell) if what.get("type") in ("number", "integer") else cell


@pytest.mark.parametrize("cell", [
    "=1+1", "+856", "-x", "@SUM(A1)", "\tx", "\rx", "'quoted", "''", "＝1", "plain", "-5", "-5.5", "", 'ກ,"ຂ"\nຄ',
])
def test_no_cell_is_a_formula_and_every_cell_comes_back(cell):
    content = tables.written(["a", "b"], [[cell, "x"]])
    assert tables.read(content) == [{"a": cell, "b": "x"}]
    first = content.decode("utf-8-sig").split("\r\n", 1)[1].removeprefix('"')
    assert first[:1] not in ("=", "+", "@", "\t", "\r", "＝")
    assert not first.startswith("-") or cell in ("-5", "-5.5")


def test_a_table_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert tables.written(["ກ"], [["ຂ"]]) == b"\xef\xbb\xbf\xe0\xba\x81\r\n\xe0\xba\x82\r\n"
