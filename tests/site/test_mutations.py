"""The built site with one thing wrong on each of some pages: which check notices. ``pytest -s`` prints the list."""

from __future__ import annotations

import os
import re
import shutil

import pytest
from conftest import PROJECT

from kb import library, links

pytestmark = pytest.mark.site
URL = "https://lao-social-protection.example/"


def before_end(html):
    return lambda page: page.replace("</main>", f"{html}</main>", 1)


def instead(pattern, new):
    return lambda page: re.sub(pattern, new, page, count=1)


MUTATIONS = {
    # name: (page, change or None to drop it, the code)
    "drop a page": ("law/history/index.html", None, "U01"),
    "alter an id": ("law/amendment/index.html", instead(' id="?steps"?', ' id="stepz"'), "U02"),
    "the same id twice": ("law/questions/index.html", before_end('<p id="content">x</p>'), "U05"),
    "lead into the other language": ("strategy/index.html", before_end('<a href="../en/law/">x</a>'), "U04"),
    "lead to a lost file": ("strategy/reviews/index.html", before_end('<img src="x.png" alt="">'), "U03"),
    "an absolute address of our own": ("project/index.html", before_end(f'<a href="{URL}law/">x</a>'), "U06"),
    "a foreign picture": ("project/partners/index.html", before_end('<img src="//cdn.example/x" alt="">'), "U07"),
    "an inline script": ("briefs/index.html", before_end("<script>take()</script>"), "S02"),
    "an inline style": ("lessons/index.html", before_end('<p style="color:red">x</p>'), "S02"),
    "an event handler": ("lessons/method/index.html", before_end('<p onclick="take()">x</p>'), "S02"),
    "a link that runs": ("events/index.html", before_end('<a href="javascript:take()">x</a>'), "S02"),
    "a refresh": ("figures/index.html", instead("<head>", '<head><meta http-equiv="refresh">'), "S02"),
    "without the policy": ("about/index.html", instead("<meta http-equiv=[^>]*>", ""), "S03"),
}


def test_each_mutation_of_a_built_page_is_noticed(tmp_path):
    site = tmp_path / "site"
    shutil.copytree(PROJECT / "site", site, copy_function=os.link)
    for name, (page, change, _) in MUTATIONS.items():
        file = site / page
        text = file.read_text("utf-8")
        file.unlink()  # the copy is a second name of the same file: never written through
        if change:
            assert change(text) != text, name
            file.write_text(change(text), "utf-8")
    found = links.check(library.load(PROJECT), site, URL)
    missed = []
    for name, (page, _, code) in MUTATIONS.items():
        source = "docs/lo/" + (page.replace("/index.html", ".md"))
        both = {source, source.replace(".md", "/index.md")}
        codes = {one.code for one in found if name in ("drop a page", "alter an id") or one.path in both}
        print(f"{name:<40}{code}  {page}")
        missed += [] if code in codes else [f"{name}: {sorted(codes)}, not {code}"]
    assert missed == []
