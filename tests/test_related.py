"""What belongs to a page: what names each other, then what shares sources that few others use."""

from __future__ import annotations

import pytest

from kb import library, related

LESSON = """\
title: {{en: {name}, lo: {name}}}
theme: coverage
period: {{en: "2000", lo: "2000"}}
grade: limited
grade_reason: {{en: One text., lo: ເອກະສານດຽວ.}}
basis: {{en: It helps., lo: ຊ່ວຍໄດ້.}}
related_events: [{events}]
sources: [{sources}]
"""
SOURCE = "title: {0}\npublisher: P\nlanguage: en\nkind: news\nlink: no\naccessed: 2026\nseen: live\n"
PAGE = "---\ntitle: {0}\nsummary: S.\nas_of: 2024\n{2}---\n{1}\n"


def lesson(name, sources, events=""):
    return {
        f"data/lessons/{name}.yml": LESSON.format(name=name, sources=sources, events=events),
        f"docs/en/lessons/{name}.md": PAGE.format(name, "Text.", f"record: {name}\n"),
        f"docs/lo/lessons/{name}.md": PAGE.format(name, "ບົດ.", "translation: {of: pending, state: draft}\n"),
    }


def of(world, page, files, lang="en"):
    read = library.load(world(files=files))
    assert read.problems == ()
    return {group.kind: group.ids for group in related.of(read, read.pages[lang, page])}


def page(path, body):
    return {
        f"docs/en/{path}": PAGE.format("T", body, ""),
        f"docs/lo/{path}": PAGE.format("ທ", body, "translation: {of: pending, state: draft}\n"),
    }


SOURCES = {f"data/sources/{name}.yml": SOURCE.format(name) for name in ("one", "two", "wide")}


def test_the_more_is_shared_the_closer(world):
    files = {
        **SOURCES, **lesson("far", "two"), **lesson("near", "one, two"), **lesson("none", "report"),
        **page("law/text.md", "Known [@one][@two]."),
    }
    assert of(world, "law/text.md", files) == {"lessons": ("near", "far")}


def test_the_translation_shows_what_its_original_shows(world):
    files = {**SOURCES, **lesson("near", "one"), **page("law/text.md", "Known [@one].")}
    assert of(world, "law/text.md", files, "lo") == {"lessons": ("near",)}


def test_a_source_that_many_use_ties_nothing(world):
    files = {**SOURCES, **page("law/text.md", "Known [@wide].")}
    for number in range(4):
        files |= lesson(f"lesson-{number}", "wide")
    assert of(world, "law/text.md", files) == {}


@pytest.mark.parametrize(("count", "shown"), [(3, 3), (7, 6)])
def test_no_more_than_six_of_a_kind(world, count, shown):
    sources = {f"data/sources/s{number}.yml": SOURCE.format(number) for number in range(count)}
    files = {**sources, **page("law/text.md", "Known " + "".join(f"[@s{number}]" for number in range(count)) + ".")}
    for number in range(count):
        files |= lesson(f"lesson-{number}", f"s{number}")
    assert len(of(world, "law/text.md", files)["lessons"]) == shown


def test_what_names_a_page_comes_first_and_what_the_page_shows_is_left_out(world):
    files = {**SOURCES, **lesson("named", "two", "2024-07-31-seminar")}
    assert of(world, "events/2024-07-31-seminar.md", files) == {}, "the box of facts names the lesson and the step"


def test_a_step_is_told_by_the_event_that_names_it(world):
    files = {
        "docs/en/law/first.md": PAGE.format("T", "Text.", "record: first-law\n"),
        "docs/lo/law/first.md": PAGE.format("ທ", "ບົດ.", "translation: {of: pending, state: draft}\n"),
    }
    assert of(world, "law/first.md", files) == {"events": ("2024-07-31-seminar",)}


def test_figures_of_the_text_and_terms_used_more_than_once(world):
    files = {
        **page("law/once.md", "Social security: [#members]."),
        **page("law/twice.md", "Social security is social security."),
    }
    read = library.load(world(files=files))
    assert related.of(read, read.pages["en", "law/once.md"]) == [related.Related("figures", ("members",))]
    assert related.of(read, read.pages["en", "law/twice.md"]) == [related.Related("terms", ("social-security",))]


def test_terms_in_lao(world):
    files = page("law/text.md", "ການປະກັນສັງຄົມ ແລະ ການປະກັນສັງຄົມ.")
    assert of(world, "law/text.md", files, "lo") == {"terms": ("social-security",)}


@pytest.mark.parametrize("path", ["index.md", "law/index.md", "about/text.md", "project/partners.md"])
def test_lists_and_pages_about_the_site_have_none(world, path):
    files = {**SOURCES, **lesson("near", "one"), **page(path, "Known [@one] [#members].")}
    assert of(world, path, files) == {}
