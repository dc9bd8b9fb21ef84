"""Every PDF of the built site, and every pack: valid, readable by machines, set well, and leading where it says."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from itertools import combinations, pairwise
from urllib.parse import urlsplit

import page as validation
import pikepdf
import pypdf
import pypdfium2
import pytest
import yaml
import zxingcpp
from conftest import PROJECT
from icalendar import Calendar

from kb import build, library, linebreaks
from kb.pdf import sheets, tree

pytestmark = pytest.mark.site
SITE = PROJECT / "site"
URL = build.site_url(PROJECT)
LIBRARY = library.load(PROJECT)
PAGES = [one for _, one in sorted(LIBRARY.pages.items()) if sheets.has_pdf(one)]
BRIEFS = [one for one in PAGES if one.path.startswith("briefs/")]
AROUND = 9
"""Letters on either side of the end of a line by which it is found in the text."""
NEIGHBOURS = 4
"""A letter with its marks, which are one shape and as many letters of text."""
BOTTOM = 51 + 24
"""Points: the margin, and room for two lines below a heading."""
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda one: one.file)
every_brief = pytest.mark.parametrize("page", BRIEFS, ids=lambda one: one.file)


def file(page):
    return SITE / sheets.target(page)


def squash(text):
    return re.sub(r"\s", "", text)


def words(node):
    for part in node.parts:
        if isinstance(part, str):
            yield squash(part)
        else:
            yield from words(part)


def said_by(page):
    """Every string of the built page that belongs on paper."""
    where = sheets.target(page).rpartition("/")[0] + "/"
    article = tree.read(SITE / where / "index.html", URL + where)
    return [squash(article.title), *words(article.body), *(words(article.sources) if article.sources else ())], article


def without_furniture(pages, article, kind):
    """The text of each page, without what stands at its head and foot."""
    title, site = squash(article.title), squash(article.site)
    shown = []
    for number, text in enumerate(pages, start=1):
        head = squash(kind) + title if number > 1 else f"{number}/{len(pages)}"
        bare = squash(text).replace(f"{number}/{len(pages)}", "").replace(head, "", 1)
        shown.append(re.sub(f"{re.escape(site)}·(Unofficial|ບໍ່ເປັນທາງການ)", "", bare))
    return shown


def stands(said, pages):
    """On a page as it is, or begun on one and finished on the next."""
    if any(said in text for text in pages):
        return True
    return any(
        said[:at] in one and said[at:] in other for one, other in pairwise(pages) for at in range(1, len(said))
    )


@every_page
def test_valid_for_archives_and_for_screen_readers(page):
    for profile in ("pdfa-2a", "ua1"):
        report = validation.validate_pdf(str(file(page)), profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


@every_brief
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_poppler_gives_back_the_text_of_a_brief(page):
    said, article = said_by(page)
    done = subprocess.run(["pdftotext", "-raw", file(page), "-"], capture_output=True, check=True, text=True)
    pages = without_furniture(done.stdout.split("\f")[:-1], article, kind_of(page))
    assert [one for one in said if not stands(one, pages)] == []


@every_page
def test_two_readers_give_back_the_text_of_the_page(page):
    said, article = said_by(page)
    kind = article.place if page not in BRIEFS else kind_of(page)
    with pypdfium2.PdfDocument(file(page)) as read:
        readings = [[one.get_textpage().get_text_range() for one in read]]
    if page in BRIEFS or PAGES.index(page) % 8 == 0:  # slow: the briefs, and some of all kinds
        readings.append([one.extract_text() for one in pypdf.PdfReader(file(page)).pages])
    for texts in readings:
        pages = without_furniture(texts, article, kind)
        assert [one for one in said if not stands(one, pages)] == []
        assert not re.search("[\ue000-\uf8ff\u200b\u2060\ufffe\uffff]", "".join(pages))


def kind_of(page):
    brief = LIBRARY.briefs[page.path.removeprefix("briefs/").removesuffix(".md")]
    return LIBRARY.strings["brief.number"][page.lang].replace("{n}", str(brief.number))


@every_page
def test_named_dated_and_in_our_fonts_only(page):
    with pikepdf.open(file(page)) as read:
        assert read.Root.Lang == {"lo": "lo-LA", "en": "en-GB"}[page.lang]
        assert read.docinfo["/Title"] == page.meta.title
        assert str(read.docinfo["/Author"])
        assert str(read.docinfo["/CreationDate"]).startswith("D:20")
        assert read.Root.ViewerPreferences.DisplayDocTitle
        parts = [one for one in read.objects if isinstance(one, pikepdf.Dictionary)]
        fonts = {str(one.BaseFont) for one in parts if "/BaseFont" in one}
        assert {name.partition("+")[2] for name in fonts} <= {"BriefLao-Regular", "BriefLao-Bold"}


@every_page
def test_nothing_leaves_the_paper_and_no_heading_ends_a_page(page):
    with pypdfium2.PdfDocument(file(page)) as read:
        for number, paper in enumerate(read):
            width, height = paper.get_size()
            text = paper.get_textpage()
            for at in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(at)
                assert left > 40, (number, text.get_text_bounded(left, bottom, right, top))
                assert right < width - 40, (number, text.get_text_bounded(left, bottom, right, top))
                assert 0 < bottom < top < height
    reader = pypdf.PdfReader(file(page))
    for heading in outline(reader.outline):
        assert float(heading.top) > BOTTOM, heading.title


def ends_of_lines(page):
    """Each place where a line of a brief ends inside a paragraph: the text of the paragraph, and how much stands before
    the end, without blanks. A place that is the end of a paragraph, a cell or a column is none.
    """
    said, _ = said_by(page)
    said = [one for one in said if len(one) > 2 * AROUND]
    with pypdfium2.PdfDocument(file(page)) as read:
        lines = [squash(line) for one in read for line in one.get_textpage().get_text_range().split("\r\n")]
    for line, following in pairwise(lines):
        before, after = line[-AROUND:], following[:AROUND]
        for text in said:
            at = text.find(before + after)
            if len(before + after) == 2 * AROUND and at >= 0:
                yield text, at + AROUND
                break


@pytest.mark.parametrize("page", [one for one in BRIEFS if one.lang == "lo"], ids=lambda one: one.file)
def test_lines_of_a_lao_brief_end_between_words(page):
    """As ICU, our list and the glossary know the words; those marked by hand are tested in test_line_ends."""
    breaker = linebreaks.Breaker(linebreaks.words_of(sheets.lao_terms(LIBRARY)))
    where = sheets.target(page).rpartition("/")[0] + "/"
    article = tree.read(SITE / where / "index.html", URL + where)
    cuts = {}
    for text in strings(article.body):
        ends = (len(squash(text[:cut])) for cut in breaker.cuts(text))
        blanks = (len(squash(text[: blank.start()])) for blank in re.finditer(r"\s", text))
        cuts[squash(text)] = {*ends, *blanks}
    found = [(text, at) for text, at in ends_of_lines(page) if text in cuts]
    assert len(found) > 25
    assert sum(at in cuts[text] for text, at in found) / len(found) >= 0.97
    for text, at in found:
        assert not re.match("[\u0eb0-\u0ebd\u0ec6\u0ec8-\u0ecd]", text[at]), text[at - 4 : at + 4]
        assert not re.match("[\u0ec0-\u0ec4]", text[at - 1]), text[at - 4 : at + 4]


@every_brief
def test_no_line_begins_with_a_citation(page):
    with pypdfium2.PdfDocument(file(page)) as read:
        for paper in read:
            text = paper.get_textpage()
            shown = text.get_text_range()
            for cite in re.finditer(r"\u00a0?\[\d+\]", shown):
                left, bottom, _, top = text.get_charbox(cite.end() - 2)
                before = text.get_charbox(max(cite.start() - 1, 0))
                assert before[0] < left, shown[cite.start() - 20 : cite.end()]
                assert before[3] > bottom, shown[cite.start() - 20 : cite.end()]
                assert before[1] < top, shown[cite.start() - 20 : cite.end()]


@every_brief
def test_nothing_is_printed_over_something_else(page):
    """Letters keep apart, but for neighbours on a line, which may reach under each other (ເງ, r.)."""
    with pypdfium2.PdfDocument(file(page)) as read:
        for paper in read:
            text = paper.get_textpage()
            order = {text.get_charbox(at): at for at in range(text.count_chars())}
            cells = {}
            for box in order:
                for across in range(int(box[0]) // 20, int(box[2]) // 20 + 1):
                    for up in range(int(box[1]) // 20, int(box[3]) // 20 + 1):
                        cells.setdefault((across, up), []).append(box)
            for near in cells.values():
                for one, other in combinations(near, 2):
                    if abs(order[one] - order[other]) > NEIGHBOURS:
                        assert covered(one, other) < 0.3, text.get_text_range(order[one] - 9, 20)


def covered(one, other):
    """How much of the smaller of two boxes the other covers."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    sizes = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return across * up / min(sizes) if across > 0 and up > 0 and min(sizes) > 0 else 0


def strings(node):
    for part in node.parts:
        if isinstance(part, str):
            yield part
        else:
            yield from strings(part)


def outline(entries):
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry)
        else:
            yield entry


@every_page
def test_links_lead_to_pages_of_the_site_and_sources_of_the_list(page):
    _, article = said_by(page)
    sources = {one.about["url"] for one in article.sources.parts} if article.sources else set()
    found = set()
    for paper in pypdf.PdfReader(file(page)).pages:
        for note in paper.get("/Annots") or ():
            action = note.get_object().get("/A")
            if action and "/URI" in action:
                found.add(str(action["/URI"]))
    for address in found:
        if address.startswith(URL):
            assert (SITE / urlsplit(address).path.lstrip("/")).exists(), address
        else:
            assert address.startswith("http"), address
    assert {one for one in sources if one} <= found


@every_brief
def test_a_brief_is_small_and_its_code_leads_to_its_page(page):
    with pypdfium2.PdfDocument(file(page)) as read:
        assert 2 <= len(read) <= 4
        assert file(page).stat().st_size <= {"lo": 60, "en": 40}[page.lang] * 1024
        codes = zxingcpp.read_barcodes(read[len(read) - 1].render(scale=3).to_pil())
    assert [code.text for code in codes] == [URL + sheets.target(page).rpartition("/")[0] + "/"]


@every_brief
def test_a_brief_has_an_address_for_its_version_and_a_cover(page):
    brief = LIBRARY.briefs[page.path.removeprefix("briefs/").removesuffix(".md")]
    assert (SITE / sheets.versioned(page, brief.newest.version)).read_bytes() == file(page).read_bytes()
    cover = file(page).with_suffix(".png")
    assert cover.read_bytes().startswith(b"\x89PNG")
    assert cover.stat().st_size <= 16 * 1024


@every_page
def test_the_page_says_what_its_pdf_is(page):
    text = (SITE / sheets.target(page).rpartition("/")[0] / "index.html").read_text("utf-8")
    size = f"{file(page).stat().st_size / 1024:.0f} KB"
    assert re.search(rf'href="{re.escape(file(page).name)}" download', text)
    assert size in text
    assert "data-kb-downloads" not in text
    assert "data-kb-pack" not in text


@pytest.mark.parametrize("event", sorted(LIBRARY.events))
def test_a_pack_holds_the_event_in_both_languages(event):
    with zipfile.ZipFile(SITE / f"events/{event}/{event}.zip") as pack:
        names = set(pack.namelist())
        assert all(re.fullmatch(r"[A-Za-z0-9.-]+", name) for name in names)
        wanted = {f"{event}-lo.pdf", f"{event}-en.pdf", "README-lo.txt", "README-en.txt", "sources.csv", "figures.csv"}
        assert wanted <= names
        sums = dict(line.split("  ")[::-1] for line in pack.read("SHA256SUMS.txt").decode().splitlines())
        assert sums == {name: hashlib.sha256(pack.read(name)).hexdigest() for name in names - {"SHA256SUMS.txt"}}
        rows = list(csv.DictReader(io.StringIO(pack.read("sources.csv").decode("utf-8-sig"))))
        assert {row["id"] for row in rows} >= set(LIBRARY.events[event].sources)
        figures = list(csv.DictReader(io.StringIO(pack.read("figures.csv").decode("utf-8-sig"))))
        for row in figures:
            caution = LIBRARY.figures[row["id"]].caution
            assert (row["caution_en"], row["caution_lo"]) == ((caution.en, caution.lo) if caution else ("", ""))
            assert row["source"] in LIBRARY.sources
        for lang in ("lo", "en"):
            told = pack.read(f"README-{lang}.txt").decode()
            assert LIBRARY.events[event].title[lang] in told
            missing = {name for name in names if name not in told and not re.match(r"README|brief-.*-en\.pdf", name)}
            assert missing == set()
        briefs = {one.id for one in LIBRARY.briefs.values() if event in one.events}
        assert {name.split("-", 2)[2] for name in names if name.startswith("brief-")} == {
            f"{one}-{lang}.pdf" for one in briefs for lang in ("lo", "en")
        }
        if f"{event}.ics" in names:
            entry = Calendar.from_ical(pack.read(f"{event}.ics")).walk("VEVENT")[0]
            assert entry.decoded("dtstart").isoformat() == str(LIBRARY.events[event].starts)
            assert LIBRARY.events[event].title.lo in entry["summary"]
        else:
            assert LIBRARY.events[event].starts.day is None or LIBRARY.events[event].starts.about


def test_the_stick_is_the_site_with_every_link_to_a_file():
    pack = SITE / "lao-social-protection.zip"
    assert pack.stat().st_size <= 15 * 1024 * 1024
    with zipfile.ZipFile(pack) as stick:
        names = set(stick.namelist())
        assert {"index.html", "en/index.html", "search/lo.js", "briefs/amendment/amendment-lo.pdf"} <= names
        for name in (one for one in names if one.endswith(".html")):
            for target in re.findall(r'href="([^"#?:]+)[#"]', stick.read(name).decode()):
                parts = [*name.split("/")[:-1], *target.split("/")]
                there = []
                for part in parts:
                    there = there[:-1] if part == ".." else there if part in (".", "") else [*there, part]
                assert "/".join(there) in names, (name, target)


def test_the_list_of_languages_is_that_of_the_site():
    """A new language would need its own label and its own limit here."""
    config = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
    languages = next(one["i18n"]["languages"] for one in config["plugins"] if "i18n" in one)
    assert [one["locale"] for one in languages] == ["lo", "en"]
