"""Leaving out the theme's unused rules changes no pixel: every kind of page, two widths, light and dark, and opened."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

pytestmark = pytest.mark.browser
THEME = next((Path(material.__file__).parent / "templates/assets/stylesheets").glob("main.*.min.css"))
PUBLISHED = f"**/{THEME.stem}.*.css"
IMAGES = "Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode(); }))"
"""Covers are fetched late, when a reader comes near them; here they are awaited."""
KINDS = [
    "", "law/amendment/", "en/lessons/one-card-one-number/", "events/2024-07-31-first-national-symposium/",
    "project/partners/", "en/figures/", "contribute/records/", "briefs/", "briefs/amendment/", "en/search/", "nowhere/",
]


def shot(page, *, whole, full=True):
    """The page as it looks with the published sheet, or with the theme's whole one."""
    if whole:
        page.route(PUBLISHED, lambda route: route.fulfill(path=THEME, content_type="text/css"))
    page.reload()
    page.evaluate("document.fonts.ready")
    page.evaluate(IMAGES)
    return page.screenshot(full_page=full, animations="disabled")


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_a_page_looks_the_same(open_page, path, width, scheme):
    page = open_page(path, width=width, color_scheme=scheme)
    assert shot(page, whole=False) == shot(page, whole=True)


def test_print_looks_the_same(open_page):
    page = open_page("law/amendment/", width=800)
    page.emulate_media(media="print")
    assert shot(page, whole=False) == shot(page, whole=True)


@pytest.mark.parametrize("opened", ["menu", "search", "term"])
def test_what_opens_looks_the_same(open_page, opened):
    page = open_page("law/amendment/", width=360)

    def open_and_shoot(*, whole):
        if whole:
            page.route(PUBLISHED, lambda route: route.fulfill(path=THEME, content_type="text/css"))
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        if opened == "menu":
            page.locator("[data-kb-menu]").click()
            page.wait_for_selector("#menu[data-open]")
        elif opened == "search":
            page.locator("[data-kb-search]").click()
            page.wait_for_selector(".kb-search[data-ready]")
            page.locator(".kb-search input").fill("LSSO")
            page.wait_for_selector(".kb-search[data-answered='en:LSSO']")
        else:
            page.locator("article .kb-term").first.click()
            page.locator("#kb-note").wait_for(state="visible")
        page.evaluate("document.fonts.ready")
        return page.screenshot(animations="disabled", caret="hide")

    assert open_and_shoot(whole=False) == open_and_shoot(whole=True)


def test_the_comparison_sees_a_missing_rule(open_page):
    page = open_page("law/amendment/")
    before = shot(page, whole=False)
    page.route(PUBLISHED, lambda route: route.fulfill(body="", content_type="text/css"))
    page.reload()
    assert page.screenshot(full_page=True, animations="disabled") != before
