"""What only a built page shows: what the content policy forbids stops the build, whatever brought it in."""

from __future__ import annotations

import pytest
from conftest import dressed, made

from kb import library, links

pytestmark = pytest.mark.site

BROUGHT = {
    "inline script": ("<script>take()</script>", "<script>"),
    "inline style": ('<p style="color:red">x</p>', "style="),
    "handler": ('<p onclick="take()">x</p>', "onclick="),
    "javascript link": ('<a href="java\nscript:take()">x</a>', "javascript:"),
    "refresh": ('<meta http-equiv="refresh" content="9">', '<meta http-equiv="refresh">'),
    "foreign poster": ('<video poster="https://cdn.example/x.png"></video>', 'poster="https://cdn.example/x.png"'),
}


def test_what_a_template_brings_in_stops_the_build(world):
    """``kb site`` refuses what links.check reports and leaves the old site: tests/site/test_build.py shows that."""
    root = dressed(world())
    template = root / "overrides/partials/footer.html"
    template.write_text(template.read_text("utf-8") + "".join(html for html, _ in BROUGHT.values()), "utf-8")
    (root / "overrides/partials/policy.html").write_text("", "utf-8")
    found = [one for one in links.check(library.load(root), made(root), "https://world.example/")
             if one.path == "docs/lo/index.md" and one.code.startswith("S0")]
    assert all(one.blocks for one in found)
    told = {one.text() for one in found}
    assert told == {
        *(f"docs/lo/index.md:1: the built page holds {what}, which the site's content policy forbids. "
          "Report this to the engineers: a template or a program makes it. [S02]" for _, what in BROUGHT.values()),
        ("docs/lo/index.md:1: the built page does not say what it may load and run. "
         "Report this to the engineers: its template must include partials/policy.html first. [S03]"),
    }
