"""The navigation in mkdocs.yml as text: a page is added where a reader would look for it, and nothing else changes."""

from __future__ import annotations

import re

FILE = "mkdocs.yml"
THEMES = {
    "coverage": "Coverage", "digital": "Digital operations", "governance": "Governance", "law": "Into law",
}


def group(path: str, theme: str = "") -> str:
    """The heading under which a page stands: the year of an event, the theme of a lesson, or none."""
    if path.startswith("events/"):
        return path.removeprefix("events/")[:4]
    if path.startswith("lessons/"):
        return THEMES.get(theme, THEMES["coverage"])
    return ""


def with_page(text: str, path: str, heading: str) -> str:
    """The file with one more page in its navigation. Events stand newest first, other pages last in their place."""
    lines = text.split("\n")
    at = _heading(lines, heading) if heading else None
    folder = path.rpartition("/")[0]
    if at is not None:
        last = _end(lines, at)
        place, indent = (at + 1 if path.startswith("events/") else last), _indent(lines[at]) + 4
    else:
        same = [number for number, line in enumerate(lines) if re.match(rf"\s*- {re.escape(folder)}/[^/]*\.md$", line)]
        if not same or not folder:
            return text.rstrip("\n") + f"\n  - {path}\n"
        place, indent = same[-1] + 1, min(_indent(lines[number]) for number in same)
        if heading:  # a year without events so far: before the first earlier year
            place = _before_earlier(lines, heading, place)
            lines.insert(place, f'{" " * indent}- "{heading}":')
            place, indent = place + 1, indent + 4
    lines.insert(place, f"{' ' * indent}- {path}")
    return "\n".join(lines)


def _before_earlier(lines: list[str], year: str, otherwise: int) -> int:
    years = [(number, match[1]) for number, line in enumerate(lines) if (match := re.match(r'\s*- "(\d{4})":$', line))]
    return next((number for number, found in years if found < year), otherwise)


def _heading(lines: list[str], heading: str) -> int | None:
    pattern = re.compile(rf'\s*- "?{re.escape(heading)}"?:$')
    return next((number for number, line in enumerate(lines) if pattern.match(line)), None)


def _end(lines: list[str], at: int) -> int:
    """The line after the last one that belongs to a heading."""
    end = at + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) > _indent(lines[at]):
        end += 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
