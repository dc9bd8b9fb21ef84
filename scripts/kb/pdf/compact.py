"""The same PDF in fewer bytes: pages written anew (kb.pdf.content), the structure without empty nesting, places
rounded, and a denser file (kb.pdf.archive). Nothing that a reader sees, hears, copies or follows is changed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

import pikepdf
from fontTools.ttLib import TTFont
from lxml import etree
from pikepdf import Array, Dictionary

from kb.pdf import archive, content

Mark = tuple[tuple[int, int], int]
"""A piece of a page, by the page and its number there."""
SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "schema": "http://www.aiim.org/pdfa/ns/schema#",
    "mm": "http://ns.adobe.com/xap/1.0/mm/", "pages": "http://ns.adobe.com/xap/1.0/t/pg/",
}
COMMENT = re.compile(rb"^%.*\n", re.MULTILINE)
NAMES = ("name", "post")
NOT_DESCRIBED = ("//mm:*[not(self::mm:DocumentID)]", "//pages:*", "//rdf:li[schema:prefix[not(.='pdfuaid')]]")


def compact(made: bytes) -> bytes:
    """A PDF of Typst in fewer bytes. The same bytes each time."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        elements = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem"]
        _pages(pdf, elements)
        for document in pdf.Root.StructTreeRoot.K:
            _flat(document)
        _round(pdf)
        for font in [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/Font"]:
            _font(font)
        pdf.Root.Metadata.write(_described(pdf.Root.Metadata.read_bytes()))
        pdf.save(
            plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False,
            fix_metadata_version=False,
        )
    with pikepdf.open(plain) as pdf:  # with what is still used, numbered without gaps
        return archive.written(pdf)


# Pages and their structure


def _pages(pdf: pikepdf.Pdf, elements: Iterable[Any]) -> None:
    """Write the pages anew, and the numbers by which the structure knows their pieces."""
    places = dict(_places(elements))
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    moved: dict[Mark, int | None] = {}
    for page in pdf.pages:
        here = {mcid: place for (of, mcid), place in places.items() if of == page.objgen}
        pieces = content.joined(content.pieces(page), here)
        fonts = page.Resources.get("/Font", {}).items()
        advances = {name: content.advances(font.DescendantFonts[0]) for name, font in fonts}
        page.Contents = pdf.make_stream(content.Writer(advances).written(pieces))
        here_is = cast("tuple[int, int]", page.objgen)
        kept = [piece.mcid for piece in pieces if piece.mcid is not None]
        moved |= {(here_is, old): new for new, old in enumerate(kept)}
        moved |= {(here_is, old): None for piece in pieces for old in piece.taken_in}
        of_page = owners[int(page.StructParents)]
        still = [of_page[old] for old in kept]
        del of_page[:]
        of_page.extend(still)
    for element in elements:
        _renumber(element, moved)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, Array) else [kids]


def _mark(element: Any, kid: Any) -> Mark | None:
    """The piece that a kid of an element is, if it is one."""
    if isinstance(kid, int):
        return element.Pg.objgen, kid
    if kid.get("/Type") == "/MCR":
        return kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)
    return None


def _places(elements: Iterable[Any]) -> Iterator[tuple[Mark, content.Place]]:
    for element in elements:
        for at, kid in enumerate(_kids(element)):
            mark = _mark(element, kid)
            if mark:
                yield mark, (element.objgen, at)


def _renumber(element: Any, moved: Mapping[Mark, int | None]) -> None:
    """Give the kids of an element their new numbers, without those that another one took in."""
    kids = []
    for kid in _kids(element):
        mark = _mark(element, kid)
        new = moved[mark] if mark else None
        if mark is None:
            kids.append(kid)
        elif new is not None and isinstance(kid, int):
            kids.append(new)
        elif new is not None:
            kid.MCID = new
            kids.append(kid)
    element.K = kids[0] if len(kids) == 1 else Array(kids)


def _flat(element: Any) -> Any:
    """The element that says the same without empty nesting, which layout leaves behind: a group of nothing is nothing
    (None), and a group of one block is that block.
    """
    kids = []
    for kid in _kids(element):
        stays = _flat(kid) if _is_element(kid) else kid
        if stays is not None:
            kids.append(stays)
        if _is_element(stays):
            stays.P = element
    element.K = kids[0] if len(kids) == 1 else Array(kids)
    if element.S != "/Div" or set(element.keys()) - {"/Type", "/S", "/P", "/K", "/Pg"}:
        return element
    if len(kids) == 1 and _is_element(kids[0]) and kids[0].S != "/Span":
        return kids[0]
    return element if kids else None


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


# What is not drawn


def _round(pdf: pikepdf.Pdf) -> None:
    """Places of links and of what they lead to, to a point."""
    for one in pdf.objects:
        if isinstance(one, Dictionary) and "/Rect" in one:
            one.Rect = Array([round(edge) for edge in one.Rect])
        elif isinstance(one, Array) and "/XYZ" in list(one)[1:2]:
            one[2:] = [round(place) if isinstance(place, Decimal) else place for place in one[2:]]


def _font(font: Any) -> None:
    """Advances as one list, no comments in the table of letters, no names in the font itself."""
    if "/ToUnicode" in font:
        font.ToUnicode.write(COMMENT.sub(b"", font.ToUnicode.read_bytes()))
    if "/FontDescriptor" in font:
        advance = content.advances(font)
        font.W = Array([0, Array([round(advance.get(glyph, 0)) for glyph in range(max(advance) + 1)])])
        file, bare = font.FontDescriptor.FontFile2, io.BytesIO()
        with TTFont(io.BytesIO(file.read_bytes()), recalcBBoxes=False, recalcTimestamp=False) as program:
            for table in NAMES:
                del program[table]
            program.save(bare, reorderTables=None)
        file.write(bare.getvalue())
        file.Length1 = len(bare.getvalue())


def _described(packet: bytes) -> bytes:
    """XMP without indentation, without the history of the file, and with a schema only for what has none of its own in
    PDF/A: the mark of PDF/UA.
    """
    start, end = packet.index(b"<x:xmpmeta"), packet.index(b"<?xpacket end")
    tree = etree.fromstring(re.sub(rb">\s+<", b"><", packet[start:end]))
    for path in NOT_DESCRIBED:
        for element in tree.xpath(path, namespaces=SPACES):
            element.getparent().remove(element)
    etree.cleanup_namespaces(tree)
    return packet[:start] + etree.tostring(tree, encoding="utf-8") + packet[end:]
