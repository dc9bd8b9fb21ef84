"""The way of the law: stages, steps with addresses of their own, and the choice of stage and actor."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
LAW = "law/amendment/"
SHOWN = ".kb-step:not([hidden])"


@pytest.fixture
def law(open_page):
    page = open_page(LAW, width=360)
    page.wait_for_selector("[data-kb-filter][data-ready]")
    return page


def test_without_javascript_every_step_is_there_and_no_choice_is_offered(open_page):
    page = open_page(LAW, width=360, java_script_enabled=False)
    assert page.locator(".kb-step").count() == 30
    assert all(step.is_visible() for step in page.locator(".kb-step").all())
    assert not page.locator(".kb-filter").is_visible()


def test_steps_are_narrowed_by_stage_and_by_actor(law):
    law.get_by_role("combobox", name="ໄລຍະ").select_option("review")
    assert set(law.locator(SHOWN).evaluate_all("(all) => all.map((one) => one.dataset.stage)")) == {"review"}
    assert not law.locator("#stage-drafting").is_visible()
    law.get_by_role("combobox", name="ພາກສ່ວນທີ່ເຂົ້າຮ່ວມ").select_option("nhib")
    assert law.locator(SHOWN).evaluate_all("(all) => all.map((one) => one.id)") == ["step-recommendations-2023-05"]
    assert "stage=review&actor=nhib" in law.url


def test_a_step_has_an_address_that_shows_and_opens_it(law, base):
    step = law.locator("#step-law-workshop-2023")
    step.get_by_role("link", name="ທີ່ຢູ່ຂອງຂັ້ນຕອນນີ້").click()
    law.wait_for_url(f"{base}{LAW}#step-law-workshop-2023")
    assert law.locator(":target").get_attribute("id") == "step-law-workshop-2023"


def test_the_address_of_a_step_that_is_left_out_brings_everything_back(open_page, base):
    page = open_page(f"{LAW}?stage=review#step-ordinance-2025")
    page.wait_for_selector("[data-kb-filter][data-ready]")
    assert page.locator("#step-ordinance-2025").is_visible()
    assert page.locator(SHOWN).count() == 30


def test_a_stage_leads_to_its_steps(law, base):
    law.locator(".kb-stages a", has_text="ການປຶກສາຫາລື").click()
    law.wait_for_url(f"{base}{LAW}#stage-consultation")


def test_what_was_forecast_stands_beside_what_happened(open_page):
    page = open_page(f"en/{LAW}")
    boxes = page.locator("#step-recommendations-2023-05 .kb-then > div")
    assert [box.locator("dt").inner_text() for box in boxes.all()] == ["Forecast at the time", "What happened"]
    assert "did not come true" in boxes.nth(1).inner_text()
    left, right = (box.bounding_box() for box in boxes.all())
    assert left["x"] + left["width"] <= right["x"]
