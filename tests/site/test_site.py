"""The built site as files: language, addresses, anchors, nothing foreign, nothing heavy."""

from __future__ import annotations

import gzip
import re

import pytest
from conftest import PROJECT
from fontTools.ttLib import TTFont
from lxml import html

from kb import library, stamped
from kb.addresses import LANGUAGES, address, other

pytestmark = pytest.mark.site
SITE = PROJECT / "site"
URL = "https://lao-social-protection.example/"


def tree_of(name):
    return html.document_fromstring((SITE / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="session")
def read():
    return library.load(PROJECT)


@pytest.fixture(scope="session")
def pages(read):
    """Every page of the built site with the page of the Library that it came from."""
    assert SITE.is_dir(), "There is no built site. Run: make site"
    return {key: tree_of(f"{address(*key)}index.html") for key in read.pages}


def test_every_page_is_built_in_both_languages(pages):
    built = {file.relative_to(SITE).as_posix() for file in SITE.rglob("index.html")}
    assert built == {f"{address(*key)}index.html" for key in pages}
    assert len(built) % 2 == 0


def test_the_language_of_a_page_is_what_it_says(pages):
    assert {lang: {tree.get("lang") for (where, _), tree in pages.items() if where == lang} for lang in LANGUAGES} == {
        "lo": {"lo"}, "en": {"en"},
    }


def test_both_pages_of_a_pair_have_the_same_anchors(pages):
    for (lang, path), tree in pages.items():
        if lang == "lo":
            twin = pages["en", path]
            of = [[element.get("id") for element in one.iter("h2", "h3") if element.get("id")] for one in (tree, twin)]
            assert of[0] == of[1], path


def test_alternates_are_absolute_and_have_a_default(pages):
    for (_, path), tree in pages.items():
        found = {link.get("hreflang"): link.get("href") for link in tree.iterfind(".//link[@hreflang]")}
        assert found == {
            "lo": URL + address("lo", path), "en": URL + address("en", path), "x-default": URL + address("lo", path),
        }


def test_the_switch_leads_to_the_twin(pages):
    for (lang, path), tree in pages.items():
        (switch,) = tree.iterfind(".//a[@data-kb-language]")
        target = (SITE / address(lang, path) / switch.get("href")).resolve()
        assert target == (SITE / address(other(lang), path)).resolve()
        assert (switch.get("lang"), switch.get("hreflang")) == (other(lang), other(lang))


def test_every_page_says_that_it_is_unofficial_and_how_far_it_is_checked(pages, read):
    for (lang, path), tree in pages.items():
        status = tree.find_class("kb-page-status")[0].text_content()
        assert {"lo": "ບໍ່ເປັນທາງການ", "en": "Unofficial"}[lang] in status
        if lang == "lo":
            assert any(read.strings[f"page.{state}"].lo in status for state in ("not-reviewed", "reviewed")), path


def test_one_title_on_each_page(pages):
    for key, tree in pages.items():
        assert len(list(tree.iter("h1"))) == 1, key


def test_no_inline_script_or_style_and_nothing_from_another_host():
    for file in SITE.rglob("*.html"):
        tree = html.document_fromstring(file.read_bytes())
        inline = [element.get("type") for element in tree.iter("script") if not element.get("src")]
        assert inline in ([], ["application/ld+json"]), file  # data, which no browser runs
        assert not list(tree.iter("style")), file
        assert not tree.xpath("//@style"), file
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), file
        loaded = tree.xpath("//script/@src | //img/@src | //link[@rel!='canonical' and @rel!='alternate']/@href")
        assert not [one for one in loaded if "//" in one], file


def test_none_of_the_themes_scripts_is_published():
    scripts = sorted(stamped.STAMP.sub(".", file.relative_to(SITE).as_posix()) for file in SITE.rglob("*.js"))
    ours = [
        "beside", "copy", "filter", "highlight", "notes", "offline", "search-core", "search-worker", "search", "site",
    ]
    elsewhere = ["offline-worker.js", "search/en.js", "search/lo.js"]
    assert scripts == [*(f"assets/javascripts/{name}.js" for name in ours), *elsewhere]
    assert not list(SITE.rglob("*.map"))


def test_a_wrong_address_below_en_is_answered_in_english_first():
    lao, english = tree_of("404.html"), tree_of("en/404.html")
    assert [(tree.get("lang"), [part.get("lang") for part in tree.iter("section")]) for tree in (lao, english)] == [
        ("lo", ["lo", "en"]), ("en", ["en", "lo"]),
    ]
    assert english.find(".//h1").text == "This page does not exist"
    assert english.find(".//title").text.startswith("This page does not exist · ")
    assert sorted(english.xpath("//@href")) == sorted(lao.xpath("//@href"))


def test_what_others_made_is_named_with_its_licence():
    """Every published asset is ours, the font, or the theme's sheet; the page on licences names the last two."""
    published = {stamped.STAMP.sub(".", file.relative_to(SITE).as_posix()) for file in SITE.glob("assets/**/*.*")}
    own = {file.relative_to(PROJECT / "docs").as_posix() for file in (PROJECT / "docs/assets").rglob("*.*")}
    others = {name for name in published if not name.endswith((".br", ".gz"))} - own
    assert all(re.fullmatch(r"assets/stylesheets/main\.[0-9a-f]{8}\.min\.css", name) for name in others), others
    for lang in LANGUAGES:
        told = tree_of(f"{address(lang, 'about/index.md')}index.html").text_content()
        assert [name in told for name in ("Material for MkDocs", "Noto Sans Lao")] == [True, True]


def test_budgets():
    (script,), (font,) = SITE.glob("assets/javascripts/site.*.js"), SITE.glob("assets/fonts/noto-sans-lao.*.woff2")
    assert len(gzip.compress(script.read_bytes())) <= 5 * 1024
    assert font.stat().st_size <= 13 * 1024
    assert (SITE / "assets/fonts/OFL.txt").exists()


def test_the_404_page_speaks_both_languages():
    tree = tree_of("404.html")
    sections = {section.get("lang"): section.text_content() for section in tree.iter("section")}
    assert "ບໍ່ມີໜ້ານີ້" in sections["lo"]
    assert "This page does not exist" in sections["en"]


def test_the_font_has_every_lao_letter_that_the_site_uses():
    covered = set(TTFont(PROJECT / "docs/assets/fonts/noto-sans-lao.woff2").getBestCmap())
    text = "".join(file.read_text("utf-8") for file in SITE.rglob("*.html"))
    assert {letter for letter in set(text) if "\u0e80" <= letter <= "\u0eff"} - {chr(code) for code in covered} == set()
