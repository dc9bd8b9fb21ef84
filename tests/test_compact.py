"""A PDF in fewer bytes is the same PDF: what is drawn, what is copied, what is read aloud, where links lead."""

from __future__ import annotations

import datetime as dt
import io

import page as validation
import pikepdf
import pypdf
import pypdfium2
import pytest
from pypdfium2 import raw
from test_pdf import data, heading

from kb.pdf import archive, compact, content, typeset

DAY = dt.date(2024, 8, 1)
LAO = "ກອງປະຊຸມ\ue000ສຳມະນາ\ue000\ue000ລະດັບ\ue000ຊາດ ກ່ຽວກັບການ\ue000ປົກປ້ອງ\ue000\ue000ສັງຄົມ\ue000 (2024) ນ້ຳ ຊັ້ນ. "
CITE = {"t": "cite", "c": ["[1]"], "n": "1"}
LINK = {"t": "a", "c": ["ລິ້ງ ", {"t": "lang", "lang": "en", "c": ["AV (To) \\ link"]}], "href": "https://s.example/x/"}
BODY = [
    heading("one"), {"t": "p", "c": [LAO * 9, CITE, " ", LINK, {"t": "b", "c": [LAO]}, CITE, CITE, ". ", LAO * 3]},
    {"t": "ul", "c": [{"t": "item", "c": [{"t": "p", "c": [LAO * 2]}]}] * 3},
    {"t": "table", "c": [
        {"t": "row", "head": "yes", "c": [{"t": "cell", "c": [LAO]}, {"t": "cell", "c": ["B"]}]},
        *[{"t": "row", "c": [{"t": "cell", "c": [LAO]}, {"t": "cell", "c": [LAO * 2, CITE]}]}] * 3,
    ]},
    {"t": "note", "c": [{"t": "p", "c": [LAO]}]}, {"t": "pre", "c": ["kb check\nkb site"]},
    heading("two"), *[{"t": "p", "c": [LAO * 12]}] * 12,
]
SOURCES = {"t": "references", "c": [{"t": "reference", "n": "1", "url": "https://r.example/", "c": ["A report"]}]}


@pytest.fixture(scope="module")
def both():
    made, warnings = typeset.compiled("article", data(body=BODY, sources=SOURCES), DAY, "pdf")
    assert warnings == []
    return made, compact.compact(made)


def test_it_has_less_than_half_of_the_bytes(both):
    before, after = both
    assert len(after) < len(before) / 2


def test_it_is_valid_and_other_readers_can_open_it(both, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(both[1])
    for profile in ("pdfa-2a", "ua1"):
        assert [one.message for one in validation.validate_pdf(str(file), profile=profile).failures] == []
    with pikepdf.open(file) as read:
        assert read.check_pdf_syntax() == []
    assert len(pypdf.PdfReader(file).pages) == 4


def letters(made):
    with pypdfium2.PdfDocument(made) as read:
        for number, page in enumerate(read):
            text = page.get_textpage()
            for at in range(text.count_chars()):
                letter = text.get_text_range(at, 1)
                if letter.strip():
                    yield number, letter, text.get_charbox(at)


def test_every_letter_stands_where_it_stood(both):
    before, after = (list(letters(one)) for one in both)
    assert [one[:2] for one in before] == [one[:2] for one in after]
    apart = max(abs(a - b) for old, new in zip(before, after, strict=True) for a, b in zip(old[2], new[2], strict=True))
    assert apart < 0.15  # points: a twentieth of a millimetre


def drawings(made):
    with pypdfium2.PdfDocument(made) as read:
        for page in read:
            for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=4):
                yield one.type, one.get_bounds()


def test_everything_else_is_drawn_where_it_was_drawn(both):
    before, after = (list(drawings(one)) for one in both)
    assert [kind for kind, _ in before] == [kind for kind, _ in after]
    assert {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE} == {kind for kind, _ in before}
    pairs = zip(before, after, strict=True)
    assert max(abs(a - b) for (_, old), (_, new) in pairs for a, b in zip(old, new, strict=True)) < 0.01


def roles(element, glyphs):
    """Every element that is more than a group: its role, its language, its own glyphs in the order of reading."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    own, below = [], []
    for kid in kids:
        if isinstance(kid, int):
            own.append(glyphs.get((element.Pg.objgen, kid), b""))
        elif kid.get("/Type") == "/MCR":
            own.append(glyphs.get((kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)), b""))
        elif "/S" in kid:
            below += roles(kid, glyphs)
    if element.S == "/Div" and not own:
        return below
    return [(str(element.S), str(element.get("/Lang", "")), b"".join(own)), *below]


def shown(page):
    """The glyphs of each marked piece, by its number; read without our own reader."""
    here, glyphs = None, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        sign = str(operator)
        if sign == "BDC":
            here = operands[1].get("/MCID")
        elif sign == "EMC":
            here = None
        elif sign in ("Tj", "TJ") and here is not None:
            parts = operands[0] if sign == "TJ" else operands
            text = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            glyphs[here] = glyphs.get(here, b"") + text
    return glyphs


def structure(made):
    with pikepdf.open(io.BytesIO(made)) as read:
        glyphs = {(page.objgen, mcid): text for page in read.pages for mcid, text in shown(page).items()}
        return [one for document in read.Root.StructTreeRoot.K for one in roles(document, glyphs)]


def test_what_is_read_aloud_is_the_same(both):
    before, after = (structure(one) for one in both)
    assert sum(len(glyphs) for _, _, glyphs in before) > 1000
    assert {"P", "H2", "Link", "TH", "TD", "L"} <= {role[1:] for role, _, _ in before}
    assert [one for one in before if one[0] != "/Div"] == [one for one in after if one[0] != "/Div"]


def test_each_piece_belongs_to_the_element_that_holds_it(both):
    with pikepdf.open(io.BytesIO(both[1])) as read:
        numbers = list(read.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in read.pages:
            marked = [piece.mcid for piece in content.pieces(page) if piece.mcid is not None]
            of_page = owners[int(page.StructParents)]
            assert marked == list(range(len(of_page)))
            for mcid, owner in enumerate(of_page):
                kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                far = [int(kid.MCID) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid]
                assert mcid in far + [kid for kid in kids if isinstance(kid, int)]


def links(made):
    reader = pypdf.PdfReader(io.BytesIO(made))
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            one = note.get_object()
            there = one["/A"]["/URI"] if "/A" in one else reader.get_page_number(one["/Dest"][0].get_object())
            yield there, str(one["/Contents"]), [round(float(edge)) for edge in one["/Rect"]]


def test_links_lead_where_they_led(both):
    before, after = (list(links(one)) for one in both)
    assert len(before) > 5
    assert before == after


def test_what_describes_the_file_is_kept(both):
    for made in both:
        with pikepdf.open(io.BytesIO(made)) as read, read.open_metadata() as about:
            assert about["dc:title"] == "ຊື່ໜ້າ"
            assert about["dc:creator"] == ["ເວັບໄຊ"]
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
            assert read.docinfo["/CreationDate"] == "D:20240801120000Z"


def test_a_stream_that_ends_in_a_carriage_return_keeps_its_last_byte():
    """Whatever the data ends in, a reader that goes by the ends of lines finds as many bytes as one that counts."""
    written = archive.stream(b"", b"\x0c")  # whose check sum ends so
    head, _, rest = written.partition(b"stream\n")
    kept = rest.removesuffix(b"endstream").removesuffix(b"\r\n")
    assert kept.endswith(b"\r")
    assert f"/Length {len(kept)}>>".encode() in head


def test_a_drawing_and_a_run_in_one_piece_are_both_written():
    """A text object must not begin in one piece and end in another."""
    run = content.Run(10, 20, "/f0", 8, "/c0", "0 0 0", (b"\x00\x01", 20.0, b"\x00("))
    piece = content.Piece("/Span", "", 4, (run, b"0 0 m", run))
    written = content.Writer({"/f0": {1: 500}}).written([piece, piece])
    one = b"BT\n/c0 cs\n0 0 0 scn\n/f0 8 Tf\n10 20 Td\n[(\x00\x01)20(\x00\\()]TJ\nET"
    again = b"BT\n10 20 Td\n[(\x00\x01)20(\x00\\()]TJ\nET"
    assert written == b"\n".join([
        b"/Span<</MCID 0>>BDC", one, b"0 0 m", again, b"EMC", b"/Span<</MCID 1>>BDC", again, b"0 0 m", again, b"EMC",
    ])


def test_neighbours_are_joined_only_if_they_are_neighbours_in_the_structure_too():
    run = content.Run(0, 0, "/f0", 8, "/c0", "0", (b"\x00\x01",))
    pieces = [content.Piece("/Span", "", number, (run,)) for number in range(4)]
    element, other = (7, 0), (8, 0)
    places = {0: (element, 0), 1: (element, 1), 2: (element, 3), 3: (other, 4)}
    joined = content.joined(pieces, places)
    assert [(one.mcid, one.taken_in, len(one.content)) for one in joined] == [(0, (1,), 2), (2, (), 1), (3, (), 1)]


