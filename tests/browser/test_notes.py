"""A term opens its meaning in place, a citation its source: by touch and by keyboard, one at a time."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
FOCUS = "(element) => element === document.activeElement"


@pytest.fixture
def noted(open_page):
    def open_(path="law/amendment/", **options):
        page = open_page(path, **options)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    return open_


@pytest.mark.parametrize("path", ["law/amendment/", "en/law/amendment/"])
def test_a_term_opens_and_closes_by_keyboard(open_page, path):
    page = open_page(path, width=360)
    page.wait_for_selector("html[data-ready]", state="attached")
    term = page.locator("article .kb-term").first
    term.focus()
    page.keyboard.press("Enter")
    box = page.locator("#kb-note")
    box.wait_for(state="visible")
    assert term.get_attribute("data-meaning") in box.inner_text()
    assert box.evaluate("(box) => box === document.activeElement")
    assert box.bounding_box()["x"] >= 0
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    assert term.evaluate("(term) => term === document.activeElement")


def test_without_javascript_a_term_leads_to_the_glossary(open_page):
    page = open_page("law/amendment/", java_script_enabled=False)
    term = page.locator("article .kb-term").first
    target = term.get_attribute("href").partition("#")[2]
    term.click()
    page.wait_for_url(f"**/glossary/#{target}")
    assert page.locator(f"[id='{target}']").is_visible()


def test_no_term_is_explained_twice_or_inside_a_heading(open_page):
    page = open_page("en/strategy/")
    assert page.locator(":is(h1, h2, h3, code, a a) .kb-term").count() == 0
    targets = [link.get_attribute("href") for link in page.locator(".kb-term").all()]
    assert len(targets) == len(set(targets)) > 3


@pytest.mark.parametrize("path", ["law/amendment/", "en/law/amendment/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_citation_shows_its_source_at_its_place(noted, path, width):
    page = noted(path, width=width)
    mark = page.locator("article .kb-cite").nth(1)
    mark.focus()
    page.keyboard.press("Enter")
    box = page.locator("#kb-note")
    box.wait_for(state="visible")
    entry = page.locator(f"#{mark.get_attribute('href')[1:]}")
    title, seen = entry.locator("cite").inner_text(), entry.locator(".kb-source__seen").inner_text()
    assert title in box.inner_text()
    assert seen in box.inner_text()
    assert box.locator("cite a").get_attribute("href") == entry.locator("cite a").get_attribute("href")
    assert box.get_attribute("aria-label") not in box.inner_text()  # nothing is said twice
    assert box.evaluate(FOCUS)
    at, around = mark.bounding_box(), box.bounding_box()
    assert 0 <= around["y"] - (at["y"] + at["height"]) < 12
    assert around["x"] >= 0
    assert around["x"] + around["width"] <= width
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    assert mark.evaluate(FOCUS)


def test_a_citation_names_the_part_that_it_rests_on(noted):
    page = noted("en/lessons/supervise-the-fund/")
    mark = page.locator("article .kb-cite", has_text="art.").first
    mark.click()
    said = page.locator("#kb-note").inner_text()
    assert f"Part cited: {mark.inner_text().partition(', ')[2].rstrip(']')}" in said


def test_one_note_at_a_time_and_a_click_elsewhere_closes_it(noted):
    page = noted(width=360, has_touch=True)
    first, second = page.locator("article .kb-cite").first, page.locator("article .kb-cite").nth(3)
    first.tap()
    page.locator("#kb-note").wait_for(state="visible")
    second.tap()
    assert page.locator("[aria-expanded=true]").evaluate_all("(all) => all.map((one) => one.id)") == [
        second.get_attribute("id"),
    ]
    page.locator("h1").tap()
    page.locator("#kb-note").wait_for(state="hidden")
    first.tap()
    page.locator("#kb-note button").tap()
    page.locator("#kb-note").wait_for(state="hidden")
    assert first.evaluate(FOCUS)


@pytest.mark.parametrize(("key", "after"), [("Tab", 1), ("Shift+Tab", 0)])
def test_who_tabs_out_of_a_note_goes_on_from_its_mark(noted, key, after):
    page = noted("en/law/questions/")
    marks = page.locator("article .kb-cite")
    twice = "(all) => all.findIndex((one) => one.nextSibling?.className === 'kb-cite')"  # [1][2]
    at = marks.evaluate_all(twice)
    marks.nth(at).click()
    page.locator("#kb-note").wait_for()
    if key == "Tab":
        page.locator("#kb-note button").focus()
    page.keyboard.press(key)
    page.locator("#kb-note").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.id") == marks.nth(at + after).get_attribute("id")


def test_a_note_leads_to_the_list_of_sources(noted):
    page = noted()
    mark = page.locator("article .kb-cite").first
    mark.click()
    page.locator("#kb-note .kb-note__foot a").click()
    page.wait_for_url(f"**{mark.get_attribute('href')}")
    assert page.locator("li:target").is_visible()
    assert not page.locator("#kb-note").is_visible()


def test_no_note_is_printed(noted):
    page = noted()
    page.locator("article .kb-cite").first.click()
    page.emulate_media(media="print")
    assert not page.locator("#kb-note").is_visible()
