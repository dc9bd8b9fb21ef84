"""From the model's refusals to an editor's sentences: pydantic speaks to programmers, a Problem to editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kb.problem import Problem, nearest, problem

Path = tuple[str | int, ...]

EXPECTED = {
    "date": "date", "id": "id", "url": "url", "end": "end", "digest": "digest",
    "decimal_parsing": "number", "decimal_type": "number",
    "int_parsing": "whole", "int_type": "whole", "int_from_float": "whole", "greater_than": "whole",
    "bool_parsing": "yes-no", "bool_type": "yes-no",
    "string_type": "text", "string_too_short": "text", "string_pattern_mismatch": "text",
    "tuple_type": "list", "list_type": "list",
    "too_short": "a-value",
    "model_type": "fields", "dict_type": "fields",
}


def explain(
    error: ValidationError, model: type[BaseModel], file: str, kind: str, line: Callable[[Path], int],
) -> Iterator[Problem]:
    """One Problem for each refused field, on the line where the field (or what it misses from) stands.

    A misspelt field is one problem, not also the absence of the right one.
    """
    told = [details for details in error.errors() if not _follows(details, error.errors())]
    found = [_one(details, model, file, kind, line) for details in told]
    meant = {one.near for one in found if one.code == "R02"}
    yield from (one for one in found if one.code != "R01" or dict(one.values)["field"] not in meant)


def _follows(details: ErrorDetails, others: list[ErrorDetails]) -> bool:
    """A list is called too short when its only entry is refused: that entry is the cause."""
    place = details["loc"]
    return details["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in others
    )


def _one(
    details: ErrorDetails, model: type[BaseModel], file: str, kind: str, line: Callable[[Path], int],
) -> Problem:
    path: Path = tuple(details["loc"])
    field = ".".join(str(part) for part in path if isinstance(part, str)) or "this entry"
    given = details["input"]
    if details["type"] == "extra_forbidden":
        near = nearest(str(path[-1]), _fields_at(model, path[:-1]))
        return problem(file, line(path), "R02", near=near, field=path[-1], kind=kind)
    if details["type"] == "missing" or given is None:
        return problem(file, line(path), "R01", field=field, expected=_expectation(model, path))
    if details["type"] == "literal_error":
        choices = re.findall(r"'([^']+)'", str(details["ctx"]["expected"]))
        near = nearest(str(given), choices)
        return problem(file, line(path), "R07", near=near, field=field, value=given, choices=", ".join(choices))
    if details["type"] in ("end", "review"):  # one field is wrong for what another says
        context = details["ctx"]
        return problem(
            file, line((*path, context["field"])), "R03", field=context["field"], value=context["value"],
            expected=f"expected:{details['type']}",
        )
    expected = EXPECTED.get(details["type"], "text")
    if expected == "fields":
        expected = _expectation(model, path).removeprefix("expected:")
    return problem(file, line(path), "R03", field=field, value=_short(given), expected=f"expected:{expected}")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004


def _fields_at(model: type[BaseModel], path: Path) -> set[str]:
    inner = _annotation(model, path)
    return set(inner.model_fields) if isinstance(inner, type) and issubclass(inner, BaseModel) else set()


def _expectation(model: type[BaseModel], path: Path) -> str:
    """What the missing thing is, in the words of problems.yml."""
    inner = _annotation(model, path)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return "expected:both" if set(inner.model_fields) == {"en", "lo"} else "expected:fields"
    names = {"PartialDate": "date", "Decimal": "number", "int": "whole", "bool": "yes-no", "tuple": "list"}
    origin = get_origin(inner) or inner
    return f"expected:{names.get(getattr(origin, '__name__', ''), 'text')}"


def _annotation(model: type[BaseModel], path: Path) -> Any:
    """The type at a path of fields and positions: Event, ("speakers", 0, "office") is Text."""
    here: Any = model
    for part in path:
        if isinstance(part, int):
            arguments = [argument for argument in get_args(here) if argument is not Ellipsis]
            here = _bare(arguments[0]) if arguments else here
        elif isinstance(here, type) and issubclass(here, BaseModel) and part in here.model_fields:
            here = _bare(here.model_fields[part].annotation)
        else:
            return None
    return here


def _bare(annotation: Any) -> Any:
    """Without Annotated and without «or nothing»."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    union = get_origin(annotation) is Union or type(annotation).__name__ == "UnionType"
    if union and len(arguments) == 1:
        return _bare(arguments[0])
    return annotation
