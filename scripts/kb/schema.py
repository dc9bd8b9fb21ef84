"""The records as JSON schemas, with their descriptions in both languages: editors of text complete and warn by them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from kb import described
from kb.dates import PartialDate
from kb.library import Library
from kb.model import Amendment
from kb.safely import replace

FOLDER = "data/.schema"
FILES: Mapping[str, str] = {
    "source": "data/sources/*.yml", "institution": "data/institutions/*.yml", "event": "data/events/*.yml",
    "figure": "data/figures/*.yml", "lesson": "data/lessons/*.yml", "brief": "data/briefs/*.yml",
    "term": "data/glossary.yml", "change": "data/changes.yml", "amendment": "data/amendment.yml",
}
"""Which files each schema is for; .vscode/settings.json says the same to the editor of text."""
LISTS = ("term", "change")
NAMED_BY_FILE = ("source", "institution", "event", "figure", "lesson", "brief")


def schemas() -> Mapping[str, str]:
    """Every schema as text, by the name of its kind."""
    models: dict[str, type[BaseModel]] = {**described.KINDS, "amendment": Amendment}
    made = {}
    for kind in FILES:
        one = described_object(models[kind], left_out={"id"} if kind in NAMED_BY_FILE else set())
        whole = {"type": "array", "items": one} if kind in LISTS else one
        head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": kind}
        made[kind] = json.dumps({**head, **whole}, ensure_ascii=False, indent=1) + "\n"
    return made


def write(library: Library) -> list[str]:
    """Write every schema that changed. Returns the files written."""
    (library.root / FOLDER).mkdir(exist_ok=True)
    written = []
    for kind, text in schemas().items():
        file = library.root / FOLDER / f"{kind}.json"
        if not file.exists() or file.read_text("utf-8") != text:
            replace(file, text)
            written.append(f"{FOLDER}/{kind}.json")
    return written


def described_object(of: type[BaseModel], left_out: Collection[str] = ()) -> dict[str, Any]:
    """The schema of one record: its fields with their descriptions, but for those left out."""
    said = next((described.kinds()[name].fields for name, one in described.KINDS.items() if one is of), ())
    texts = {field.name: field for field in said}
    properties = {}
    for name, field in of.model_fields.items():
        if name in left_out:
            continue
        properties[name] = _type(field.annotation)
        if name in texts:
            hint = texts[name]
            properties[name]["description"] = f"{hint.text.lo}\n{hint.text.en}\n✓ {hint.good}" + (
                f"\n✗ {hint.bad}" if hint.bad else ""
            )
    needed = [name for name in properties if of.model_fields[name].is_required()]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _type(annotation: Any) -> dict[str, Any]:
    origin, arguments = get_origin(annotation), [one for one in get_args(annotation) if one is not NoneType]
    if origin is Annotated or origin in (Union, UnionType):
        return _type(arguments[0])
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return described_object(annotation)
    simple = {bool: "boolean", int: "integer", Decimal: "number", PartialDate: ["string", "number"]}
    return {"type": simple.get(annotation, "string")}
