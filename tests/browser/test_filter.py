"""A long list narrowed by kind, language and year: announced, in the address, and nothing lost without JavaScript."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser
READY = "[data-kb-filter][data-ready]"
SHOWN = ".kb-sources > li:not([hidden])"


@pytest.fixture
def sources(open_page):
    def open_(query="", **options):
        page = open_page(f"sources/{query}", **options)
        page.wait_for_selector(READY)
        return page

    return open_


def test_a_choice_narrows_the_list_and_says_how_many_are_left(sources):
    page = sources()
    everything = page.locator(SHOWN).count()
    page.locator("select[name=kind]").select_option("news")
    left = page.locator(SHOWN).count()
    assert 0 < left < everything
    assert page.locator(".kb-sources > li:visible:not([data-kind=news])").count() == 0
    said = page.locator("[data-kb-filter] [role=status]").inner_text()
    assert re.findall(r"\d+", said) == [str(left), str(everything)]
    assert page.locator("h3[id^=kind-]:visible").evaluate_all("(all) => all.map((one) => one.id)") == ["kind-news"]


def test_choices_add_up_and_stand_in_the_address(sources):
    page = sources("?kind=news&language=lo")
    assert page.locator("select[name=kind]").input_value() == "news"
    shown = page.locator(SHOWN).evaluate_all("(all) => all.map((one) => [one.dataset.kind, one.dataset.language])")
    assert shown
    assert all(one == ["news", "lo"] for one in shown)
    page.locator("select[name=year]").select_option("undated")
    assert page.url.endswith("?kind=news&language=lo&year=undated")


def test_the_choice_survives_the_change_of_language(sources, base):
    page = sources("?kind=report")
    page.locator("[data-kb-language]").click()
    page.wait_for_url(f"{base}en/sources/?kind=report")
    page.wait_for_selector(READY)
    assert page.locator("select[name=kind]").input_value() == "report"


def test_nothing_found_is_said_and_one_button_brings_everything_back(sources):
    page = sources("?kind=reference&language=zh")
    assert page.locator(SHOWN).count() == 0
    assert page.locator("[data-kb-filter] [role=status]").inner_text() == "ບໍ່ມີລາຍການໃດ ກົງກັບທີ່ເລືອກ."  # nothing fits
    page.locator("[data-kb-filter] button").click()
    assert page.locator(SHOWN).count() > 100
    assert page.evaluate("location.search") == ""
    assert page.evaluate("document.activeElement.name") == "kind"
    assert not page.locator("[data-kb-filter] button").is_visible()


def test_an_address_that_nobody_made_shows_everything(sources):
    assert sources("?kind=nonsense").locator("li[id^=source-][hidden]").count() == 0


@pytest.mark.parametrize("how", ["address", "link"])
def test_a_link_to_a_hidden_entry_brings_it_back(sources, how):
    hidden = "source-lt-lfs-2022"  # a news report
    page = sources(f"?kind=report{f'#{hidden}' if how == 'address' else ''}")
    if how == "link":
        assert not page.locator(f"#{hidden}").is_visible()
        page.evaluate("(hash) => { location.hash = hash; }", hidden)
    page.locator(f"#{hidden}").wait_for(state="visible")
    assert page.evaluate("location.search") == ""


def test_the_list_of_kinds_leads_there_while_the_list_is_narrowed(sources):
    page = sources("?kind=report")
    page.locator(".kb-jumps a[href='#kind-news']").click()
    page.wait_for_url("**/sources/#kind-news")
    assert page.locator("#kind-news").is_visible()


def test_by_keyboard_alone(sources):
    page = sources()
    page.locator("select[name=kind]").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("new URLSearchParams(location.search).has('kind')")
    assert page.locator(SHOWN).count() < 100


def test_without_javascript_the_groups_and_their_links_are_there(open_page):
    page = open_page("sources/", java_script_enabled=False)
    assert not page.locator("[data-kb-filter]").is_visible()
    page.locator(".kb-jumps a").first.click()
    assert page.locator("h3:target").is_visible()
    assert page.locator(".kb-sources > li:visible").count() > 200


def test_print_shows_the_choices_only_when_something_is_left_out(sources):
    page = sources()
    page.emulate_media(media="print")
    assert not page.locator("[data-kb-filter]").is_visible()
    page.emulate_media(media="screen")
    page.locator("select[name=kind]").select_option("news")
    page.emulate_media(media="print")
    assert page.locator("[data-kb-filter]").is_visible()
