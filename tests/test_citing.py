"""A page as a reference: parsers of both formats read back what was meant, in Lao too, and the sentence is right."""

from __future__ import annotations

import dataclasses
import re

import pytest
import rispy
from conftest import PROJECT
from pybtex.database import parse_string

from kb import citing, library
from kb.citing import Citation
from kb.dates import PartialDate

URL = "https://site.example/law/amendment/"
LAO = Citation(
    "site-law-amendment-lo", "ສູນແລກປ່ຽນຄວາມຮູ້", "ການປັບປຸງກົດໝາຍ ຮອດຂັ້ນຕອນໃດແລ້ວ", "lo", URL, "0123456789",
    PartialDate.parse("2026-02-03"), "ຂໍ້ມູນຮອດ 3 ກຸມພາ 2026, ສະບັບ 0123456789", "—",
)
TITLES = [LAO.title, "Ten questions: 1.6 % of GDP & more} #1_2 ~3 ^4 $5 \\6 {", "What does «in force» mean?"]


SIGNS = {"braceleft": "{", "braceright": "}", "backslash": "\\", "asciitilde": "~", "asciicircum": "^"}


def typeset(value):
    """What LaTeX prints: the outer braces go, every command becomes its sign."""
    value = re.sub(r"^\{(.*)\}$", r"\1", value)
    return re.sub(r"\\text([a-z]+)\{\}|\\([&%$#_])", lambda hit: SIGNS[hit[1]] if hit[1] else hit[2], value)


def read_bib(made):
    (entry,) = parse_string(made, "bibtex").entries.values()
    (author,) = entry.persons["author"]
    return {"author": typeset(str(author)), **{name: typeset(value) for name, value in entry.fields.items()}}


@pytest.mark.parametrize("title", TITLES)
def test_a_parser_of_bibtex_reads_back_what_was_meant(title):
    found = read_bib(dataclasses.replace(LAO, title=title).bib)
    assert found == {
        "author": LAO.site, "title": title, "year": "2026", "date": "2026-02-03", "url": URL, "version": LAO.version,
        "note": LAO.state, "language": "lo",
    }


@pytest.mark.parametrize("title", TITLES)
def test_a_parser_of_ris_reads_back_what_was_meant(title):
    (found,) = rispy.loads(dataclasses.replace(LAO, title=title).ris)
    assert found == {
        "type_of_reference": "ELEC", "id": LAO.name, "authors": [LAO.site], "title": title, "year": "2026",
        "date": "2026/02/03/", "urls": [URL], "edition": LAO.version, "language": "lo", "notes": [LAO.state],
    }


def test_every_line_of_ris_has_its_form():
    lines = LAO.ris.split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - ELEC", ["ER  - ", ""])
    assert [line for line in lines[:-1] if line[2:6] != "  - "] == []


@pytest.mark.parametrize(("date", "bibtex", "ris"), [
    ("2024", ("2024", "2024"), "2024///"), ("2024-07~", ("2024", "2024-07"), "2024/07//"),
])
def test_a_date_is_no_more_exact_than_the_page_is(date, bibtex, ris):
    made = dataclasses.replace(LAO, date=PartialDate.parse(date))
    found = read_bib(made.bib)
    assert (found["year"], found["date"]) == bibtex
    assert rispy.loads(made.ris)[0]["date"] == ris


def test_a_page_of_no_date_makes_none_up():
    made = dataclasses.replace(LAO, date=None)
    assert {"year", "date"} & set(read_bib(made.bib)) == set()
    assert {"year", "date"} & set(rispy.loads(made.ris)[0]) == set()


@pytest.fixture(scope="module")
def read():
    return library.load(PROJECT)


def cited(read, lang, path, html="<p>x</p>", site="Site"):
    return citing.citation(read, read.pages[lang, path], html, site, "https://s.example/")


@pytest.mark.parametrize(("lang", "path", "sentence"), [
    ("en", "law/amendment.md", "Site. 2026. {title}. As of 3 February 2026, version {v}. https://s.example/en/law/amendment/"),
    ("lo", "law/amendment.md", "Site. 2026. {title}. ຂໍ້ມູນຮອດ 3 ກຸມພາ 2026, ສະບັບ {v}. https://s.example/law/amendment/"),
    ("en", "about/index.md", "Site. {title}. Version {v}. https://s.example/en/about/"),
])
def test_the_sentence_names_title_date_version_and_address(read, lang, path, sentence):
    made = cited(read, lang, path)
    assert made.sentence == sentence.replace("{v}", made.version).replace("{title}", made.title)


def test_a_brief_is_cited_with_its_own_version_and_date(read):
    made, newest = cited(read, "en", "briefs/amendment.md"), read.briefs["amendment"].newest
    assert (made.version, made.date) == (newest.version, newest.date)


def test_the_home_page_does_not_say_its_name_twice(read):
    title = read.pages["en", "index.md"].meta.title
    assert cited(read, "en", "index.md", site=title).sentence.count(title) == 1


def test_the_version_changes_with_the_words_and_not_with_the_markup(read):
    shown = ("<p>a b</p>", "<p class='c'>a\nb</p>", "<p>a c</p>")
    one, same, other = (cited(read, "en", "law/index.md", html).version for html in shown)
    assert one == same != other


def test_no_two_pages_have_the_same_name(read):
    names = [cited(read, *key).name for key in read.pages]
    assert len(names) == len(set(names))
