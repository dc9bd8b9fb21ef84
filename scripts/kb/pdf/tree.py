"""A built page as a tree for the typesetter: headings, paragraphs, lists, tables and cards, without what only a screen
needs. Markdown is not rendered again: what readers see on the page is what they get on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import html

INLINE = {"a", "b", "strong", "i", "em", "span", "time", "data", "code", "br", "cite", "small", "abbr", "mark", "sup"}
CARDS = {"kb-cards", "kb-institutions", "kb-speakers", "kb-steps", "kb-sources"}
SMALL = {"kb-small", "kb-caution", "kb-card__when", "kb-step__when", "kb-step__meta"}
LEFT_OUT = {"kb-back", "kb-page-status", "kb-source__seen", "kb-next-step", "kb-pdf", "kb-brief", "kb-review",
            "kb-filter", "kb-ways", "kb-anchor", "kb-chart", "kb-feeds", "kb-data"}
"""What only helps on a screen, and what the title of the PDF says in its own way."""


@dataclass(frozen=True)
class Node:
    """A piece of the page: ``kind`` says how it is set, ``parts`` are its words and pieces."""

    kind: str
    parts: tuple[Node | str, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> str:
        return "".join(part if isinstance(part, str) else part.plain() for part in self.parts)

    def find(self, kind: str) -> Iterator[Node]:
        """Every node of a kind below this one, in the order of the page."""
        for part in self.parts:
            if isinstance(part, Node):
                if part.kind == kind:
                    yield part
                yield from part.find(kind)

    def mapped(self, words: Callable[[str], str]) -> Node:
        """The same tree with other words; code stays as typed."""
        if self.kind in ("code", "pre"):
            return self
        parts = (words(part) if isinstance(part, str) else part.mapped(words) for part in self.parts)
        return Node(self.kind, tuple(parts), self.about)

    def data(self) -> dict[str, Any]:
        """For the typesetter."""
        parts = [part if isinstance(part, str) else part.data() for part in self.parts]
        return {"t": self.kind, "c": parts, **self.about}


@dataclass(frozen=True)
class Article:
    """What a page says.

    ``place`` is where it stands in the navigation, ``status`` the words of its status line, ``sources`` its list.
    """

    site: str
    place: str
    title: str
    status: tuple[str, ...]
    body: Node
    sources: Node | None

    @property
    def sections(self) -> Mapping[str, tuple[Node, ...]]:
        """The page by the ids of its second-level headings: the heading, then what stands under it."""
        found: dict[str, list[Node]] = {}
        identity = ""
        for node in self.body.parts:
            if isinstance(node, Node):
                identity = node.about.get("id", identity) if node.kind == "h2" else identity
                found.setdefault(identity, []).append(node)
        return {name: tuple(nodes) for name, nodes in found.items()}


def read(page: Path, address: str) -> Article:
    """The article of a built page. ``address`` is where it will be published, for its links."""
    tree: Any = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    article = tree.find(".//article")
    status = tuple(_text(one) for one in tree.xpath("//ul[contains(@class, 'kb-page-status')]/li"))
    blocks = [node for node in _Reader(address).blocks(article) if node.kind != "h1"]
    sources = next((node for node in blocks if node.kind == "references"), None)
    if sources:
        end = next(at for at, node in enumerate(blocks) if node.about.get("id") == "sources")
        blocks = blocks[:end]
    site = tree.xpath("string(//*[@class='kb-brand__long'])")
    place = tree.xpath("string(//nav[@class='kb-path']/*[not(@aria-hidden)][2])")
    title = _text(tree.find(".//h1"))
    return Article(site, " ".join(place.split()), title, status, Node("body", tuple(blocks)), sources)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split())


class _Reader:
    """Reads elements; keeps nothing but the address against which links are read."""

    def __init__(self, address: str) -> None:
        self.address = address

    # Blocks

    def blocks(self, element: Any) -> Iterator[Node]:
        """What an element holds, as blocks; loose words become a paragraph."""
        loose: list[Node | str] = [element.text or ""]
        for child in element:
            inline = child.tag in INLINE
            if inline:
                loose += self.inline(child)
            else:
                yield from _paragraph(loose)
                loose = []
                if isinstance(child.tag, str) and LEFT_OUT.isdisjoint(_classes(child)):
                    yield from self.block(child)
            loose.append(child.tail or "")
        yield from _paragraph(loose)

    def block(self, element: Any) -> Iterator[Node]:
        tag, classes = element.tag, _classes(element)
        if tag in ("h1", "h2", "h3", "h4"):
            yield Node(tag, self.words(element), _identity(element))
        elif tag == "p":
            kind = "small" if classes & SMALL else "strong-p" if "kb-card__title" in classes else "p"
            yield from _paragraph(list(self.words(element)), kind)
        elif tag == "pre":
            yield Node("pre", (element.text_content().strip("\n"),))
        elif tag == "table":
            yield self.table(element)
        elif tag == "dl":
            yield Node("facts", tuple(self.facts(element)))
        elif tag in ("ul", "ol"):
            yield self.list(element, classes)
        elif "admonition" in classes or "kb-standing" in classes:
            yield Node("note", tuple(self.blocks(element)))
        else:
            yield from self.blocks(element)

    def list(self, element: Any, classes: set[str]) -> Node:
        if "kb-references" in classes:
            return Node("references", tuple(self.reference(item) for item in element))
        if "kb-figures" in classes:
            return Node("figures", tuple(self.figure(item) for item in element))
        if "kb-series" in classes:
            return Node("series", tuple(map(self.point, element)), {"alt": element.get("aria-label")})
        kind = "cards" if classes & CARDS else element.tag
        return Node(kind, tuple(Node("item", tuple(self.blocks(item))) for item in element))

    def reference(self, item: Any) -> Node:
        link = item.find(".//cite/a")
        about = {"n": item.get("id").removeprefix("source-"), "url": link.get("href") if link is not None else ""}
        return Node("reference", _merged(self.around(item)), about)

    def figure(self, item: Any) -> Node:
        """A number with its name, its date and its source; then what must be known of it."""
        value = item.find(".//p/data")
        cites = [part for one in item.xpath(".//p[@class='kb-number__value']/a") for part in self.inline(one)]
        rest = [node for node in self.blocks(item) if node.kind in ("small", "facts", "table", "series")]
        rest += [node for node in self.blocks(item) if node.kind == "p"][2:]
        date = item.xpath("string(.//*[@class='kb-number__date'])")
        parts = (
            Node("value", (_text(value),)), Node("name", (_text(item.find("./p")), *cites)), Node("date", (date,)),
            Node("rest", tuple(rest)),
        )
        return Node("figure", parts)

    def point(self, item: Any) -> Node:
        """One value of a series: its date, how it is written, its number, its source."""
        value = item.find("./data")
        cites = tuple(part for cite in item.iterchildren("a") for part in self.inline(cite))
        parts = (Node("date", (_text(item.find("./span")),)), Node("value", (_text(value),)), Node("cites", cites))
        return Node("point", parts, {"number": value.get("value")})

    def facts(self, element: Any) -> Iterator[Node]:
        for term in element.iter("dt"):
            meaning = term.getnext()
            yield Node("fact", (Node("term", self.words(term)), Node("meaning", tuple(self.blocks(meaning)))))

    def table(self, element: Any) -> Node:
        rows = [
            Node("row", tuple(Node("cell", self.words(cell)) for cell in row), _head(row)) for row in element.iter("tr")
        ]
        return Node("table", tuple(rows))

    # Words

    def words(self, element: Any) -> tuple[Node | str, ...]:
        return _merged(self.around(element))

    def around(self, element: Any) -> Iterator[Node | str]:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from self.inline(child)
            yield child.tail or ""

    def inline(self, element: Any) -> Iterator[Node | str]:
        classes = _classes(element)
        if not LEFT_OUT.isdisjoint(classes) or element.get("aria-hidden") == "true":
            return
        if "kb-cite" in classes:
            yield Node("cite", (_text(element),), {"n": element.get("href").removeprefix("#source-")})
        elif element.tag == "a" and "kb-term" not in classes:
            yield Node("a", self.words(element), {"href": urljoin(self.address, element.get("href"))})
        elif element.tag in ("strong", "b"):
            yield Node("b", self.words(element))
        elif element.tag in ("em", "i"):
            yield Node("i", self.words(element))
        elif element.tag == "code":
            yield Node("code", (element.text_content(),))
        elif element.tag == "br":
            yield Node("br")
        elif element.get("lang"):
            yield Node("lang", self.words(element), {"lang": element.get("lang")[:2]})
        else:
            yield from self.around(element)


def _head(row: Any) -> dict[str, str]:
    return {"head": "yes"} if row.find("th") is not None else {}


def _identity(element: Any) -> dict[str, str]:
    return {"id": element.get("id")} if element.get("id") else {}


def _merged(parts: Iterable[Node | str]) -> tuple[Node | str, ...]:
    """Words that stand together as one string, so that lines break between words; spaces as a browser shows them."""
    out: list[Node | str] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part:
            out.append(part)
    spaced = [part if isinstance(part, Node) else _single_spaced(part) for part in out]
    if spaced and isinstance(spaced[0], str):
        spaced[0] = spaced[0].lstrip()
    if spaced and isinstance(spaced[-1], str):
        spaced[-1] = spaced[-1].rstrip()
    return tuple(part for part in spaced if part)


def _single_spaced(text: str) -> str:
    start, end = " " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""
    return (start + " ".join(text.split()) + end) if text.strip() else " "


def _paragraph(parts: list[Node | str], kind: str = "p") -> Iterator[Node]:
    words = _merged(parts)
    if words:
        yield Node(kind, words)
