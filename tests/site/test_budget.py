"""What a reader's first visit costs: everything that a page asks for by itself, compressed as hosts send it."""

from __future__ import annotations

import gzip
import re

import pytest
from conftest import PROJECT

from kb import library
from kb.addresses import address

pytestmark = pytest.mark.site
SITE = PROJECT / "site"
PAGES = sorted(library.load(PROJECT).pages)
FIRST, STYLES, REQUESTS = 40 * 1024, 16 * 1024, 8
LISTS = {"glossary.md", "sources.md", "figures.md", "contribute/review.md", "law/amendment.md"}
"""Long by their nature: each holds everything of its kind (steps of the law, figures with charts)."""
SCRIPTS = 12 * 1024
SEARCH = {"search", "search-core", "search-worker", "highlight"}


def sent(file):
    """Bytes on the line; fonts are compressed already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 6))


def asked(page):
    """The files that a page loads by itself: style sheets, scripts, fonts, icons. The rest waits until it is used."""
    head = page.read_text("utf-8")
    found = re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"', head)
    found += re.findall(r'<script src="([^"]+)"', head)
    return {(page.parent / one).resolve() for one in found}


@pytest.mark.parametrize("lang", ["lo", "en"])
def test_the_first_visit_of_any_page(lang):
    heavy = {}
    for where, path in PAGES:
        if where == lang and path not in LISTS:
            page = SITE / address(lang, path) / "index.html"
            files = asked(page)
            assert len(files) + 1 <= REQUESTS
            cost = sent(page) + sum(sent(file) for file in files)
            if cost > FIRST:
                heavy[path] = cost
    assert heavy == {}


def test_all_scripts_that_a_page_without_search_can_ask_for_are_small():
    scripts = (SITE / "assets/javascripts").glob("*.js")
    assert 0 < sum(sent(script) for script in scripts if script.name.split(".")[0] not in SEARCH) <= SCRIPTS


def test_the_style_sheets_are_small():
    assert sum(sent(sheet) for sheet in (SITE / "assets").rglob("*.css")) <= STYLES


def test_the_published_folder_holds_nothing_that_nobody_uses():
    kinds = {file.suffix for file in SITE.rglob("*") if file.is_file()}
    assert kinds <= {
        ".html", ".css", ".js", ".woff2", ".svg", ".png", ".pdf", ".zip", ".xml", ".gz", ".br", ".txt", ".json",
        ".bib", ".ris", ".csv", ".ics",
    }, "no source maps, no templates"
    apart = {".pdf", ".zip", ".br", ".gz"}  # downloads, and the same texts in smaller forms
    data = {*SITE.glob("data/**/*"), *SITE.glob("figures/*.json"), *SITE.glob("figures/*.csv")}
    data |= {file for kind in ("bib", "ris") for file in SITE.rglob(f"*.{kind}")}
    files = [file for file in SITE.rglob("*") if file.is_file() and file.suffix not in apart]
    assert sum(file.stat().st_size for file in files if file in data) <= 2 * 1024 * 1024
    read = sum(file.stat().st_size for file in files if file not in data)
    assert read <= 10 * 1024 * 1024
