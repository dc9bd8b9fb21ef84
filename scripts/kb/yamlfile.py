"""YAML as editors write it: every scalar is text, nothing stands twice, and every value knows its line.

PyYAML lets the last of two equal keys win, resolves aliases (a small file can fill the memory) and turns 2024-07-31 or
``no`` into other types. None of that happens here; the model does the typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from kb import unreadable
from kb.limits import points
from kb.problem import CONTROL, REVERSING, Problem, problem

Path = tuple[str | int, ...]
EMPTY = {"", "~", "null"}


@dataclass(frozen=True)
class Document:
    value: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _ProgrammersYaml(Exception):  # noqa: N818 — not an error of the program
    def __init__(self, token: str, line: int) -> None:
        self.token, self.line = token, line


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        anchor = getattr(event, "anchor", None)
        tag = getattr(event, "tag", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _ProgrammersYaml(sign + anchor, event.start_mark.line)
        if tag:
            raise _ProgrammersYaml(tag.replace("tag:yaml.org,2002:", "!!"), event.start_mark.line)
        return super().compose_node(parent, index)


def parse(text: str, path: str, first_line: int = 1) -> tuple[Document | None, list[Problem]]:
    """Read one YAML text. Without a document there is at least one problem that says why."""
    try:
        node = _node(text)
    except _ProgrammersYaml as found:
        return None, [problem(path, found.line + first_line, "Y03", token=found.token)]
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError, RecursionError) as error:
        line, code, values = unreadable.explain(error, text)
        return None, [problem(path, line + first_line, code, **values)]
    lines: dict[Path, int] = {(): first_line}
    problems: list[Problem] = []
    value = _plain(node, (), lines, problems, (path, first_line)) if node else None
    return (None if problems else Document(value, lines)), problems


def _node(text: str) -> yaml.Node | None:
    loader = _Loader(text)  # refuses at once what no text needs
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def typed(text: str) -> Any:
    """The values of a text in which ``parse`` found nothing wrong, numbers and yes or no as such: for mkdocs.yml."""
    return yaml.load(text, _Loader)  # noqa: S506 — a safe loader that knows neither tags nor aliases


def _plain(
    node: yaml.Node, here: Path, lines: dict[Path, int], problems: list[Problem], file: tuple[str, int],
) -> Any:
    path, first_line = file
    lines.setdefault(here, node.start_mark.line + first_line)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*here, index), lines, problems, file) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + first_line
            problems += _unseen(key, path, line)
            if key in found:
                problems.append(problem(path, line, "Y02", field=key))
            lines[(*here, key)] = line
            found[key] = _plain(child, (*here, key), lines, problems, file)
        return found
    problems += _unseen(node.value, path, node.start_mark.line + first_line)
    plain = node.style is None  # type: ignore[attr-defined]
    return None if plain and node.value in EMPTY else node.value


def _unseen(value: str, path: str, line: int) -> list[Problem]:
    """What an escape in quotation marks brings in stands in no line of the file, so it is looked for here."""
    found = CONTROL.search(str(value)) or REVERSING.search(str(value))
    return [problem(path, line, "Y08", points=points(found[0]))] if found else []
