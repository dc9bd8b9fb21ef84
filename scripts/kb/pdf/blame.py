"""Which part of a page keeps its PDF from being set: the one without which it can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kb.pdf import typeset
from kb.pdf.sheets import Sheet

SOURCES = "sources"


def part(sheet: Sheet) -> str:
    """The id of the heading of that part; empty if it stands before the first heading, or if it is not one part."""
    data = json.loads(sheet.data)
    for identity, without in _without_each(data):
        try:
            typeset.pdf(sheet.template, json.dumps(data | without, ensure_ascii=False), sheet.day)
        except typeset.NotSet:
            continue
        return identity
    return ""


def _without_each(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each part of the page, and what to change in the data to leave it out."""
    sections = data.get("sections", {})
    for identity, section in sections.items():
        yield identity, {"sections": sections | {identity: section | {"c": []}}}
    body = data.get("body", [])
    starts = [at for at, node in enumerate(body) if node["t"] == "h2"]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=False):
        yield body[start].get("id", ""), {"body": body[:start] + body[end:]}
    if data.get("sources"):
        yield SOURCES, {"sources": None if body else data["sources"] | {"c": []}}
