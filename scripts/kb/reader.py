"""Reads ``data/``, ``docs/`` and the navigation, file by file, and keeps what went wrong on the way.

A record that cannot be read is left out, but its id stays known, so that one broken file gives one problem and not one
for every page that cites it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from kb import limits, markup, yamlfile
from kb.addresses import LANGUAGES
from kb.fields import Record, Text
from kb.invalid import explain
from kb.model import PageMeta
from kb.page import Page
from kb.problem import Problem, problem

FOLDERS = ("sources", "events", "figures", "institutions", "lessons", "briefs")
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
Model = TypeVar("Model", bound=Record)


class Reader:
    """Reads files and keeps what went wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.known: dict[str, set[str]] = {folder: set() for folder in FOLDERS}
        self.lines: dict[tuple[str, str], Mapping[yamlfile.Path, int]] = {}
        self.links: set[str] = set()
        self.files = MappingProxyType(dict(sorted(self._walk())))

    def _walk(self) -> Iterator[tuple[str, int]]:
        """Every file under docs/ and data/ with its size in bytes. A link could lead anywhere on this computer."""
        for base in ("data", "docs"):
            if (self.root / base).is_symlink():
                self.links.add(base)
                continue
            for folder, folders, names in os.walk(self.root / base):
                for path in (Path(folder, name) for name in (*folders, *names)):
                    file = path.relative_to(self.root).as_posix()
                    if path.is_symlink():
                        self.links.add(file)
                    elif path.is_file():
                        yield file, path.stat().st_size
        self.problems += [problem(file, 1, "Y06") for file in sorted(self.links)]

    def text(self, file: str) -> str | None:
        """The text of a file, if it is one and no limit is broken."""
        if self.links & {file, *(folder.as_posix() for folder in Path(file).parents)}:
            return None
        path, page = self.root / file, file.endswith(".md")
        size, most = path.stat().st_size, limits.PAGE if page else limits.DATA
        if size > most:
            self.problems.append(problem(file, 1, "Y07", size=-(-size // 1000), most=most // 1000))
            return None
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.problems.append(problem(file, 1, "Y04"))
            return None
        broken = limits.faults(text, page=page)
        found = [problem(file, line, code, near=None, **values) for line, code, values in broken]
        self.problems += found
        return None if found else text

    def document(self, file: str) -> yamlfile.Document | None:
        text = self.text(file)
        if text is None:
            return None
        document, problems = yamlfile.parse(text, file)
        self.problems += problems
        return document

    def valid(
        self, model: type[Model], value: Any, file: str, kind: str, line: Callable[[yamlfile.Path], int],
    ) -> Model | None:
        try:
            return model.model_validate(value)
        except ValidationError as error:
            self.problems += explain(error, model, file, kind, line)
            return None

    def folder(self, name: str, model: type[Model], kind: str) -> Mapping[str, Model]:
        """One record per file; the file's name is the id."""
        found: dict[str, Model] = {}
        for path in sorted((self.root / "data" / name).glob("*")):
            file = path.relative_to(self.root).as_posix()
            if file in self.links:
                continue
            if not path.is_file() or path.suffix != ".yml" or not re.fullmatch(markup.ID, path.stem):
                self.problems.append(problem(file, 1, "R04", name=path.name))
                continue
            self.known[name].add(path.stem)
            document = self.document(file)
            if document is None:
                continue
            if not isinstance(document.value, dict):
                self.problems.append(problem(file, 1, "Y05", expected="expected:fields"))
                continue
            record = self.valid(model, {**document.value, "id": path.stem}, file, kind, document.line)
            if record:
                found[path.stem] = record
                self.lines[name, path.stem] = document.lines
        return MappingProxyType(found)

    def entries(self, file: str, model: type[Model], kind: str) -> Iterator[Model]:
        """A file that is a list of records."""
        document = self.document(file) if (self.root / file).is_file() else None
        if document is None:
            return
        self.lines["file", file] = document.lines
        if not isinstance(document.value, list):
            self.problems.append(problem(file, 1, "Y05", expected="expected:list"))
            return
        first: dict[str, int] = {}
        for index, value in enumerate(document.value):
            line = document.line((index,))
            record = self.valid(model, value, file, kind, lambda path, at=index: document.line((at, *path)))  # type: ignore[misc]
            identity = getattr(record, "id", None)
            if identity in first:
                self.problems.append(problem(file, line, "R05", id=identity, first=first[identity]))
            elif record:
                if identity:
                    first[identity] = line
                yield record

    def single(self, file: str, model: type[Model], kind: str) -> Model | None:
        document = self.document(file) if (self.root / file).is_file() else None
        if document is None:
            return None
        if not isinstance(document.value, dict):
            self.problems.append(problem(file, 1, "Y05", expected="expected:fields"))
            return None
        self.lines["file", file] = document.lines
        return self.valid(model, document.value, file, kind, document.line)

    def strings(self) -> Mapping[str, Text]:
        file = "data/strings.yml"
        document = self.document(file) if (self.root / file).is_file() else None
        found: dict[str, Text] = {}
        for key, value in (document.value if document and isinstance(document.value, dict) else {}).items():
            text = self.valid(Text, value, file, "a label", lambda path, at=key: document.line((at, *path)))  # type: ignore[misc,union-attr]
            if text:
                found[key] = text
        return MappingProxyType(found)

    def extensions(self) -> Mapping[str, Mapping[str, Any]]:
        """What Markdown can do on this site, and how it is set, as in mkdocs.yml."""
        file = "mkdocs.yml"
        text = self.text(file) if (self.root / file).is_file() else None
        value = yamlfile.typed(text) if text and not yamlfile.parse(text, file)[1] else None
        listed = value.get("markdown_extensions") if isinstance(value, dict) else None
        found: dict[str, Mapping[str, Any]] = {}
        for entry in listed if isinstance(listed, list) else ():
            found |= entry if isinstance(entry, dict) else {str(entry): {}}
        return MappingProxyType(found)

    def nav(self) -> dict[str, int]:
        """Every page that the navigation names, with its line in mkdocs.yml."""
        file = "mkdocs.yml"
        document = self.document(file) if (self.root / file).is_file() else None
        value = document.value.get("nav") if document and isinstance(document.value, dict) else None
        found: dict[str, int] = {}

        def walk(item: Any, path: yamlfile.Path) -> None:
            if isinstance(item, str):
                found[item] = document.line(path) if document else 1
            elif isinstance(item, list):
                for index, child in enumerate(item):
                    walk(child, (*path, index))
            elif isinstance(item, dict):
                for key, child in item.items():
                    walk(child, (*path, key))

        walk(value, ("nav",))
        return found

    def pages(self) -> tuple[dict[tuple[str, str], Page], set[tuple[str, str]]]:
        found: dict[tuple[str, str], Page] = {}
        known: set[tuple[str, str]] = set()
        for lang in LANGUAGES:
            folder = self.root / "docs" / lang
            for path in sorted(folder.rglob("*.md")):
                if path.is_dir():
                    continue
                relative = path.relative_to(folder).as_posix()
                known.add((lang, relative))
                page = self.page(lang, relative)
                if page:
                    found[lang, relative] = page
        return found, known

    def page(self, lang: str, path: str) -> Page | None:
        file = f"docs/{lang}/{path}"
        text = self.text(file)
        if text is None:
            return None
        front = FRONT_MATTER.match(text)
        if not front:
            self.problems.append(_without_front_matter(file, text))
            return None
        document, problems = yamlfile.parse(front[1] or "", file, first_line=2)
        self.problems += problems
        if document is None:
            return None
        meta = self.valid(PageMeta, document.value or {}, file, "a page's front matter", document.line)
        if meta is None:
            return None
        body = text[front.end() :]
        first_line = text.count("\n", 0, front.end()) + 1
        return Page(lang, path, file, meta, body, first_line, markup.marks(body, first_line), document.lines)


def _without_front_matter(file: str, text: str) -> Problem:
    """A page that begins it and never ends it is told on the line where its end belongs."""
    first, *lines = text.split("\n")
    if first.rstrip() != "---":
        return problem(file, 1, "P01")
    end = next((at for at, line in enumerate(lines, start=2) if not re.match(r"[a-z_]+:|\s+\S", line)), 2)
    return problem(file, end, "P17")
