"""Pictures: what a file begins with, and an SVG that is only shapes and words.

An SVG is a document: it can hold scripts, pages and addresses. Ours hold what is on a short list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

STARTS: Mapping[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".woff2": re.compile(rb"wOF2"),
}
"""The first bytes of each kind of file that is not text."""
SVG = "{http://www.w3.org/2000/svg}"
NAMES = """
    circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient
    rect stop style svg symbol text textPath title tspan use
"""
ELEMENTS = frozenset(NAMES.split())
LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
XML = "{http://www.w3.org/XML/1998/namespace}"
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|['\"])|@import|\\|javascript:|expression\(", re.IGNORECASE)
"""What a style may not say: an address other than one in the same picture, or a way to hide one."""


def strange(svg: bytes) -> Iterator[tuple[int, str]]:
    """What an SVG holds that is no shape and no word: the line, and the thing as it is written."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        yield error.lineno or 1, " ".join((error.msg or "XML").split())[:60]
        return
    if root.getroottree().docinfo.doctype:
        yield 1, "<!DOCTYPE>"
    above = root.getprevious()
    if above is not None and not _is_comment(above):
        yield 1, "<?xml-stylesheet?>"
    for element in root.iter():
        yield from _element(element)


def _element(element: Any) -> Iterator[tuple[int, str]]:
    line = element.sourceline or 1
    if _is_comment(element):
        return
    name = element.tag if isinstance(element.tag, str) else "?"
    if not name.startswith(SVG) or name.removeprefix(SVG) not in ELEMENTS:
        yield line, f"<{etree.QName(name).localname if name != '?' else name}>"
        return
    if name == f"{SVG}style" and OUTSIDE.search(element.text or ""):
        yield line, "<style>"
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        known = not key.startswith("{") or key in LINKS or key.startswith(XML)
        if not known or local.lower().startswith("on") or local == "base":
            yield line, f"{local}="
        elif (key in LINKS and not str(value).startswith("#")) or OUTSIDE.search(str(value)):
            yield line, f'{local}="{str(value)[:40]}"'


def _is_comment(node: Any) -> bool:
    return node.tag is etree.Comment
