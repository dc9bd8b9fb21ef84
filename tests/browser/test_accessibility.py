"""axe on every kind of page, in both languages, light and dark, on a phone and on a desk, and in every opened state.

A program finds only a part of all barriers; ``about/accessibility`` says what nobody has tested.
"""

from __future__ import annotations

from importlib.resources import files

import pytest

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
KINDS = [
    "", "law/amendment/", "strategy/", "lessons/", "lessons/one-card-one-number/",
    "events/2024-07-31-first-national-symposium/", "project/partners/", "figures/", "contribute/records/",
    "contribute/review/", "briefs/", "briefs/amendment/", "events/",
]


def violations(page, *besides):
    """What axe finds; ``besides`` names rules that do not apply to the state that is open."""
    page.evaluate(AXE)
    rules = {name: {"enabled": False} for name in besides}
    found = page.evaluate("(rules) => axe.run({rules})", rules)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}" for one in found]


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_kind_of_page_has_a_finding(open_page, base, lang, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    found = {}
    for path in KINDS:
        page.goto(base + lang + path)
        page.wait_for_selector("html[data-ready]", state="attached")
        if wrong := violations(page):
            found[lang + path] = wrong
    assert found == {}


def test_the_longest_page(open_page):
    assert violations(open_page("glossary/", width=320)) == []


def test_the_404_page(open_page):
    assert violations(open_page("nowhere/at/all/")) == []


def test_the_open_menu(open_page):
    page = open_page("law/amendment/", width=360)
    page.locator("[data-kb-menu]").click()
    page.wait_for_selector("#menu[data-open]")
    # While the menu covers the page, the page behind it is inert: it has neither main part nor title to offer.
    assert violations(page, "landmark-one-main", "page-has-heading-one") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_search_with_results(open_page, scheme):
    page = open_page("", width=360, color_scheme=scheme)
    page.locator("[data-kb-search]").click()
    page.wait_for_selector(".kb-search[data-ready]")
    page.locator(".kb-search input").fill("LSSO")
    page.wait_for_selector(".kb-search[data-answered='en:LSSO']")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (768, "light"), (1280, "dark")])
@pytest.mark.parametrize("state", ["term", "source", "beside", "filter", "nothing left", "citation"])
def test_what_opens_on_a_page(open_page, lang, width, scheme, state):
    path = {
        "beside": "law/in-force/?beside", "filter": "sources/?kind=report",
        "nothing left": "sources/?kind=reference&language=zh",
    }.get(state, "law/in-force/")
    page = open_page(f"{lang}{path}", width=width, color_scheme=scheme)
    page.wait_for_selector("html[data-ready]", state="attached")
    if state in ("term", "source"):
        page.locator("article .kb-term" if state == "term" else "article .kb-cite").first.click()
        page.locator("#kb-note").wait_for(state="visible")
    elif state == "beside":
        page.wait_for_selector("html[data-beside]", state="attached")
    elif state == "citation":
        page.locator("[data-kb-citing] summary").click()
        page.locator("[data-kb-citing] button").click()
        page.locator("[data-kb-citing] [role=status]:not(:empty)").wait_for()
    else:
        page.wait_for_selector("[data-kb-filter][data-ready]")
    assert violations(page) == []


@pytest.mark.parametrize("path", [
    "", "strategy/", "lessons/one-card-one-number/", "events/2024-07-31-first-national-symposium/", "project/partners/",
    "figures/", "contribute/review/", "briefs/amendment/",
])
def test_every_kind_of_page_side_by_side(open_page, path):
    page = open_page(f"{path}?beside", width=768)
    page.wait_for_selector("html[data-beside]", state="attached")
    assert violations(page) == []
