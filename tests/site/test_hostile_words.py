"""What stands in titles, summaries, records and labels is shown as words, escaped once, on every built page."""

from __future__ import annotations

import json

import pytest
from conftest import dressed, made
from lxml import html

from kb import policy

pytestmark = pytest.mark.site

EVIL = (
    "</title><script>alert(1)</script> &lt;/title>&lt;script>alert(2)&lt;/script> "
    "\"' onload=x ` <!-- {{ 7 * 7 }} &amp;"
)
EVENT = "events/2024-07-31-seminar/index.html"
PAGES = ["index.html", "en/index.html", EVENT, f"en/{EVENT}"]


@pytest.fixture
def built(world):
    """The good world with hostile words wherever words may stand, built with the project's settings and templates."""
    quoted = json.dumps(EVIL)
    one = f"{{en: {quoted}, lo: {quoted}}}"
    root = world(edit={
        "docs/en/index.md": {
            "title: A small world": f"title: {quoted}", "summary: Everything in it is invented.": f"summary: {quoted}",
        },
        "docs/lo/index.md": {
            "title: ໂລກນ້ອຍ": f"title: {quoted}", "summary: ທຸກຢ່າງແມ່ນສົມມຸດ.": f"summary: {quoted}",
        },
        "docs/en/events/2024-07-31-seminar.md": {
            "title: A seminar": f"title: {quoted}", "as_of": f"next_step: {quoted}\nas_of",
        },
        "docs/lo/events/2024-07-31-seminar.md": {"title: ກອງປະຊຸມສຳມະນາ": f"title: {quoted}"},
        "data/events/2024-07-31-seminar.yml": {
            "place: {en: Vientiane, lo: ວຽງຈັນ}": f"place: {one}\ntheme: {one}\nsessions: [{one}]\nnot_known: [{one}]",
        },
        "data/sources/report.yml": {
            "title: A report": f"title: {quoted}", "publisher: An office": f"publisher: {quoted}",
        },
    })
    labels = dressed(root) / "data/strings.yml"
    lines = labels.read_text("utf-8").splitlines()
    kept = [f"event.sessions: {one}" if line.startswith("event.sessions:") else line for line in lines]
    labels.write_text("\n".join(kept) + "\n", "utf-8")
    made(root)
    return root


def test_hostile_words_stay_words(built):
    for name in PAGES:
        tree = html.document_fromstring((built / "site" / name).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        assert list(policy.faults(tree)) == [], name
        said = " ".join(EVIL.split())
        inside = "events" in name
        if inside:
            assert tree.findtext(".//title").startswith(EVIL)
        assert tree.findtext(".//h1") == EVIL
        assert tree.get("lang") == ("en" if name.startswith("en/") else "lo")
        shown = " ".join(tree.find(".//main").text_content().split())
        assert shown.count(said) >= (5 if inside else 2), name
        if inside:
            (heading,) = tree.xpath("//h2[@id='event-sessions']")
            assert heading.text_content() == EVIL
            assert EVIL in [link.text_content() for link in tree.xpath("//nav[@class='kb-toc']//a")]
        else:
            assert tree.xpath("//meta[@name='description']/@content") == [EVIL]
            assert tree.xpath("string(//a[@rel='next'])").endswith(EVIL)
        assert "49" not in shown


def test_the_search_index_holds_them_as_typed(built):
    text = (built / "site/search/en.js").read_text("utf-8")
    index = json.loads(text.removeprefix("self.kbIndex=").removesuffix(";\n"))
    assert [title for _, title, _ in index["pages"]] == [EVIL, EVIL]
