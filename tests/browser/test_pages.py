"""Pages as readers meet them: Lao first, on a phone and on a desk, with and without JavaScript."""

from __future__ import annotations

import itertools
import re

import pytest
from conftest import PROJECT

from kb import library
from kb.addresses import address

pytestmark = pytest.mark.browser
ALL = sorted(address(page.lang, page.path) for page in library.load(PROJECT).pages.values())
KINDS = ["", "law/amendment/", "strategy/social-security/", "events/2024-07-31-first-national-symposium/", "glossary/",
         "sources/", "figures/", "project/partners/"]
LONG = "law/amendment/"


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_screen(open_page, base, width):
    page = open_page(width=width)
    wide = []
    for path in ALL:
        page.goto(base + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []
    assert page.faults == []


@pytest.mark.parametrize("width", [320, 360, 414, 768, 1280])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_header_has_room_for_its_parts(open_page, lang, width):
    page = open_page(f"{lang}{LONG}", width=width)
    boxes = page.evaluate("""() => [...document.querySelectorAll(".kb-brand > :not([hidden]), .kb-tool")]
        .filter((part) => part.closest("header") && part.checkVisibility())
        .map((part) => part.getBoundingClientRect()).map((box) => [box.left, box.right])""")
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(boxes))
    assert boxes[0][0] >= 0
    assert boxes[-1][1] <= width


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_no_text_is_cut_off(open_page, base, lang, width):
    """A box that hides what overflows must have room for two marks above and one below the letters."""
    page = open_page(width=width)
    for path in KINDS:
        page.goto(base + lang + path)
        cut = page.evaluate("""() => [...document.querySelectorAll("body *")].filter((box) => {
            const style = getComputedStyle(box);
            const hides = style.overflowY === "hidden" || style.overflowY === "clip";
            return hides && box.clientHeight > 1 && box.checkVisibility() && box.scrollHeight > box.clientHeight + 1;
        }).map((box) => box.outerHTML.slice(0, 120))""")
        assert cut == [], path


@pytest.mark.parametrize("width", [360, 1280])
def test_lao_lines_have_room_for_their_marks(open_page, base, width):
    """Noto Sans Lao draws from 1.11 em above to 0.44 em below the line: lines under 1.55 em would collide."""
    page = open_page(width=width)
    for path in KINDS:
        page.goto(base + path)
        tight = page.evaluate("""() => [...document.querySelectorAll("body *")].filter((box) => {
            const own = [...box.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("");
            if (!/[\\u0e80-\\u0eff]/.test(own) || !box.checkVisibility()) return false;
            const style = getComputedStyle(box);
            const inline = style.display === "inline";
            return !inline && parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.45;
        }).map((box) => box.outerHTML.slice(0, 120))""")
        assert tight == [], path


def test_lao_is_set_in_the_sites_own_font(open_page):
    page = open_page(LONG)
    page.wait_for_function("document.fonts.status === 'loaded'")
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Lao Web\"', 'ສັງຄົມ')")
    assert page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').length") == 1


def test_nothing_is_asked_of_another_host(open_page, base):
    page = open_page(LONG)
    for path in KINDS:
        page.goto(base + path)
    assert [url for url in page.requests if not url.startswith(base)] == []


@pytest.mark.parametrize(("lang", "path", "twin"), [("lo", LONG, f"en/{LONG}"), ("en", f"en/{LONG}", LONG)])
def test_the_language_switch_keeps_page_and_section(open_page, base, lang, path, twin):
    page = open_page(f"{path}#steps")
    assert page.locator("html").get_attribute("lang") == lang
    page.locator("[data-kb-language]").click()
    page.wait_for_url(f"{base}{twin}#steps")


def test_the_language_switch_keeps_the_section_being_read(open_page, base):
    page = open_page(LONG)
    heading = page.locator("article h2").nth(2)
    anchor = heading.get_attribute("id")
    heading.evaluate("(element) => { element.scrollIntoView(); }")
    page.wait_for_function("(id) => document.getElementById(id).getBoundingClientRect().top < 120", arg=anchor)
    box = page.locator("[data-kb-language]").bounding_box()  # a locator's own click would scroll the sticky header
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.wait_for_url(f"{base}en/{LONG}#{anchor}")


def test_the_menu_on_a_phone_by_keyboard(open_page):
    page = open_page(LONG, width=360)
    button, menu = page.locator("[data-kb-menu]"), page.locator("#menu")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    menu.wait_for(state="visible")
    assert button.get_attribute("aria-expanded") == "true"
    assert menu.evaluate("(menu) => menu.contains(document.activeElement)")
    assert page.locator("main").evaluate("(main) => main.closest('[inert]') !== null")
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    assert button.evaluate("(button) => button === document.activeElement")
    assert not page.locator("main").evaluate("(main) => main.closest('[inert]') !== null")


def test_the_menu_leads_on(open_page, base):
    page = open_page("", width=360)
    page.locator("[data-kb-menu]").click()
    page.locator("#menu a", has_text=re.compile("^ຍຸດທະສາດ$")).click()
    page.wait_for_url(f"{base}strategy/")


def test_without_javascript_everything_reads_and_navigates(open_page, base):
    page = open_page(LONG, width=360, java_script_enabled=False)
    assert page.locator("article h2").first.is_visible()
    assert not page.locator("[data-kb-scheme]").is_visible()
    page.locator("[data-kb-menu]").click()
    page.locator("#menu").wait_for(state="visible")
    page.locator("#menu a", has_text=re.compile("^ຍຸດທະສາດ$")).click()
    page.wait_for_url(f"{base}strategy/")
    page.locator("[data-kb-language]").click()
    page.wait_for_url(f"{base}en/strategy/")


def test_the_colour_scheme_is_chosen_and_kept(open_page, base):
    page = open_page(LONG, color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    button = page.locator("[data-kb-scheme]")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(background)
    assert dark != light
    page.goto(f"{base}en/glossary/")
    assert page.evaluate(background) == dark


def test_the_colour_scheme_follows_the_system(open_page):
    schemes = {open_page(LONG, color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
               for scheme in ("light", "dark")}
    assert len(schemes) == 2


def test_the_table_of_contents_marks_what_is_read(open_page):
    page = open_page(LONG)
    heading = page.locator("article h2").nth(1)
    heading.evaluate("(element) => { element.scrollIntoView(); }")
    marked = ".kb-toc a[aria-current][href='#{}']".format(heading.get_attribute("id"))
    page.wait_for_selector(marked)
    assert page.locator(".kb-toc [aria-current]").count() == 1


def test_without_javascript_a_citation_leads_to_its_source_and_back(open_page):
    page = open_page(LONG, java_script_enabled=False)
    cite = page.locator("article .kb-cite").first
    cite.click()
    page.wait_for_url("**#source-*")
    page.locator(":target .kb-back a").first.click()
    page.wait_for_url(f"**#{cite.get_attribute('id')}")


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page(LONG)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_missing_page_speaks_both_languages_and_has_its_style(open_page, base):
    page = open_page("en/law/nothing/here/")
    assert page.locator("section[lang=lo] h1").is_visible()
    assert page.locator("section[lang=en] h2").is_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans Lao Web"')
    page.locator("section[lang=en] a").first.click()
    page.wait_for_url(f"{base}en/")
