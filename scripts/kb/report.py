"""Problems as people read them, as GitHub shows them on the lines of a pull request, and as programs read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from kb.problem import Problem


def text(problems: Iterable[Problem], lang: str) -> str:
    return "\n".join(problem.text(lang) for problem in problems)


def github(problems: Iterable[Problem], lang: str) -> str:
    """Workflow commands. What an editor wrote may stand in a message, so every sign that ends one is escaped."""
    return "\n".join(_annotation(problem, lang) for problem in problems)


def _annotation(problem: Problem, lang: str) -> str:
    message = problem.text(lang).partition(": ")[2]
    level = "error" if problem.blocks else "warning"
    place = f"file={_escaped(problem.path, ':,')},line={problem.line},title={problem.code}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(words: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


def as_json(problems: Iterable[Problem], lang: str) -> str:
    found = [
        {"path": one.path, "line": one.line, "code": one.code, "blocks": one.blocks, "message": one.text(lang)}
        for one in problems
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[Iterable[Problem], str], str]] = {"text": text, "github": github, "json": as_json}
