"""Lao and English side by side: section by section, with an address of its own, and back to the single page."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser
LAW = "law/amendment/"
ON = "html[data-beside]"
TWICE = """() => [...document.querySelectorAll("[id]")].map((one) => one.id)
    .filter((id, at, all) => all.indexOf(id) < at)"""
ROWS = """() => [...document.querySelectorAll(".kb-beside__row")].map((row) => [...row.children].map((cell) => {
    const named = cell.querySelector("h1, h2[id], h3[id], li[id], div[id]");
    return [cell.lang, named && (named.id || named.tagName)];
}))"""


@pytest.fixture
def beside(open_page):
    """Open a page in both languages by its address."""
    def open_(path, **options):
        page = open_page(path, **options)
        page.wait_for_selector(ON, state="attached")
        return page

    return open_


@pytest.mark.parametrize(("path", "own", "other"), [(LAW, "lo", "en"), (f"en/{LAW}", "en", "lo")])
def test_the_button_puts_each_section_beside_its_twin(open_page, path, own, other):
    page = open_page(path)
    headings = page.locator("article :is(h2, h3)[id]").evaluate_all("(all) => all.map((one) => one.id)")
    button = page.locator("[data-kb-beside]")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    page.wait_for_selector(ON, state="attached")
    rows = page.evaluate(ROWS)
    assert {tuple(cell[0] for cell in row) for row in rows} == {(own, other)}
    assert rows[0][1][1] == "H1"  # the twin's title; the page's own stands above the article
    ids = [row[0][1] for row in rows[1:]]
    assert [row[1][1] for row in rows[1:]] == [one and f"beside-{one}" for one in ids]
    assert set(headings) <= set(ids)
    assert button.get_attribute("aria-pressed") == "true"
    assert button.evaluate("(button) => button === document.activeElement")
    assert page.locator("[data-kb-beside-status]").inner_text() == button.get_attribute("data-on")
    assert page.url.endswith(f"{path}?beside")
    assert page.faults == []


@pytest.mark.parametrize("path", [LAW, "sources/", "glossary/", "figures/", "project/partners/", "briefs/amendment/"])
def test_no_id_stands_twice_and_nothing_is_lost(beside, path):
    page = beside(f"{path}?beside")
    assert page.evaluate(TWICE) == []
    assert page.locator(".kb-beside__cell:empty").count() == 0
    with_both = page.locator("article").evaluate("(article) => article.textContent.length")
    page.keyboard.press("Escape")
    page.wait_for_selector("html:not([data-beside])", state="attached")
    assert 0 < page.locator("article").evaluate("(article) => article.textContent.length") < with_both


def test_the_single_page_comes_back_as_it_was(open_page):
    page = open_page("figures/")
    before = page.locator("article").evaluate("(article) => article.outerHTML")
    button = page.locator("[data-kb-beside]")
    for _ in range(2):
        button.click()
        page.wait_for_selector(ON, state="attached")
        button.click()
        page.wait_for_selector("html:not([data-beside])", state="attached")
        assert page.locator("article").evaluate("(article) => article.outerHTML") == before
    assert page.url.endswith("figures/")
    assert [url for url in page.requests if "/en/figures/" in url] == [page.url.replace("/figures", "/en/figures")]


def test_the_history_leads_back_and_forth(open_page):
    page = open_page(LAW)
    page.locator("[data-kb-beside]").click()
    page.wait_for_selector(ON, state="attached")
    page.go_back()
    page.wait_for_selector("html:not([data-beside])", state="attached")
    assert page.url.endswith(LAW)
    page.go_forward()
    page.wait_for_selector(ON, state="attached")


def test_the_address_leads_to_a_section(beside):
    page = beside(f"{LAW}?beside#steps")
    page.wait_for_function("document.getElementById('steps').getBoundingClientRect().top < 200")
    assert abs(page.evaluate("""document.getElementById("steps").getBoundingClientRect().top
        - document.getElementById("beside-steps").getBoundingClientRect().top""")) < 8


def test_the_change_of_language_keeps_the_view_and_the_section(beside, base):
    page = beside(f"{LAW}?beside#beside-steps")
    page.locator("[data-kb-language]").click()
    page.wait_for_url(f"{base}en/{LAW}?beside#steps")
    page.wait_for_selector(ON, state="attached")
    assert page.locator(".kb-beside__cell").nth(1).get_attribute("lang") == "lo"


def test_escape_closes_what_lies_over_the_page_first(beside):
    page = beside(f"{LAW}?beside")
    page.wait_for_selector("html[data-ready]", state="attached")
    page.locator(".kb-beside__cell:last-child .kb-cite").first.click()
    page.locator("#kb-note").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#kb-note").wait_for(state="hidden")
    assert page.locator(ON).count() == 1
    page.keyboard.press("Escape")
    page.wait_for_selector("html:not([data-beside])", state="attached")
    assert page.locator("[data-kb-beside]").evaluate("(button) => button === document.activeElement")


@pytest.mark.parametrize("path", [LAW, f"en/{LAW}"])
def test_a_note_of_the_twin_speaks_its_language(beside, path):
    page = beside(f"{path}?beside")
    page.wait_for_selector("html[data-ready]", state="attached")
    cell = page.locator(".kb-beside__cell:last-child")
    lang = cell.first.get_attribute("lang")
    mark = cell.locator(".kb-cite").first
    mark.click()
    note = page.locator("#kb-note")
    note.wait_for(state="visible")
    assert note.get_attribute("lang") == lang
    assert note.get_attribute("aria-label") == {"lo": "ແຫຼ່ງຂໍ້ມູນທີ 1", "en": "Source 1"}[lang]  # source 1
    assert {"lo": "ເຂົ້າເບິ່ງ", "en": "Seen"}[lang] in note.inner_text()
    note.locator(".kb-note__foot a").click()
    page.wait_for_url("**#beside-source-1")
    assert page.locator("li:target").is_visible()


def test_links_of_the_twin_start_from_its_own_place(beside, base):
    page = beside("law/?beside")
    found = page.locator(".kb-beside__cell:last-child a:not([href^='#']):not([hreflang])").evaluate_all(
        "(all) => all.map((one) => one.href).filter((one) => one.startsWith(location.origin))",
    )
    assert len(found) > 5
    assert [one for one in found if not one.startswith(f"{base}en/")] == []


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (768, 2), (1000, 1), (1280, 2)])
def test_two_columns_where_there_is_room_and_never_wider_than_the_screen(beside, width, columns):
    page = beside("contribute/translate/?beside", width=width)
    tops = page.locator(".kb-beside__row").nth(1).locator("> div").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)",
    )
    assert len({round(top) for top in tops}) == (1 if columns == 2 else 2)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_at_twice_the_text_size_sections_stand_under_each_other(beside):
    page = beside(f"{LAW}?beside")
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # the sheet's own 125%, twice
    tops = page.locator(".kb-beside__row").nth(1).locator("> div").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)",
    )
    assert tops[0] < tops[1]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_it_prints_on_landscape_in_two_columns(beside):
    page = beside("law/in-force/?beside")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    box = printed.pages[0].mediabox
    assert box.width > box.height
    text = printed.pages[0].extract_text()
    assert "The law in force" in text
    assert "Escape" not in text
    assert "ຄຽງກັບພາສາອັງກິດ" not in text.replace(" ", "")  # the button


def test_a_narrowed_list_is_narrowed_on_both_sides(beside):
    page = beside("sources/?beside&kind=reference")
    page.wait_for_selector("[data-kb-filter][data-ready]")
    shown = page.locator(".kb-sources > li:visible").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(shown) == 4
    assert shown[1::2] == [f"beside-{one}" for one in shown[::2]]
    page.keyboard.press("Escape")
    page.wait_for_selector("html:not([data-beside])", state="attached")
    assert page.locator(".kb-sources > li:visible").count() == 2
    page.locator("[data-kb-filter] button").click()
    assert page.locator(".kb-sources > li:visible").count() > 200


@pytest.mark.parametrize("failure", ["offline", "missing"])
def test_when_the_twin_does_not_come_the_page_says_so_and_links_to_it(open_page, base, failure):
    page = open_page(LAW)
    page.route(f"{base}en/{LAW}", lambda route: route.abort() if failure == "offline" else route.fulfill(status=404))
    page.locator("[data-kb-beside]").click()
    link = page.locator("[data-kb-beside-status] a")
    link.wait_for(state="visible")
    assert page.locator("[data-kb-beside-status]").inner_text().startswith("ໂຫຼດໜ້າພາສາອັງກິດບໍ່ໄດ້")  # could not be fetched
    assert (link.get_attribute("lang"), link.evaluate("(link) => link.href")) == ("en", f"{base}en/{LAW}")
    assert page.locator("[data-kb-beside]").get_attribute("aria-pressed") == "false"
    assert page.url.endswith(LAW)
    page.unroute(f"{base}en/{LAW}")
    page.locator("[data-kb-beside]").click()
    page.wait_for_selector(ON, state="attached")


def test_when_the_script_does_not_arrive_the_button_leads_to_the_twin(open_page, base):
    page = open_page(LAW)
    page.route("**/beside.*.js", lambda route: route.abort())
    page.locator("[data-kb-beside]").click()
    page.wait_for_url(f"{base}en/{LAW}")


def test_without_javascript_there_is_no_button_and_the_address_shows_the_page(open_page):
    page = open_page(f"{LAW}?beside", java_script_enabled=False)
    assert not page.locator("[data-kb-beside]").is_visible()
    assert page.locator("article h2").first.is_visible()


def test_translators_come_from_the_list_of_translations(open_page):
    page = open_page("about/translation-status/")
    page.locator("table a[href$='law/amendment/?beside']").click()
    page.wait_for_selector(ON, state="attached")
    assert f"{LAW}?beside" in page.url
