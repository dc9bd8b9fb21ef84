"""What marks turn into, in both languages."""

from __future__ import annotations

import re
import shutil

import pytest
from conftest import PROJECT

from kb import library
from kb.expand import expand


@pytest.fixture
def seen(world):
    """Expand a page of a world that has the project's own templates and labels."""

    def expanded(lang, edit=None, path="index.md"):
        root = world(edit=edit)
        shutil.copytree(PROJECT / "overrides", root / "overrides")
        shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
        read = library.load(root)
        return expand(read, read.pages[lang, path])

    return expanded


def whole(expanded):
    """The page with every mark and view in its place, as if Markdown changed nothing."""
    return expanded.fill(expanded.markdown)


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_figure_is_value_unit_date_and_source(seen):
    assert plain(whole(seen("en"))).startswith("There are about 1,234.5 people (about 2024) [1] [1, art. 34] .")
    # ປະມານ about, ຄົນ people, ມາດຕາ article


def test_a_figure_in_lao(seen):
    assert plain(whole(seen("lo"))).startswith("ມີ ປະມານ 1.234,5 ຄົນ (ປະມານ 2024) [1] [1, ມາດຕາ 34] .")


def test_each_citation_leads_to_the_list_and_back(seen):
    expanded = seen("en")
    places = re.findall(r'id="(cite-\d+-\d+)" href="#(source-\d+)"', whole(expanded))
    assert places == [("cite-1-1", "source-1"), ("cite-1-2", "source-1")]
    listed = expanded.views[-1]
    assert 'id="source-1"' in listed
    assert [back for back in ("#cite-1-1", "#cite-1-2") if f'href="{back}"' in listed] == ["#cite-1-1", "#cite-1-2"]
    assert plain(listed) == "A report . An office , August 2024 . Seen November 2026 (stored copy). ↩ 1 ↩ 2"


@pytest.mark.parametrize(("lang", "title"), [("en", "Sources"), ("lo", "ແຫຼ່ງຂໍ້ມູນ")])
def test_the_list_of_sources_is_a_section_of_the_page(seen, lang, title):
    assert seen(lang).markdown.rstrip().endswith(f'## {title} {{#sources}}\n\n<div data-kb="2"></div>')


def test_a_source_is_linked(seen):
    linked = seen("en").views[-1]
    assert 'href="https://office.example/report"' in linked


def test_a_source_not_to_be_linked_has_no_link(seen):
    listed = seen("en", {"data/sources/report.yml": {"link: yes": "link: no"}}).views[-1]
    assert "office.example" not in listed
    assert "Cited without a link." in plain(listed)


def test_a_source_that_is_gone_leads_to_its_copy(seen):
    gone = "link: yes\narchived: https://archive.example/report\narchived_on: 2026-11-30\ngone: 2026-12-01"
    listed = seen("en", {"data/sources/report.yml": {"link: yes": gone}}).views[-1]
    assert "office.example" not in listed
    assert plain(listed).startswith(
        "A report . An office , August 2024 . Its own address has led nowhere since 1 December 2026. "
        "Archived copy of 30 November 2026 .",
    )
    assert '<a href="https://archive.example/report">A report</a>' in listed


def test_a_figure_of_a_date(seen):
    edit = {"docs/en/index.md": {"[#members]": "[#members, 2019]"}}
    assert plain(whole(seen("en", edit))).startswith("There are 1,000 people (2019) [1]")


def test_an_unknown_id_stays_visible_and_breaks_nothing(seen):
    edit = {"docs/en/index.md": {"[#members]": "[#nobody]", "[@report, art. 34]": "[@noone]"}}
    assert re.findall("⚠ ([^<]+)<", whole(seen("en", edit))) == ["[#nobody]", "[@noone]"]


def test_marks_in_code_stay_as_typed(seen):
    edit = {"docs/en/index.md": {"See [": "Write `[@report]`:\n\n```\n<!-- kb:timeline -->\n```\n\nSee ["}}
    markdown = seen("en", edit).markdown
    assert "`[@report]`" in markdown
    assert "```\n<!-- kb:timeline -->\n```" in markdown


def test_views_fill_their_places_after_markdown(seen):
    expanded = seen("en", path="events/2024-07-31-seminar.md")
    html = expanded.fill('<p>before</p>\n<div data-kb="1"></div>\n<p>after <span data-kb="0"></span></p>')
    assert "<dt>When</dt>" in html
    assert "data-kb" not in html


def test_headings_inside_a_view_reach_the_table_of_contents(seen):
    markdown = seen("lo", path="events/2024-07-31-seminar.md").markdown
    assert "## ຂັ້ນຕອນຂອງການປັບປຸງກົດໝາຍທີ່ກ່ຽວຂ້ອງ {#event-steps}" in markdown


def test_what_editors_write_is_escaped(seen):
    edit = {"data/sources/report.yml": {"title: A report": "title: A <script>alert(1)</script> report"}}
    assert "<script>" not in "".join(seen("en", edit).views)


DIRECTIVES = [
    "status", "status form=short", "timeline", "events", "events newest=1", "figures", "figures ids=members",
    "figures form=short ids=members", "glossary", "sources",
    "institutions", "institutions ids=office", "offline",
]


@pytest.mark.parametrize("directive", DIRECTIVES)
@pytest.mark.parametrize("lang", ["lo", "en"])
def test_every_view_shows_its_record(seen, directive, lang):
    line = {"lo": "ເບິ່ງ [", "en": "See ["}[lang]
    shown = seen(lang, {f"docs/{lang}/index.md": {line: f"<!-- kb:{directive} -->\n\n{line}"}})
    words = {
        "status": {"en": "Not adopted.", "lo": "ຍັງບໍ່ຮັບຮອງ."},
        "timeline": {"en": "First law", "lo": "ກົດໝາຍສະບັບທຳອິດ"},
        "events": {"en": "A seminar", "lo": "ກອງປະຊຸມສຳມະນາ"},
        "figures": {"en": "Members", "lo": "ສະມາຊິກ"},
        "glossary": {"en": "Insurance by law.", "lo": "ການປະກັນຕາມກົດໝາຍ."},
        "sources": {"en": "A report", "lo": "A report"},
        "institutions": {"en": "It works.", "lo": "ມັນເຮັດວຽກ."},
        "offline": {"en": "This browser cannot save pages here", "lo": "ໂປຣແກຣມທ່ອງເວັບນີ້ ເກັບໜ້າໄວ້ບໍ່ໄດ້"},
    }[directive.split()[0]]
    assert words[lang] in plain("".join(shown.views))
