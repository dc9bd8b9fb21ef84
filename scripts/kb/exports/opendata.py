"""The records for programs and spreadsheets, at addresses that stay: JSON with its schema, and CSV, for each kind.

``data/events.json`` holds every event, ``data/events.csv`` one row for each; a list of entries that have fields of
their own, such as the speakers, is a table of its own, ``data/events-speakers.csv``. A figure has a row for each of its
values, and files of its own. Everything is made of the records alone: the same records give the same bytes.
"""

from __future__ import annotations

import html
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kb import places, schema, tables
from kb.addresses import LANGUAGES, address
from kb.dates import PartialDate
from kb.described import KINDS
from kb.fields import Record
from kb.library import Library
from kb.model import Source
from kb.pdf import sheets
from kb.safely import replace
from kb.views import PageView

FOLDER = "data"
PAGE = "about/data.md"
LICENCE = """Text and data: Creative Commons Attribution 4.0 International (CC BY 4.0)
https://creativecommons.org/licenses/by/4.0/
"""
PAGES: Mapping[str, tuple[str, str]] = {
    "sources": ("source", "sources.md#source-{}"),
    "events": ("event", "events/{}.md"),
    "lessons": ("lesson", "lessons/{}.md"),
    "figures": ("figure", "figures.md#figure-{}"),
    "institutions": ("institution", "project/partners.md#institution-{}"),
    "steps": ("step", "law/amendment.md#step-{}"),
    "terms": ("term", "glossary.md#term-{}"),
    "briefs": ("brief", "briefs/{}.md"),
}
"""Every set of records: the kind of its records, and where readers find one of them."""
LEFT_OUT = {"chart"}
"""Says how a figure is drawn, which is no fact."""
JOINED = {"figures": "values"}
"""Sets whose table has a row for each entry of a list, because an entry alone says nothing."""
BOTH: dict[str, Any] = {
    "type": "object", "properties": {"lo": {"type": "string"}, "en": {"type": "string"}}, "additionalProperties": False,
}
ADDED: Mapping[str, Mapping[str, dict[str, Any]]] = {"briefs": {"title": BOTH, "pdf": BOTH}}
"""What a record does not say but its pages do."""
Place = tuple[str, ...]


@dataclass(frozen=True)
class File:
    """A file on the site by its address from the root; ``size`` in bytes."""

    address: str
    size: int

    @property
    def name(self) -> str:
        return self.address.rpartition("/")[2]


@dataclass(frozen=True)
class Set:
    """One kind of record as published: how many there are, and the files that hold them."""

    name: str
    count: int
    files: tuple[File, ...]


def plain(value: Any) -> Any:
    """A value of a record as JSON has it: both languages by name, dates as written, nothing that is empty."""
    if isinstance(value, Record):
        fields = ((name, getattr(value, name)) for name in type(value).model_fields if name not in LEFT_OUT)
        return {name: plain(one) for name, one in fields if one is not None}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value) if isinstance(value, PartialDate) else value


def records(library: Library, name: str, site_url: str) -> list[dict[str, Any]]:
    """Every record of a set in the order of their ids, each with the address of the page that shows it."""
    found: Mapping[str, Record] = {one.id: one for one in library.terms} if name == "terms" else getattr(library, name)
    return [_published(library, name, found[one], site_url) for one in sorted(found)]


def _published(library: Library, name: str, record: Any, site_url: str) -> dict[str, Any]:
    made: dict[str, Any] = plain(record)
    if isinstance(record, Source) and not record.link:
        made.pop("url", None)
    page, mark, anchor = PAGES[name][1].format(record.id).partition("#")
    both = [(lang, library.pages[lang, page]) for lang in LANGUAGES if (lang, page) in library.pages]
    if both:
        made["page"] = {lang: site_url + address(lang, page) + mark + anchor for lang, _ in both}
    if name == "briefs":
        made["title"] = {lang: one.meta.title for lang, one in both}
        made["pdf"] = {lang: site_url + sheets.target(one) for lang, one in both if sheets.has_pdf(one)}
    return made


@cache
def fields(name: str) -> dict[str, Any]:
    """The schema of one record of a set."""
    made = schema.described_object(KINDS[PAGES[name][0]], LEFT_OUT)
    return {**made, "properties": {**made["properties"], **ADDED.get(name, {}), "page": BOTH}}


def whole_schema(name: str) -> dict[str, Any]:
    """The schema of a file of a set."""
    texts = {one: {"type": "string"} for one in ("licence", "schema", "site")}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#", "title": name, "type": "object",
        "properties": {**texts, "records": {"type": "array", "items": fields(name)}},
        "required": ["licence", "records", "schema", "site"], "additionalProperties": False,
    }


# Tables

def columns(of: Mapping[str, Any], path: Place = ()) -> Iterator[Place]:
    """Where the columns of a table stand in a record: ("name", "lo") is the column name_lo."""
    for name, what in of["properties"].items():
        inside = what.get("items", what)
        if inside.get("type") != "object":
            yield *path, name
        elif "items" not in what or set(inside["properties"]) == {"en", "lo"}:
            yield from columns(inside, (*path, name))


def entries(name: str) -> Mapping[str, dict[str, Any]]:
    """The lists of a set whose entries have fields of their own, with the schema of an entry."""
    lists = {one: what.get("items", {}) for one, what in fields(name)["properties"].items()}
    return {
        one: what for one, what in lists.items()
        if what.get("type") == "object" and set(what["properties"]) != {"en", "lo"}
    }


def table(name: str, found: Iterable[dict[str, Any]]) -> bytes:
    """Records of a set as CSV."""
    own, joined = list(columns(fields(name))), JOINED.get(name)
    more = list(columns(entries(name)[joined])) if joined else []
    rows = [
        [_cell(record, path) for path in own] + [_cell(entry, path) for path in more]
        for record in found for entry in (record[joined] if joined else [{}])
    ]
    return tables.written(["_".join(path) for path in (*own, *more)], rows)


def entry_table(name: str, field: str, found: Iterable[dict[str, Any]]) -> bytes:
    """One list of every record of a set as CSV; the first column says to which record a row belongs."""
    own = list(columns(entries(name)[field]))
    rows = [
        [record["id"], *(_cell(entry, path) for path in own)] for record in found for entry in record[field]
    ]
    return tables.written([PAGES[name][0], *("_".join(path) for path in own)], rows)


def _cell(record: Any, path: Place) -> str:
    """Several ids stand in one cell with semicolons between them, several sentences on a line each."""
    value = record
    for at, key in enumerate(path):
        if isinstance(value, list):
            return "\n".join(_cell(one, path[at:]) for one in value)
        value = value.get(key, "")
        if value == "":
            return ""
    if isinstance(value, list):
        return "; ".join(value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


# Files

def write(library: Library, site: Path, site_url: str) -> None:
    """Put every set on the site, with its schema, the licence and a README in both languages, and link them."""
    (site / FOLDER / "schema").mkdir(parents=True, exist_ok=True)
    sets = [_set(library, site, name, site_url) for name in PAGES]
    figures = {one["id"]: _figure(site, one, site_url) for one in records(library, "figures", site_url)}
    _file(site, f"{FOLDER}/LICENSE.txt", LICENCE.encode())
    readmes = [_readme(library, site, lang, sets, site_url) for lang in LANGUAGES if (lang, PAGE) in library.pages]
    places.fill(library, site, "data", lambda view, _: str(view.render("data.html", sets=sets, readmes=readmes)))
    places.fill(library, site, "figure-data", lambda view, name: _links(view, figures[name]))


def _readme(library: Library, site: Path, lang: str, sets: list[Set], site_url: str) -> File:
    view = PageView(library, library.pages[lang, PAGE])
    told = view.render("data-readme.txt", sets=sets, url=site_url + address(lang, PAGE))
    return _file(site, f"{FOLDER}/README-{lang}.txt", f"{html.unescape(str(told)).rstrip()}\n".encode())


def _links(view: PageView, files: Collection[File]) -> str:
    return str(view.render("figure-data.html", files=files))


def _set(library: Library, site: Path, name: str, site_url: str) -> Set:
    found = records(library, name, site_url)
    _file(site, f"{FOLDER}/schema/{name}.json", _json(whole_schema(name)))
    files = [
        _file(site, f"{FOLDER}/{name}.json", _whole(name, found, site_url)),
        _file(site, f"{FOLDER}/{name}.csv", table(name, found)),
        *(
            _file(site, f"{FOLDER}/{name}-{field.replace('_', '-')}.csv", entry_table(name, field, found))
            for field in entries(name) if field != JOINED.get(name)
        ),
    ]
    return Set(name, len(found), tuple(files))


def _figure(site: Path, figure: dict[str, Any], site_url: str) -> tuple[File, ...]:
    """The two files of one figure, beside the page of figures."""
    (site / "figures").mkdir(exist_ok=True)
    stem = f"figures/{figure['id']}"
    return (
        _file(site, f"{stem}.csv", table("figures", [figure])),
        _file(site, f"{stem}.json", _whole("figures", [figure], site_url)),
    )


def _whole(name: str, found: list[dict[str, Any]], site_url: str) -> bytes:
    return _json({
        "licence": "CC-BY-4.0", "records": found, "schema": f"{site_url}{FOLDER}/schema/{name}.json", "site": site_url,
    })


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def _file(site: Path, where: str, content: bytes) -> File:
    replace(site / where, content)
    return File(where, len(content))
