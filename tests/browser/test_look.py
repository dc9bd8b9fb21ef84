"""The look holds: the home page in one screen, big letters, narrow windows, fingers, print; and ways that are short."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
KINDS = [
    "", "law/amendment/", "lessons/", "lessons/one-card-one-number/", "events/2025-12-12-second-national-symposium/",
    "figures/", "briefs/", "briefs/informal-rural-workers/", "glossary/", "contribute/records/",
]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize("lang", ["", "en/"])
def test_status_and_ways_in_stand_on_the_first_screen_of_a_phone(open_page, lang):
    page = open_page(lang, width=360, height=740)
    page.evaluate("document.fonts.ready")
    for part in (".kb-standing__short", ".kb-standing a[href$='#steps']", ".kb-ways li:last-child a"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 740, part


@pytest.mark.parametrize("lang", ["", "en/"])
def test_letters_of_twice_the_size_fit_a_narrow_window(open_page, base, lang):
    page = open_page(lang, width=640)
    wide = []
    for path in KINDS:
        page.goto(base + lang + path)
        page.evaluate("document.documentElement.style.fontSize = '236%'")
        if not page.evaluate(FITS):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", ["", "en/"])
def test_what_is_pressed_is_big_enough(open_page, base, lang, width):
    """WCAG 2.5.8: 24 by 24 pixels, or that much distance to the next; links in running text are exempt."""
    page = open_page(lang, width=width)
    for path in KINDS:
        page.goto(base + lang + path)
        small = page.evaluate("""() => [...document.querySelectorAll(
            "header.kb-header a, header.kb-header button, .kb-ways a, .kb-stages a, .kb-anchor, " +
            ".kb-neighbours a, summary, .kb-filter select, .kb-filter button"
        )].filter((one) => one.checkVisibility()).filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width < 24 || box.height < 24;
        }).map((one) => one.outerHTML.slice(0, 120))""")
        assert small == [], path


def test_a_card_is_pressed_anywhere(open_page, base):
    page = open_page("lessons/", width=360)
    card = page.locator(".kb-card").first
    box = card.bounding_box()
    card.scroll_into_view_if_needed()
    card.click(position={"x": box["width"] - 6, "y": box["height"] - 6})
    page.wait_for_url(lambda url: url.startswith(f"{base}lessons/") and url != f"{base}lessons/")


def test_the_menu_beside_the_text_can_be_pressed(open_page, base):
    """The main part lies under the menu in the same grid."""
    page = open_page("law/amendment/", width=1280)
    page.locator("#menu a[href$='strategy/']").click()
    page.wait_for_url(f"{base}strategy/")


def test_the_skip_link_passes_the_menu(open_page):
    page = open_page("law/amendment/", width=1280)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_on_a_phone_the_headings_open_in_the_head_of_the_page(open_page):
    page = open_page("law/amendment/", width=360, java_script_enabled=False)
    headings = page.locator("#headings")
    assert not headings.is_visible()
    page.locator(".kb-contents a").click()
    headings.wait_for(state="visible")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#headings') !== null")
    headings.locator("a[href='#steps']").click()
    page.wait_for_url("**/law/amendment/#steps")
    headings.wait_for(state="hidden")


@pytest.mark.parametrize("width", [1280])
def test_on_a_desk_they_stand_beside_the_text(open_page, width):
    page = open_page("law/amendment/", width=width)
    assert page.locator(".kb-toc").is_visible()
    assert not page.locator(".kb-contents").is_visible()


def test_the_pages_colours_are_those_of_the_reader(open_page):
    page = open_page("figures/", forced_colors="active")
    bar, title, ink, paper = page.evaluate("""() => [
        getComputedStyle(document.querySelector(".kb-chart .mark-rect path")).fill,
        getComputedStyle(document.querySelector(".kb-chart__title")).fill,
        getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]""")
    assert title == ink
    assert bar != paper


def test_a_chart_takes_the_pages_font_and_colours(open_page):
    fills = set()
    for scheme in ("light", "dark"):
        page = open_page("figures/", color_scheme=scheme)
        text = page.locator(".kb-chart text").first
        assert text.evaluate("(one) => getComputedStyle(one).fontFamily").startswith('"Noto Sans Lao Web"')
        fills.add(page.locator(".kb-chart .mark-rect path").first.evaluate("(one) => getComputedStyle(one).fill"))
    assert len(fills) == 2


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_in_a_chart_is_cut_off_or_overlaps(open_page, lang, width):
    page = open_page(f"{lang}figures/", width=width)
    page.evaluate("document.fonts.ready")
    wrong = page.evaluate("""() => [...document.querySelectorAll(".kb-chart")].flatMap((chart) => {
        const frame = chart.getBoundingClientRect();
        const boxes = [...chart.querySelectorAll("text")].map((one) => [one.textContent, one.getBoundingClientRect()]);
        const out = boxes.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1);
        const on = boxes.filter(([, a], at) => boxes.some(([, b], other) => other > at
            && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > a.height * .35));
        return [...out, ...on].map(([words]) => words);
    })""")
    assert wrong == []


def test_the_picture_says_its_finding(open_page):
    page = open_page("en/figures/")
    chart = page.get_by_role("img", name="The project reached 12,612 farmers with information")
    assert chart.locator("text", has_text="Source: ILO").count() == 1


TASKS = {
    "whether the law has been adopted": ([], ".kb-standing__short", "ຍັງບໍ່ພົບແຫຼ່ງຂໍ້ມູນໃດລາຍງານວ່າ"),
    "the date of the second symposium": ([], ".kb-card:has(a[href*='second-national-symposium']) time", "12 ທັນວາ 2025"),
    "the brief on informal workers": (
        [".kb-card__title a[href*='informal-rural-workers']"], "h1", "ແຮງງານນອກລະບົບ",
    ),
    "who may join voluntarily": (
        [".kb-ways a[href*='questions']", ".kb-contents a", "#headings a[href='#voluntary']"],
        "#voluntary + p", "ຕາມຄວາມສະໝັກໃຈ",
    ),
    "the source of the 1.6 % figure": (
        ["#figure-spending-gdp .kb-cite"], "#kb-note", "ILO",
    ),
}


@pytest.mark.parametrize("task", TASKS)
def test_a_reader_on_a_phone_finds_it_from_the_home_page_in_three_taps(open_page, task):
    taps, place, words = TASKS[task]
    page = open_page("", width=360, height=740, has_touch=True)
    for tap in taps:
        page.locator(tap).first.tap()
    assert len(taps) <= 3
    page.wait_for_function(
        "([place, words]) => document.querySelector(place)?.textContent.includes(words)", arg=[place, words],
    )
