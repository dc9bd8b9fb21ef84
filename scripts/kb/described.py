"""What each field of a record holds, in both languages: one text for the handbook, the schema and an editor's hints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from kb import drawing, model, upkeep
from kb.fields import Text

KINDS: Mapping[str, type[BaseModel]] = {
    "source": model.Source, "institution": model.Institution, "former-name": model.FormerName, "event": model.Event,
    "speaker": model.Speaker, "participants": model.Participants, "figure": model.Figure, "value": model.Value,
    "chart": drawing.Chart, "bar": drawing.Bar, "lesson": model.Lesson, "brief": model.Brief,
    "version": model.Version, "step": model.Step, "term": model.Term, "change": upkeep.Change, "page": model.PageMeta,
    "translation": model.Translation,
}


@dataclass(frozen=True)
class Field:
    """A field as an editor meets it; ``good`` and ``bad`` are values as they would be written."""

    name: str
    needed: bool
    text: Text
    good: str
    bad: str


@dataclass(frozen=True)
class Kind:
    """A kind of record, and where it stands."""

    name: str
    home: str
    about: Text
    fields: tuple[Field, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    table: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("records.yml").read_text("utf-8"))["kinds"]
    return {name: _kind(name, entry) for name, entry in table.items()}


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    of_model = KINDS[name].model_fields
    fields = tuple(
        Field(field, of_model[field].is_required(), Text(en=said["en"], lo=said["lo"]), _typed(said["good"]),
              _typed(said.get("bad", "")))
        for field, said in entry["fields"].items()
    )
    return Kind(name, entry.get("home", ""), Text(en=entry["about"]["en"], lo=entry["about"]["lo"]), fields)


def _typed(value: Any) -> str:
    """A value as an editor would type it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        flow = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=1000, sort_keys=False)
        return flow.strip()
    return str(value)
