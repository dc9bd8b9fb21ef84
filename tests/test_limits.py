"""No page takes more than a few seconds, whatever is on it; our own are far from every limit."""

from __future__ import annotations

import time

import pytest
from conftest import PROJECT

from kb import checks, library, limits

FRONT = "---\ntitle: ກ\nsummary: ຂ\n---\n\n"
SECONDS = 5
DEAR = [
    "[", "![", "[a](b", '[a](b "', "*", "***a", "_a", "``a`", "<a ", "<!--", "&", "\\", "| ", "!!! a\n", "??? a\n",
    "a:\n:   a\n", "[a][", "*[", "#", "## a\n", "a\n===\n", "<![CDATA[", "<span>", "[](", "[@a]", "a@", "a-",
    "- a\n    ",
]


@pytest.mark.parametrize("sign", DEAR)
def test_the_worst_page_takes_no_more_than_seconds(world, sign):
    """As much of one sign as the limits allow, on short lines and on long ones."""
    root = world()
    for width in (80, limits.LINE):
        text = sign * (limits.PAGE // len(sign.encode()))
        if "\n" not in sign:
            text = "\n".join(text[start : start + width] for start in range(0, len(text), width))
        (root / "docs/lo/note.md").write_text(FRONT + _allowed(text), "utf-8")
        start = time.process_time()
        read = library.load(root)
        checks.check(read)
        assert time.process_time() - start < SECONDS
        assert ("lo", "note.md") in read.pages


def test_what_markdown_cannot_read_has_a_line(world):
    """Definitions without an empty line between them go into one another, five hundred deep."""
    root = world(files={"docs/lo/note.md": {"after": FRONT, "text": "a:\n:   a\n", "times": 500}})
    (found,) = [one.text() for one in checks.check(library.load(root)) if one.code == "H10"]
    place, _, words = found.partition(": Markdown cannot read this page as far as here. ")
    assert int(place.removeprefix("docs/lo/note.md:")) in range(100, 1_000)
    assert words.endswith("[H10]")


def test_two_million_characters_are_not_even_read(world):
    root = world(files={"docs/lo/note.md": {"after": FRONT, "text": "[a](b", "times": 400_000}})
    start = time.process_time()
    assert "Y07" in {one.code for one in checks.check(library.load(root))}
    assert time.process_time() - start < 1


def _allowed(text):
    """The longest beginning of a text that no limit refuses."""
    least, most = 0, len(text)
    while most - least > 50:
        middle = (least + most) // 2
        page = FRONT + text[:middle]
        if len(page.encode()) > limits.PAGE or list(limits.faults(page, page=True)):
            most = middle
        else:
            least = middle
    return text[:least]


def test_our_pages_are_far_from_every_limit(monkeypatch):
    """With half of each limit, everything that we have still passes."""
    for name in ("PAGE", "DATA", "LINE", "ROWS", "LINES", "HEADINGS", "COST"):
        monkeypatch.setattr(limits, name, getattr(limits, name) // 2)
    monkeypatch.setattr(limits, "DEPTH", 5)
    assert [one.text() for one in library.load(PROJECT).problems] == []


@pytest.mark.parametrize(("text", "code", "line"), [
    ("a\n" * 1_501, "Y13", 1_501),
    ("## a {#b}\n" * 201, "Y13", 201),
    ("a\n\n" + "    " * 9 + "- b", "Y10", 3),
    ("> " * 9 + "a", "Y10", 1),
    ("- " * 9 + "a", "Y10", 1),
    ("x" * 5_001, "Y09", 1),
    ("|a\n" * 301, "Y11", 301),
    ("a\n\n" + "[" * 1_001, "Y12", 3),
    ("a\x00", "Y08", 1),
    ("a\nb\x1b[2J", "Y08", 2),
])
def test_each_limit_has_its_line(text, code, line):
    assert [(found, number) for number, found, _ in limits.faults(text, page=True)] == [(code, line)]


def test_records_may_be_longer_but_not_endless(world):
    root = world(files={"data/glossary.yml": {"after": "- id: a\n  en: ", "text": "x", "times": 600_000}})
    told = checks.check(library.load(root))[0].text()
    assert told.startswith("data/glossary.yml:1: this file has 601 KB; 500 KB is the most.")
