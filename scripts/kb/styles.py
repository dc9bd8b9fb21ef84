"""The theme's style sheet with only the rules that our pages can use: readers on slow lines do not pay for the rest.

A rule stays if every class, id, attribute and element that its selector names occurs on a built page or in a script;
an attribute with its value ([dir=rtl]) only if it has that value somewhere.
States (:hover, ::before, :not(...)) never decide. A custom property stays if something kept asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2
from lxml import html

REPLACED = re.compile(r"(?:admonition-title|summary):before")
"""The theme's icons, which our own sheet never shows."""
NESTED = ("media", "supports", "layer")
FUNCTION = re.compile(r":(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
STATE = re.compile(r"::?[a-z-]+(?:\([^)]*\))?")
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
NAME = re.compile(r"([.#]?)(-?[A-Za-z_](?:[\w-]|\\.)*)|\[([\w-]+)(?:=([\w-]+))?[^\]]*\]")
PROPERTY = re.compile(r"--[\w-]+")


@dataclass(frozen=True)
class Used:
    """What occurs on the built pages and in the scripts."""

    classes: frozenset[str]
    ids: frozenset[str]
    attributes: frozenset[str]
    elements: frozenset[str]

    def has(self, selector: str) -> bool:
        """Whether anything on the site could ever match."""
        if REPLACED.search(selector):
            return False
        bare = STATE.sub("", FUNCTION.sub("", selector))
        for sign, name, attribute, value in NAME.findall(STRING.sub("", bare)):
            plain = name.replace("\\", "")
            if attribute:
                if attribute not in self.attributes:
                    return False
                if value and not self.attributes & {f"{attribute}={value}", value}:
                    return False
            elif plain not in {".": self.classes, "#": self.ids}.get(sign, self.elements):
                return False
        return True


def used(site: Path) -> Used:
    """Collect from every page, and every word of our scripts, which make elements and classes of their own."""
    classes: set[str] = set()
    ids: set[str] = set()
    attributes: set[str] = set()
    elements = {"html", "body"}
    for page in site.rglob("*.html"):
        for element in html.document_fromstring(page.read_bytes()).iter():
            if isinstance(element.tag, str):
                elements.add(element.tag)
                attributes.update(str(name) for name in element.attrib)
                attributes.update(f"{name}={value}" for name, value in element.attrib.items())
                classes.update((element.get("class") or "").split())
                ids.add(element.get("id") or "")
    words = set()
    for script in (site / "assets").rglob("*.js"):
        words.update(re.findall(r"[A-Za-z][\w-]*", script.read_text("utf-8")))
    return Used(
        frozenset(classes | words), frozenset(ids | words), frozenset(attributes | words), frozenset(elements | words),
    )


def only_used(css: str, found: Used, besides: str = "") -> str:
    """The sheet without what cannot match. ``besides`` is other styling that may ask for its custom properties."""
    kept = _serialized(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), found))
    asked = _asked(kept + besides)
    while True:
        fewer = _without_unasked(kept, asked)
        again = _asked(fewer + besides)
        if again == asked:
            return fewer
        kept, asked = fewer, again


def _kept(rules: Iterable[Any], found: Used) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one.strip() for one in _split(tinycss2.serialize(rule.prelude))]
            matching = [one for one in selectors if found.has(one)]
            if matching:
                rule.prelude = tinycss2.parse_component_value_list(",".join(matching))
                yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTED and rule.content is not None:
            inner = list(_kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), found))
            if inner:
                rule.content = tinycss2.parse_component_value_list(_serialized(inner))
                yield rule
        elif rule.type == "at-rule":
            yield rule


def _split(selectors: str) -> list[str]:
    """At the commas that stand outside brackets."""
    pieces, depth, start = [], 0, 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            pieces.append(selectors[start:at])
            start = at + 1
    return [*pieces, selectors[start:]]


def _serialized(rules: Iterable[Any]) -> str:
    return "".join(rule.serialize() for rule in rules)


def _asked(css: str) -> frozenset[str]:
    return frozenset(re.findall(r"var\(\s*(--[\w-]+)", css))


def _without_unasked(css: str, asked: frozenset[str]) -> str:
    """Leave out declarations of custom properties that nothing asks for; they hold most of the theme's icons."""
    def cleaned(rules: Iterable[Any]) -> Iterator[Any]:
        for rule in rules:
            if rule.type == "qualified-rule":
                said = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                left = [one for one in said if not (
                    one.type == "declaration" and PROPERTY.fullmatch(one.name) and one.name not in asked
                )]
                if left:
                    rule.content = tinycss2.parse_component_value_list(";".join(one.serialize() for one in left))
                    yield rule
            elif rule.type == "at-rule" and rule.lower_at_keyword in NESTED and rule.content is not None:
                inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                rule.content = tinycss2.parse_component_value_list(_serialized(list(cleaned(inner))))
                yield rule
            else:
                yield rule

    return _serialized(cleaned(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
