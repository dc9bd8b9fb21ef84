"""Citing a page: a text that can be copied with and without permission, and two files."""

from __future__ import annotations

import pytest
import rispy
from pybtex.database import parse_string

pytestmark = pytest.mark.browser


def opened(open_page, **options):
    page = open_page("law/amendment/", **options)
    page.locator("[data-kb-citing] summary").click()
    return page


def test_the_citation_is_copied(open_page):
    page = opened(open_page, permissions=["clipboard-read", "clipboard-write"])
    page.locator("[data-kb-citing] button").click()
    page.locator("[data-kb-citing] [role=status]", has_text="ສຳເນົາແລ້ວ.").wait_for()  # copied
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#kb-citation").inner_text()


def test_without_a_clipboard_the_citation_is_selected(open_page):
    page = opened(open_page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.locator("[data-kb-citing] button").click()
    page.locator("[data-kb-citing] [role=status]", has_text="ໄດ້ເລືອກຂໍ້ຄວາມໄວ້ແລ້ວ").wait_for()  # selected
    assert page.evaluate("getSelection().toString()") == page.locator("#kb-citation").inner_text()


def test_without_javascript_text_and_files_are_there(open_page):
    page = opened(open_page, java_script_enabled=False)
    assert page.locator("#kb-citation").is_visible()
    assert not page.locator("[data-kb-citing] button").is_visible()


def test_both_files_name_the_page(open_page):
    page = opened(open_page)
    found = {}
    for name in ("BibTeX", "RIS"):
        with page.expect_download() as download:
            page.locator("[data-kb-citing] a", has_text=name).click()
        found[download.value.suggested_filename] = download.value.path().read_bytes().decode("utf-8")
    stem = "lao-social-protection-law-amendment-lo"
    (entry,) = parse_string(found[f"{stem}.bib"], "bibtex").entries.values()
    (record,) = rispy.loads(found[f"{stem}.ris"])
    title = page.locator("h1").inner_text()
    assert (entry.fields["title"], entry.fields["date"]) == (f"{{{title}}}", "2026-02-03")
    assert (record["title"], record["date"]) == (title, "2026/02/03/")
    assert entry.fields["url"] == record["urls"][0] == page.locator("link[rel=canonical]").get_attribute("href")

