"""The pack for a USB stick: unpacked into a folder and opened there, without a server and without a network."""

from __future__ import annotations

import zipfile

import pytest
from conftest import PROJECT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(PROJECT / "site/lao-social-protection.zip") as pack:
        pack.extractall(folder)
    return folder


@pytest.fixture
def page(chromium, folder):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, offline=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(f"file://{folder}/index.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    assert [url for url in page.asked if not url.startswith("file://")] == []
    context.close()


def test_links_open_pages_and_languages(page):
    page.locator("article a[href*='law/amendment/index.html']").first.click()
    page.wait_for_url("**/law/amendment/index.html*")
    page.locator("[data-kb-language]").click()
    page.wait_for_url("**/en/law/amendment/index.html*")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_search_finds_and_opens(page):
    page.locator("[data-kb-search]").click()
    page.wait_for_selector(".kb-search[data-ready]")
    page.locator(".kb-search input").fill("ບຳນານ")
    page.wait_for_selector(".kb-search[data-answered='en:ບຳນານ']")
    page.locator(".kb-search [role=option]").first.click()
    page.wait_for_url("**/index.html?h=*")
    assert page.locator("main h1").count() == 1


def test_a_brief_is_there_to_read(page, folder):
    page.goto(f"file://{folder}/briefs/index.html")
    link = page.locator("a[href$='amendment-lo.pdf']").first
    name = link.get_attribute("href")
    assert (folder / "briefs" / name).read_bytes().startswith(b"%PDF-")


def test_both_languages_stand_side_by_side_without_a_server(page, folder):
    page.goto(f"file://{folder}/about/translation-status/index.html")
    page.locator("a[href$='law/amendment/index.html?beside']").click()
    page.wait_for_selector("html[data-beside]", state="attached")
    assert page.locator(".kb-beside__cell:last-child h2").first.is_visible()
    assert page.locator("iframe").count() == 0
    link = page.locator(".kb-beside__cell:last-child a[href$='.html']").first.evaluate("(link) => link.href")
    assert link.startswith(f"file://{folder}/en/")


def test_the_built_folder_opened_from_a_disk_says_that_it_cannot(chromium):
    """There the content policy allows no frames; the link to the other language remains."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((PROJECT / "site/law/index.html").as_uri())
    page.locator("[data-kb-beside]").click()
    page.locator("[data-kb-beside-status] a[lang=en]").wait_for(state="visible")
    assert page.locator("iframe").count() == 0
    context.close()
