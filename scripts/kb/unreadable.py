"""Why a text is no YAML, told by the mistake that a person makes and on the line where it stands.

PyYAML says where it gave up and in whose grammar; an editor left a quotation mark open three lines above.
"""

from __future__ import annotations

import re

import yaml

Explained = tuple[int, str, dict[str, str]]
"""The line, from 0, the code of the rule, and the values of its sentence."""
FIELD = re.compile(r"\s*(?:- )?[\w.-]+:(?:\s|$)")
QUOTED = re.compile(r"""\s*(?:- )?[\w.-]+:\s+(["']).*""")


def explain(error: Exception, text: str) -> Explained:
    """The mistake behind an error of PyYAML, or Y01 if it is none of those that people usually make."""
    lines = text.split("\n")
    line, said = _line(error, "problem_mark"), str(getattr(error, "problem", None))
    start, around = _line(error, "context_mark"), str(getattr(error, "context", None))
    if "'\\t'" in said or (line < len(lines) and re.match(r" *\t", lines[line])):
        return line, "Y14", {}
    if "quoted scalar" in around:
        return start, "Y15", {}
    if "flow mapping" in around or "flow sequence" in around:
        return start, "Y16", {"sign": "}" if "mapping" in around else "]"}
    if "could not find expected ':'" in said:
        return start, "Y17", {"words": lines[start].strip()}
    cannot_start = re.search(r"found character '(.)' that cannot start", said)
    if cannot_start:
        return line, "Y18", {"sign": cannot_start[1]}
    if "mapping values are not allowed" in said and FIELD.match(lines[line]):
        value = lines[line].partition(":")[2].strip()
        return (line, "Y19", {"words": value}) if ":" in value else (line, "Y20", {})
    if said.startswith("expected <block end>"):
        at = _line(error, "problem_mark")
        quote = QUOTED.match(lines[at]) if at < len(lines) else None
        return (at, "Y21", {"sign": quote[1]}) if quote and "scalar" in said else (at, "Y20", {})
    return line, "Y01", {}


def _line(error: Exception, name: str) -> int:
    mark = getattr(error, name, None)
    return mark.line if isinstance(mark, yaml.Mark) else 0
