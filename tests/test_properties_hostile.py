"""What holds for any bytes that a stranger may send: nothing is raised, nothing is lost, nothing comes alive."""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest
from conftest import HERE, PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import checks, library, markup, yamlfile
from kb.expand import Expanded, _plain, expand
from kb.hypertext import SCHEMES, Converter, Looked, address_is_plain, findings, with_places
from kb.problem import Problem
from kb.reader import Reader

CONVERTER = Converter(Reader(PROJECT).extensions())
PIECES = st.sampled_from([
    "<", ">", "</", "/>", "<!--", "-->", "<script>", "<b ", "onclick=", '"', "'", "=", "[", "]", "](", ")", "[a]: ",
    "javascript:", "&#106;", "&colon;", "&", "`", "```\n", "*", "_", "\\", "{", "}", "{: ", "#", "\n", "\n\n", "    ",
    "- ", "> ", "|", "!!! ", "a", " ", "ກ", "\0", "\u202e", "[@report]", "[#members]", "<!-- kb:events -->", "--8<--",
    "<span></span>", '<div data-kb="0"></div>', "\x02",
])
MARKDOWN = st.lists(PIECES, max_size=25).map("".join)
FRONT = "---\ntitle: ກ\nsummary: ຂ\n---\n"
FEW = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    place = tmp_path_factory.mktemp("any") / "world"
    shutil.copytree(HERE / "good-world", place)
    shutil.copytree(PROJECT / "overrides", place / "overrides")
    shutil.copy(PROJECT / "data/strings.yml", place / "data/strings.yml")
    return place


@pytest.mark.parametrize("file", [
    "docs/lo/index.md", "data/events/2024-07-31-seminar.yml", "data/glossary.yml", "data/amendment.yml", "mkdocs.yml",
    "data/strings.yml",
])
@FEW
@given(content=st.one_of(st.binary(max_size=120), MARKDOWN.map(lambda text: (FRONT + text).encode("utf-8", "replace"))))
def test_reading_any_bytes_raises_nothing(root, file, content):
    before = (root / file).read_bytes()
    try:
        (root / file).write_bytes(content)
        found = library.load(root).problems
        assert all(isinstance(one, Problem) and one.text("lo") and one.text("en") for one in found)
        assert (root / file).read_bytes() == content
    finally:
        (root / file).write_bytes(before)


@FEW
@given(body=MARKDOWN)
def test_every_check_stands_any_page(root, body):
    file = root / "docs/lo/index.md"
    before = file.read_bytes()
    try:
        file.write_bytes((FRONT + body).encode())
        assert all(one.text() for one in checks.check(library.load(root)))
    finally:
        file.write_bytes(before)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_marks_stand_inside_the_text(text):
    for mark in markup.marks(text):
        assert 0 <= mark.start < mark.end <= len(text)
    assert len(markup.without_code(text)) == len(text)


ALIVE = re.compile(
    r"<\s*(script|iframe|object|embed|form|style|base|meta|svg)\b|<[^>]*\son[a-z]+\s*=|=\s*[\"']?\s*javascript:",
    re.IGNORECASE,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(MARKDOWN)
def test_a_page_that_passes_holds_nothing_alive(text):
    """Looked at once more by other means: no tag of a bad kind, no handler, no script in what Markdown makes of it."""
    if not Looked(CONVERTER, text, markup.marks(text)).found:
        assert ALIVE.search(CONVERTER.html(with_places(text, markup.marks(text)))) is None


@FEW
@given(words=st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_no_word_of_a_record_becomes_a_tag(root, words):
    """Whatever stands in a title, filled in it is escaped and reads as it was written."""
    file = root / "data/sources/report.yml"
    before = file.read_bytes()
    quoted = "'" + words.replace("'", "''") + "'"
    try:
        rest = "language: en\nkind: report\nlink: no\naccessed: 2026-11\nseen: live\n"
        file.write_text(f"title: {quoted}\npublisher: {quoted}\n{rest}", "utf-8")
        read = library.load(root)
        if "report" not in read.sources:
            return  # only invisible signs, or spaces: refused
        expanded = expand(read, read.pages["en", "index.md"])
        cited = expanded.fill(CONVERTER.html(expanded.markdown))
        title = read.sources["report"].title
        cite = re.search(r"<cite>(.*?)</cite>", cited, re.DOTALL)
        assert cite
        assert "<" not in cite[1]
        assert unescape(cite[1]) == title
    finally:
        file.write_bytes(before)


@given(st.text(max_size=40))
def test_words_of_a_heading_mean_nothing_to_markdown(words):
    flat = " ".join(words.split())
    html = CONVERTER.html(f"## {_plain(flat)} {{#here}}")
    assert findings(html) == []
    assert html.count("<") == 2 or not flat


@given(st.text(alphabet="javscript:/.#?&%\\ \t\nhtpmailo@x\u200b", max_size=20))
def test_an_address_that_passes_has_a_known_scheme_or_none(target):
    if address_is_plain(target):
        scheme = target.partition(":")[0].lower() if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", target) else ""
        assert scheme in ("", *SCHEMES)
        assert not target.startswith(("/", "\\"))


@given(st.text(max_size=200))
def test_yaml_is_a_document_or_a_problem(text):
    document, problems = yamlfile.parse(text, "data/x.yml")
    assert (document is None) == bool(problems)


def test_the_places_of_a_page_are_all_filled():
    filled = Expanded("", "table", ("A", "B")).fill('<p><span data-kb="0"></span></p><div data-kb="1"></div>')
    assert filled == "<p>A</p>B"
