"""A term opens its meaning in place: by mouse, by keyboard, closed with Escape."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["law/amendment/", "en/law/amendment/"])
def test_a_term_opens_and_closes_by_keyboard(open_page, path):
    page = open_page(path, width=360)
    page.wait_for_selector("html[data-terms]", state="attached")
    term = page.locator("article .kb-term").first
    term.focus()
    page.keyboard.press("Enter")
    box = page.locator("#kb-term-box")
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
