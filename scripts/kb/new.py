"""A new record with its pages, written from templates: what is known is filled in, what is not is marked to be filled.

Nothing is ever overwritten. Every file is made before the first one is written.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb import navigation
from kb.library import Library
from kb.markup import FILL, ID
from kb.safely import replace

TEMPLATES = Path(__file__).with_name("templates")
LISTS = {"term": "data/glossary.yml", "step": "data/amendment.yml"}
"""Kinds that are entries of one file."""
FOLDERS = {"event": "events", "lesson": "lessons", "brief": "briefs"}
"""Kinds that have pages, and where."""
KINDS = ("event", "source", "lesson", "figure", "institution", "term", "step", "brief", "page")
EXAMPLES = {"page": "law/new-page", "event": "2024-07-31-first-national-symposium"}
WANTED: Mapping[str, tuple[str, ...]] = {
    "event": ("title.en", "title.lo", "place.en", "place.lo", "organisers", "sources"),
    "source": ("title", "publisher", "language", "kind", "published", "url"),
    "lesson": ("title.en", "title.lo", "theme", "sources"),
    "figure": ("name.en", "name.lo", "group", "unit", "date", "value", "source"),
    "institution": ("name.en", "name.lo", "kind", "sources"),
    "term": ("en", "lo"),
    "step": ("date", "stage", "status", "title.en", "title.lo", "sources"),
    "brief": ("number", "title.en", "title.lo", "figures"),
    "page": ("title.en", "title.lo"),
}
"""What is asked for, in this order; the rest is filled in later."""


class NotNew(Exception):  # noqa: N818 — told to the editor by the command line
    """The record cannot be made; the text says why and what to do."""


def create(library: Library, kind: str, identity: str, values: Mapping[str, str], today: dt.date) -> list[str]:
    """Write a record and its pages. Returns the files written or changed.

    ``values`` are fields by their path, "title.lo"; lists of ids are separated by commas. Raises NotNew.
    """
    _check_id(kind, identity)
    files = dict(_files(library, kind, identity, values, today))
    for name in files:
        if (library.root / name).exists() and name not in (*LISTS.values(), navigation.FILE):
            raise NotNew(f"{name} exists already, and nothing is overwritten. Choose another id, or edit that file.")
    for name, text in files.items():
        (library.root / name).parent.mkdir(parents=True, exist_ok=True)
        replace(library.root / name, text)
    return list(files)


def _check_id(kind: str, identity: str) -> None:
    parts = identity.split("/") if kind == "page" else [identity]
    if not all(re.fullmatch(ID, part) for part in parts):
        example = EXAMPLES.get(kind, "farm-workers")
        raise NotNew(
            f'"{identity}" is not an id. Use small Latin letters, digits and single hyphens, such as {example}.',
        )
    if kind == "event" and not re.match(r"\d{4}(-\d\d){0,2}-[a-z]", identity):
        raise NotNew(f"The id of an event starts with its date, such as 2024-07-31-{identity}.")


def _files(
    library: Library, kind: str, identity: str, values: Mapping[str, str], today: dt.date,
) -> list[tuple[str, str]]:
    filled = _Filled(identity, values, today)
    if kind in LISTS:
        known = library.steps if kind == "step" else {term.id for term in library.terms}
        if identity in known:
            raise NotNew(f'There is already a {kind} "{identity}" in {LISTS[kind]}.')
        before = library.raw_text(LISTS[kind]) if (library.root / LISTS[kind]).exists() else ""
        return [(LISTS[kind], before.rstrip("\n") + "\n" + filled.render(f"{kind}/entry.yml"))]
    made = [] if kind == "page" else [(f"data/{kind}s/{identity}.yml", filled.render(f"{kind}/record.yml"))]
    if kind == "page" or kind in FOLDERS:
        path = f"{identity}.md" if kind == "page" else f"{FOLDERS[kind]}/{identity}.md"
        made += [(f"docs/{lang}/{path}", filled.render(f"{kind}/{lang}.md")) for lang in ("en", "lo")]
        nav = library.raw_text(navigation.FILE)
        made.append((navigation.FILE, navigation.with_page(nav, path, navigation.group(path, values.get("theme", "")))))
    return made


@cache  # {#id} is a heading's own, so comments of the templates are written otherwise
def _environment() -> Environment:
    return Environment(  # noqa: S701 — the templates make YAML and Markdown, not HTML; every value is quoted
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, comment_start_string="<%#", comment_end_string="#%>",
    )


class _Filled:
    """The words that a template can ask for."""

    def __init__(self, identity: str, values: Mapping[str, str], today: dt.date) -> None:
        self._values = {name: " ".join(value.split()) for name, value in values.items() if value.strip()}
        date = re.match(r"\d{4}(?:-\d\d){0,2}(?=-[a-z])", identity)
        self._context = {
            "id": identity, "fill": FILL, "today": today.isoformat(), "date_of_id": date[0] if date else FILL,
            "text": self.text, "word": self.word, "ids": self.ids, "has": self._values.__contains__,
        }

    def render(self, template: str) -> str:
        return _environment().get_template(template).render(self._context)

    def text(self, field: str) -> str:
        """Words between quotation marks, whatever signs they hold."""
        return json.dumps(self._values[field], ensure_ascii=False) if field in self._values else FILL

    def word(self, field: str, default: str = FILL) -> str:
        """A date, a number or one of a few words. What is neither is quoted, and the check names it."""
        value = self._values.get(field, default)
        plain = value == FILL or re.fullmatch(r"[A-Za-z0-9][\w.~:/?=&%+-]*", value)
        return value if plain else json.dumps(value, ensure_ascii=False)

    def ids(self, field: str) -> str:
        found = [one.strip() for one in self._values.get(field, "").split(",") if one.strip()] or [FILL]
        return f"[{', '.join(one if re.fullmatch(f'{ID}|{FILL}', one) else json.dumps(one) for one in found)}]"
