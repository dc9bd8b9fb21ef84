"""What the content policy forbids on a built page. Browsers would refuse it; the build does so first.

A page loads its own files and runs its own scripts, nothing inline and nothing from elsewhere, as the template
overrides/partials/policy.html says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from kb.hypertext import SCHEME, SCHEMES

Fault = tuple[str, dict[str, str]]
FORBIDDEN = {"applet", "base", "embed", "form", "frame", "frameset", "iframe", "object", "portal", "style"}
"""Elements that no page of this site has; a form of the search dialog is made by its script."""
DATA = {"application/json", "application/ld+json"}
"""Kinds of <script> that no browser runs."""
ADDRESSES = {
    "action", "background", "cite", "data", "formaction", "href", "longdesc", "ping", "poster", "src", "srcset",
    "xlink:href",
}
LEADS = {"a", "area", "blockquote", "q", "ins", "del"}
"""Elements whose addresses a reader follows, or nobody; the others load what they name."""
FOLLOWED = {"audio", "embed", "iframe", "img", "link", "script", "source", "video"}
"""Elements whose src or href ``kb.links`` follows, so that a foreign one is told with its line."""
FOREIGN = re.compile(r"(?:^|[\s,])(?:https?:)?[/\\]{2}", re.IGNORECASE)
POLICY = "content-security-policy"


def faults(tree: html.HtmlElement) -> Iterator[Fault]:
    """Each thing that must not be on the page: the code of the rule and the words of its sentence."""
    if not any(one.get("http-equiv", "").lower() == POLICY for one in tree.iterfind(".//head/meta")):
        yield "S03", {}
    for element in tree.iter("*"):
        yield from _element(element, str(element.tag))


def _element(element: html.HtmlElement, tag: str) -> Iterator[Fault]:
    if tag in FORBIDDEN:
        yield "S02", {"what": f"<{tag}>"}
    if tag == "script" and not element.get("src") and element.get("type", "").lower() not in DATA:
        yield "S02", {"what": "<script>"}
    refresh = element.get("http-equiv", "").lower()
    if tag == "meta" and refresh and refresh != POLICY:
        yield "S02", {"what": f'<meta http-equiv="{refresh}">'}
    for name, value in element.attrib.items():
        if str(name).startswith("on") or name in ("style", "srcdoc"):
            yield "S02", {"what": f"{name}="}
        elif name in ADDRESSES:
            yield from _address(tag, str(name), str(value))


def _address(tag: str, attribute: str, value: str) -> Iterator[Fault]:
    plain = "".join(sign for sign in value if sign > " ")
    scheme = SCHEME.match(plain)
    if scheme and scheme[0].lower() not in (*SCHEMES, *(["data"] if tag == "img" else [])):
        yield "S02", {"what": f"{scheme[0].lower()}:"}
    elif FOREIGN.search(value) and tag not in LEADS and not (tag in FOLLOWED and attribute in ("href", "src")):
        yield "S02", {"what": f'{attribute}="{value[:40]}"'}
