"""Pages as PDF: what is read off a page, which letters can be drawn, what is kept, and what an editor is told."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys

import pikepdf
import pytest
from conftest import PROJECT

from kb import library
from kb.dates import PartialDate
from kb.markup import BRIEF_PARTS
from kb.pdf import bake, sheets, shelf, tree, typeset

PAGE = """<!doctype html><html lang="lo"><body>
<a class="kb-brand"><span class="kb-brand__long">ເວັບໄຊ</span></a>
<nav class="kb-path"><a href="../">ໜ້າຫຼັກ</a> <span aria-hidden="true">›</span> <a href="./">ກົດໝາຍ</a></nav>
<article><h1>ຊື່ໜ້າ</h1>
<ul class="kb-page-status"><li>ຂໍ້ມູນຮອດ <time>2024</time></li><li>ບໍ່ເປັນທາງການ</li></ul>
<p>ວັກໜຶ່ງ <a class="kb-term" href="../glossary/#term-x">ຄຳສັບ</a> ແລະ
<strong>ໜັກ</strong> <a class="kb-cite" id="cite-1-1" href="#source-1">[1]</a>.</p>
<h2 id="messages">ໃຈຄວາມ</h2>
<ul><li>ໜຶ່ງ <a href="../law/#x">ລິ້ງ</a></li></ul>
<div class="kb-table"><table><thead><tr><th>ໃຜ</th></tr></thead><tbody><tr><td>ທຸກຄົນ</td></tr></tbody></table></div>
<h2 id="sources">ແຫຼ່ງຂໍ້ມູນ</h2>
<ol class="kb-references"><li id="source-1"><cite lang="en"><a href="https://x.example/a">A report</a></cite>.
<span class="kb-source__seen">seen</span><span class="kb-back"><a href="#cite-1-1">↩</a></span></li></ol>
</article></body></html>"""


def shown(node):
    if isinstance(node, str):
        return node
    return f"{node.kind}({' | '.join(shown(part) for part in node.parts)})"


@pytest.fixture
def article(tmp_path):
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    return tree.read(tmp_path / "index.html", "https://s.example/p/")


def test_a_page_is_read_without_what_only_a_screen_needs(article):
    assert (article.site, article.place, article.title) == ("ເວັບໄຊ", "ກົດໝາຍ", "ຊື່ໜ້າ")
    assert article.status == ("ຂໍ້ມູນຮອດ 2024", "ບໍ່ເປັນທາງການ")
    assert [shown(node) for node in article.body.parts] == [
        "p(ວັກໜຶ່ງ ຄຳສັບ ແລະ  | b(ໜັກ) |   | cite([1]) | .)",
        "h2(ໃຈຄວາມ)",
        "ul(item(p(ໜຶ່ງ  | a(ລິ້ງ))))",
        "table(row(cell(ໃຜ)) | row(cell(ທຸກຄົນ)))",
    ]
    assert shown(article.sources) == "references(reference(lang(a(A report)) | .))"


def test_links_lead_to_the_site_and_citations_to_their_source(article):
    assert [link.about["href"] for link in article.body.find("a")] == ["https://s.example/law/#x"]
    assert [cite.about["n"] for cite in article.body.find("cite")] == ["1"]
    assert article.sources.parts[0].about == {"n": "1", "url": "https://x.example/a"}


def test_sections_are_found_by_their_id(article):
    assert [shown(node) for node in article.sections["messages"]][:2] == ["h2(ໃຈຄວາມ)", "ul(item(p(ໜຶ່ງ  | a(ລິ້ງ))))"]


def test_a_letter_that_the_font_lacks_is_found():
    assert typeset.missing("ລາວ abc č 86,4% … “x”") == ""
    assert typeset.missing("人社 ลาว") == "ลวา人社"


def test_the_fonts_are_those_that_the_sources_give():
    """Bakes again and compares: nobody edits a font by hand, and a new fontTools shows."""
    made = bake.files()
    assert set(made) == {"noto-sans-lao.woff2", "BriefLao-Regular.ttf", "BriefLao-Bold.ttf"}
    for name, content in made.items():
        folder = PROJECT / "docs/assets/fonts" if name.endswith("woff2") else bake.FACES
        assert (folder / name).read_bytes() == content, name
    assert (bake.FACES / "OFL.txt").read_text("utf-8") == (PROJECT / "docs/assets/fonts/OFL.txt").read_text("utf-8")


def data(**changes):
    said = {
        "lang": "lo", "kind": "ກົດໝາຍ", "title": "ຊື່ໜ້າ", "summary": "ສັ້ນ.", "status": ["2024"], "site": "ເວັບໄຊ",
        "site-name": "ເວັບໄຊ", "url": "https://s.example/p/", "shown-url": "s.example/p", "qr": typeset.qr("https://s.example/p/"),
        "cite": "ເວັບໄຊ. 2024.", "notice": "ເວັບໄຊ", "labels": dict.fromkeys(sheets.LABELS, "ປ້າຍ"), "sources": None,
        "body": [{"t": "p", "c": ["\ue000ສັງຄົມ\ue000 ບ້ານ"]}],
    }
    return json.dumps(said | changes, ensure_ascii=False)


DAY = dt.date(2024, 8, 1)


def test_the_same_sheet_gives_the_same_bytes_anywhere():
    """In this process and in another one, in another zone and language, at another time."""
    here = typeset.pdf("article", data(), DAY)
    code = """if True:
        import datetime, sys
        from kb.pdf import typeset
        sys.stdout.buffer.write(typeset.pdf("article", sys.stdin.read(), datetime.date(2024, 8, 1)))
    """
    away = subprocess.run(
        [sys.executable, "-c", code], input=data().encode(), capture_output=True, check=True,
        env={**os.environ, "TZ": "Asia/Vientiane", "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONHASHSEED": "7",
             "PYTHONPATH": str(PROJECT / "scripts"), "SOURCE_DATE_EPOCH": "1"},
    )
    assert away.stdout == here


def test_a_sheet_that_cannot_be_set_says_why():
    with pytest.raises(typeset.NotSet, match="source-9"):
        typeset.pdf("article", data(body=[{"t": "p", "c": [{"t": "cite", "c": ["[9]"], "n": "9"}]}]), DAY)


@pytest.fixture
def stocked(world, tmp_path, monkeypatch):
    """Stock a site with sheets of our own; counts how many were set."""
    read = library.load(world())
    page = read.pages["lo", "index.md"]
    site, store = tmp_path / "site", tmp_path / "store"
    (site / "a").mkdir(parents=True)
    counted = []

    def count(done, _):
        counted.extend([done] if done else [])

    def stock(text, template="article"):
        sheet = sheets.Sheet(page, "a/a-lo.pdf", template, text, PartialDate(2024, 8))
        monkeypatch.setattr(sheets, "sheets", lambda *_: iter([sheet]))
        problems, found = shelf.stock(read, site, "https://s.example/", store, count)
        return [problem.text() for problem in problems], found, len(counted), (site / "a/a-lo.pdf")

    return stock


def test_what_did_not_change_is_not_set_again(stocked):
    assert stocked(data())[2] == 1
    assert stocked(data())[2] == 1
    assert stocked(data(title="ຊື່ອື່ນ"))[2] == 2
    assert stocked(data())[2] == 3  # the store forgets what the site no longer uses


def test_of_many_only_the_changed_one_is_set_again(world, tmp_path, monkeypatch):
    page = library.load(world()).pages["lo", "index.md"]
    counted = []

    def stock(titles):
        made = [sheets.Sheet(page, f"{at}.pdf", "article", data(title=one), PartialDate(2024)) for at, one in titles]
        monkeypatch.setattr(sheets, "sheets", lambda *_: iter(made))
        shelf.stock(library.load(tmp_path / "world"), tmp_path, "https://s.example/", tmp_path / "store", count)

    def count(done, total):
        counted.append((done, total))

    stock(enumerate(["ໜຶ່ງ", "ສອງ", "ສາມ"]))
    assert counted == [(0, 3), (1, 3), (2, 3), (3, 3)]
    counted.clear()
    stock(enumerate(["ໜຶ່ງ", "ສີ່", "ສາມ"]))
    assert counted == [(0, 1), (1, 1)]


def test_another_template_font_or_program_sets_everything_again(stocked, monkeypatch):
    """A digest holds all that decides a PDF: every file of the package that can, and the programs."""
    makers = shelf._makers()
    for name in ("look.typ", "brief.typ", "article.typ"):
        assert (typeset.TEMPLATES / name).read_bytes() in makers
    for name in ("typeset.py", "compact.py", "content.py", "archive.py"):
        assert (typeset.TEMPLATES.parent / name).read_bytes() in makers
    assert (bake.FACES / "BriefLao-Bold.ttf").read_bytes() in makers
    stocked(data())
    monkeypatch.setattr(shelf, "_makers", lambda: makers + b"typst 99")
    assert stocked(data())[2] == 2


def test_a_letter_without_a_shape_is_named_and_no_pdf_is_replaced(stocked):
    before = stocked(data())[3].read_bytes()
    problems, found, _, file = stocked(data(title="ລາວ 人"))
    assert [problem.partition(". ")[0] for problem in problems] == [
        "docs/lo/index.md:1: the font of the PDF cannot draw 人 U+4EBA",
    ]
    assert problems[0].endswith("[B01]")
    assert found == {}
    assert file.read_bytes() == before


def test_typst_is_quoted_when_it_fails(stocked):
    problems, *_ = stocked(data(body=[{"t": "p", "c": [{"t": "cite", "c": ["[9]"], "n": "9"}]}]))
    assert re.match(r"docs/lo/index.md:1: the part «.*» of this page could not be set as PDF: .*source-9", problems[0])
    assert problems[0].endswith("[B05]")


def test_the_part_that_cannot_be_set_is_named_with_its_line(world, tmp_path, monkeypatch):
    """A citation of a source that is not in the list, under the second heading of the page."""
    read = library.load(world({"docs/en/index.md": HEADED}))
    page = read.pages["en", "index.md"]
    bad = {"t": "p", "c": ["x", {"t": "cite", "c": ["[9]"], "n": "9"}]}
    body = [heading("one"), {"t": "p", "c": ["good"]}, heading("two"), bad, heading("three"), {"t": "p", "c": ["good"]}]
    sheet = sheets.Sheet(page, "a/a-en.pdf", "article", data(body=body), PartialDate(2024, 8))
    monkeypatch.setattr(sheets, "sheets", lambda *_: iter([sheet]))
    problems, _ = shelf.stock(read, tmp_path, "https://s.example/", tmp_path / "store", lambda *_: None)
    assert [problem.text().partition(": label")[0] for problem in problems] == [
        "docs/en/index.md:13: the part «two» of this page could not be set as PDF",
    ]
    assert not (tmp_path / "a").exists()


HEADED = """---
title: A page
summary: A page with parts.
as_of: 2024-08-01
---

## One {#one}

Good.



## Two {#two}

Bad.

## Three {#three}

Good.
"""


def heading(identity):
    return {"t": "h2", "c": [identity], "id": identity}


def brief(**changes):
    """The data of a brief that is long enough, its parts as small as they can be."""
    part = {"title": "ພາກ", "c": [{"t": "p", "c": ["ຂໍ້ຄວາມ"]}]}
    table = {"title": "ພາກ", "c": [{"t": "table", "c": [{"t": "row", "c": [{"t": "cell", "c": ["ກ"]}]}]}]}
    long = {"title": "ພາກ", "c": [{"t": "p", "c": ["ຂໍ້ຄວາມ " * 40]}] * 12}
    sections = dict.fromkeys(BRIEF_PARTS, part) | {"overview": table, "situation": long}
    references = {"t": "references", "c": [{"t": "reference", "n": "1", "url": "", "c": ["A"]}]}
    return data(sections=sections | changes, sources=references)


@pytest.mark.parametrize(("times", "pages"), [(0, 1), (80, 11)])
def test_a_brief_that_is_too_short_or_too_long_is_refused_and_replaces_nothing(stocked, times, pages):
    before = stocked(brief(), "brief")
    assert before[0] == []
    kept = before[3].read_bytes()
    body = {"title": "ພາກ", "c": [{"t": "p", "c": ["ຂໍ້ຄວາມ " * 40]}] * times}
    problems, found, *_ = stocked(brief(situation=body), "brief")
    told = f"docs/lo/index.md:1: the PDF of this brief has {pages} pages; a brief has two to four."
    assert problems == [f"{told} Shorten or lengthen the text. [B04]"]
    assert found == {}
    assert before[3].read_bytes() == kept


def test_a_series_is_drawn_and_tells_its_finding_and_its_sources():
    point = [
        {"t": "point", "number": number, "c": [
            {"t": "date", "c": [date]}, {"t": "value", "c": [f"{number}%"]},
            {"t": "cites", "c": [{"t": "cite", "c": ["[1]"], "n": "1"}]},
        ]} for number, date in (("11", "2008"), ("94", "2019"), ("94.5", "2025"))
    ]
    figure = {"t": "figure", "c": [
        {"t": "value", "c": ["94,5%"]}, {"t": "name", "c": ["ປົກຄຸມ"]}, {"t": "date", "c": ["2025"]},
        {"t": "rest", "c": [{"t": "series", "alt": "ປົກຄຸມ: ຈາກ 11% ເປັນ 94,5%", "c": point}]},
    ]}
    made = typeset.pdf("brief", brief(figures={"title": "ພາກ", "c": [{"t": "figures", "c": [figure]}]}), DAY)
    with pikepdf.open(io.BytesIO(made)) as read:
        elements = [one for one in read.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert "ປົກຄຸມ: ຈາກ 11% ເປັນ 94,5%" in [str(one.Alt) for one in elements]
        assert sum("/Dest" in note for page in read.pages for note in page.get("/Annots", ())) == len(point)
        drawn = read.pages[0].Contents.read_bytes().decode("latin1")
    widths = {float(width) for width in re.findall(r"\n0 0 m\n([\d.]+) 0 l\n\1 9 l", drawn)}
    assert len(widths) == len(point)
    assert min(widths) / max(widths) == pytest.approx(11 / 94.5, abs=0.001)
    assert sorted(widths)[1] / max(widths) == pytest.approx(94 / 94.5, abs=0.001)

