"""What strangers may write: nothing of it comes alive, however it is hidden, and each is named with its line."""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest
import yaml
from conftest import HERE, PROJECT

from kb import checks, library, markup
from kb.expand import expand
from kb.explain import explain
from kb.hypertext import Converter, Looked, findings
from kb.reader import Reader

CONVERTER = Converter(Reader(PROJECT).extensions())

WRITTEN = yaml.safe_load((HERE / "hostile.yml").read_text("utf-8"))
REFUSED = [(code, text) for code, texts in WRITTEN["refused"].items() for text in texts]


def looked(text):
    return [(line, one.code) for line, one in Looked(CONVERTER, text, markup.marks(text)).found]


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_what_could_come_alive_is_refused(code, text):
    assert code in {found for _, found in looked(text)}


@pytest.mark.parametrize("text", WRITTEN["allowed"])
def test_what_editors_need_is_allowed(text):
    assert looked(text) == []


def test_the_real_pages_use_nothing_else():
    pages = library.load(PROJECT).pages.values()
    assert [page.file for page in pages if Looked(CONVERTER, page.body, page.marks).found] == []


def test_each_finding_has_the_line_that_brings_it_in():
    code = "```\n<script>\n```"
    text = f"One.\n\n- two <b>\n- [x][evil]\n\n{code}\n\n*a*{{ style=b }}\n\n[evil]: javascript:a\n\n<iframe>\n\nEnd."
    assert looked(text) == [(2, "H03"), (11, "H04"), (9, "H02"), (13, "H01")]


def test_a_page_full_of_faults_shows_the_first_ten():
    assert len(looked("<script>\n\n" * 40)) == 10


INSIDE = ["a`b", "<script>alert(1)</script>", "*a* [b](javascript:c)", "\\", "]: x", "{: onclick=a }"]
OURS = re.compile(r' (?:data-[a-z]+|id|href|class|title|aria-[a-z]+|tabindex|role|value|datetime|lang)="[^"<>]*"')


@pytest.mark.parametrize("inside", INSIDE)
def test_the_words_of_a_record_never_reach_markdown(world, inside):
    """A code span of the page, a source whose title could close it, a definition that could take [1] for its own."""
    quoted = inside.replace("'", "''")
    body = "Write `x` and [@report] then `<img src=x onerror=y>` of [#members].\n\n"
    body += "[1]: https://ok.example/\n[1, art. 34]: https://ok.example/\n\n"
    root = world(edit={
        "data/sources/report.yml": {
            "title: A report": f"title: '{quoted}'", "publisher: An office": f"publisher: '{quoted}'",
        },
        "data/figures/members.yml": {"en: Members": f"en: '{quoted}'"},
        "docs/en/index.md": {"There are": f"{body}There are"},
    })
    shutil.copytree(PROJECT / "overrides", root / "overrides")
    shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
    read = library.load(root)
    page = read.pages["en", "index.md"]
    expanded = expand(read, page)
    html = expanded.fill(explain(CONVERTER.html(expanded.markdown), read, page))
    kept = OURS.sub("", html)
    assert list(findings(kept.replace("<data>", "<b>").replace("</data>", "</b>"))) == []
    assert html.count('<a class="kb-cite" id="cite-1-') == 4
    assert re.findall(r'<a class="kb-cite"[^>]* href="([^"]*)"', html) == ["#source-1"] * 4
    assert "<code>&lt;img src=x onerror=y&gt;</code>" in html
    assert "ok.example" not in html


@pytest.mark.parametrize("label", ["<script>a</script>", "`a`", "{ onclick=a }", "[x](javascript:a)", "A & B's 1. # *"])
def test_a_label_that_becomes_a_heading_stays_words(world, label):
    root = world()
    shutil.copytree(PROJECT / "overrides", root / "overrides")
    labels = (PROJECT / "data/strings.yml").read_text("utf-8")
    old = next(line for line in labels.splitlines() if line.startswith("event.steps:"))
    new = f'event.steps: {{en: "{label}", lo: "{label}"}}'
    (root / "data/strings.yml").write_text(labels.replace(old, new), "utf-8")
    read = library.load(root)
    html = CONVERTER.html(expand(read, read.pages["en", "events/2024-07-31-seminar.md"]).markdown)
    (heading,) = re.findall(r'<h2 id="event-steps">(.*)</h2>', html)
    assert "<" not in heading
    assert unescape(heading) == label


def test_a_record_cannot_open_a_heading_of_its_own(world):
    """The signs that part a view are control characters: written as \\x1e in quotation marks they are refused."""
    evil = r'title: {en: "a\x1ex\x1f<script>\x1e", lo: "ກ"}'
    root = world(edit={"data/events/2024-07-31-seminar.yml": {"title: {en: A seminar, lo: ກອງປະຊຸມສຳມະນາ}": evil}})
    told = [one.text() for one in checks.check(library.load(root))]
    assert told == [
        ("data/events/2024-07-31-seminar.yml:1: here is a character that nobody sees and no text needs, U+001E. "
         "Delete it, or type the words again. [Y08]"),
    ]
