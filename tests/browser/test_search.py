"""The search dialog as a reader meets it: Lao first, by keyboard, on a phone, from a link, from a disk."""

from __future__ import annotations

import pytest
from conftest import PROJECT

pytestmark = pytest.mark.browser


def opened(page):
    page.locator("[data-kb-search]").click()
    page.wait_for_selector(".kb-search[data-ready]")
    return page


def ask(page, query):
    page.locator(".kb-search input").fill(query)
    page.wait_for_selector(f".kb-search[data-answered='en:{query}'], .kb-search[data-answered='lo:{query}']")
    home = page.locator("html").get_attribute("lang")
    other = "en" if home == "lo" else "lo"
    page.wait_for_selector(f".kb-search[data-answered='{other}:{query}']")
    return page.locator(".kb-search [role=option]")


def test_nothing_is_downloaded_before_the_search_is_opened(open_page):
    page = open_page("law/")
    assert not [url for url in page.requests if "search" in url.rpartition("/")[2] or "/search/" in url]
    opened(page)
    assert [url for url in page.requests if url.endswith("/search/lo.js")]


def test_a_lao_word_inside_phrases_is_found_and_marked(open_page):
    page = opened(open_page("", width=360))
    results = ask(page, "ບໍານານ")  # ບຳນານ pension, typed in two signs
    assert results.count() > 3
    assert set(page.locator(".kb-search [role=option][lang=lo] mark").all_inner_texts()) == {"ບຳນານ"}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_own_language_comes_first_and_the_other_is_marked(open_page):
    page = opened(open_page("en/"))
    results = ask(page, "LSSO")
    languages = [results.nth(at).get_attribute("lang") for at in range(results.count())]
    assert languages == sorted(languages)  # en before lo
    assert "lo" in languages
    assert page.locator(".kb-search [role=option][lang=lo] .kb-tag").first.inner_text() == "ລາວ"


def test_the_keyboard_walks_opens_and_closes(open_page, base):
    page = opened(open_page(""))
    ask(page, "ບຳນານ")
    box = page.locator(".kb-search input")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    chosen = page.locator(".kb-search [role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert box.get_attribute("aria-expanded") == "true"
    href = chosen.evaluate("(link) => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    page.wait_for_selector("article mark")
    assert set(page.locator("article mark").all_inner_texts()) == {"ບຳນານ"}


def test_escape_gives_the_focus_back(open_page):
    page = opened(open_page(""))
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.kb-search').open")
    assert page.evaluate("document.activeElement.hasAttribute('data-kb-search')")


def test_the_count_is_announced(open_page):
    page = opened(open_page(""))
    results = ask(page, "ຄະນິດສາດປະກັນໄພ")
    status = page.locator(".kb-search [role=status]").inner_text()
    assert status.startswith("ພົບ ")
    assert int("".join(sign for sign in status if sign.isdigit())) >= results.count() > 0


def test_what_finds_nothing_says_what_was_searched_and_leads_on(open_page):
    page = opened(open_page(""))
    assert ask(page, "ຊຊຊຊຊຊ").count() == 0
    assert "ຊຊຊຊຊຊ" in page.locator(".kb-search [role=status]").inner_text()
    help_ = page.locator(".kb-search__help")
    assert "ທັງສອງພາສາ" in help_.inner_text()
    assert help_.locator("a").get_attribute("href").endswith("/glossary/")


def test_a_link_with_a_query_opens_the_search(open_page):
    page = open_page("?q=ບຳນານ")
    page.wait_for_selector(".kb-search[data-answered='en:ບຳນານ']")
    assert page.locator(".kb-search input").input_value() == "ບຳນານ"


def test_pasting_asks_at_once(open_page):
    page = opened(open_page(""))
    page.locator(".kb-search input").evaluate(
        "(box) => { box.value = 'ບຳນານ'; box.dispatchEvent(new InputEvent('input', {inputType: 'insertFromPaste'})); }",
    )
    page.wait_for_selector(".kb-search[data-answered='en:ບຳນານ']")


def test_enter_ends_the_composition_of_an_input_method_and_opens_nothing(open_page):
    page = opened(open_page(""))
    ask(page, "ບຳນານ")
    before = page.url
    page.locator(".kb-search input").evaluate("""(box) => box.dispatchEvent(
      new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))""")
    assert page.url == before
    assert page.locator(".kb-search [aria-selected]").count() == 0
    page.context.new_cdp_session(page).send("Input.insertText", {"text": "ພື້ນຖານ"})
    page.wait_for_selector(".kb-search[data-answered='en:ບຳນານພື້ນຖານ']")


@pytest.mark.parametrize("path", ["", "en/"])
def test_at_four_hundred_percent_the_chosen_result_is_in_sight(open_page, path):
    page = opened(open_page(path, width=320, height=256))  # 1280 × 1024 at 400 %
    ask(page, "ILO")
    for key in ("ArrowUp", "Home", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        seen = page.evaluate("""() => {
          const box = (query) => document.querySelector(query).getBoundingClientRect();
          const parts = [...document.querySelectorAll('.kb-search *')];
          const wide = parts.filter((one) => one.getBoundingClientRect().right > 321);
          const chosen = box('.kb-search [aria-selected]');
          return { top: chosen.top, form: box('.kb-search form').bottom, high: innerHeight, wide: wide.length };
        }""")
        assert seen["form"] - 1 <= seen["top"] < seen["high"], key
        assert seen["wide"] == 0


def test_it_works_offline_once_loaded(open_page):
    page = opened(open_page(""))
    ask(page, "ບຳນານ")
    page.context.set_offline(True)
    assert ask(page, "ກົດໝາຍ").count() > 3


def test_it_works_from_a_disk(chromium):
    page = chromium.new_context().new_page()
    page.goto((PROJECT / "site/law/index.html").as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    opened(page)
    assert ask(page, "ບຳນານ").count() > 3
    page.context.close()


def test_without_javascript_the_link_leads_to_all_pages(open_page, base):
    page = open_page("law/", java_script_enabled=False)
    page.locator("[data-kb-search]").click()
    page.wait_for_url(f"{base}search/")
    assert page.locator(".kb-sitemap a").count() > 50


def test_when_the_script_does_not_arrive_the_link_leads_on(open_page, base):
    page = open_page("law/")
    page.route("**/search.*.js", lambda route: route.abort())
    page.locator("[data-kb-search]").click()
    page.wait_for_url(f"{base}search/")
