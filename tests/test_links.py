"""Links of a built site: small pages in, the editor's text out."""

from __future__ import annotations

import pytest
from conftest import cases

from kb import library, links

POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
EVENT = "events/2024-07-31-seminar/index.html"


@pytest.mark.parametrize("case", cases("links"))
def test_link(world, tmp_path, case):
    site = tmp_path / "site"
    bodies = {"index.html": "", "en/index.html": "", EVENT: "", f"en/{EVENT}": ""} | case["site"]
    for name, body in bodies.items():
        heading = '<h2 id="outcomes">x</h2>' if "events" in name else ""
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        head = case.get("head", POLICY)
        file.write_text(f"<!doctype html><html><head>{head}</head><body>{heading}{body}</body></html>", "utf-8")
    (site / "assets").mkdir()
    (site / "assets/a.svg").write_text("<svg/>", "utf-8")
    found = links.check(library.load(world(edit=case.get("edit"))), site, "https://world.example/")
    assert "".join(f"{one.text()}\n" for one in sorted(found, key=lambda one: one.text())) == case["problems"]


def test_the_404_page_has_absolute_links_under_the_path_of_the_site(world, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(f"<html><head>{POLICY}</head></html>", "utf-8")
    lost = f'<html><head>{POLICY}</head><body><a href="/sub/">home</a><a href="/elsewhere/">lost</a></body></html>'
    (tmp_path / "site/404.html").write_text(lost, "utf-8")
    found = links.check(library.load(world()), tmp_path / "site", "https://world.example/sub/")
    assert [one.text() for one in found] == [
        ('site/404.html:1: the link "/elsewhere/" leads to a page that does not exist. '
         "Correct the path, or remove the link. [U01]"),
    ]
