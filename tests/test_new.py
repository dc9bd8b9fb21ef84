"""kb new: what it writes, where it puts it, what it says is still to be filled in, and what it refuses."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from click.testing import CliRunner

from kb import checks, library, navigation, new
from kb.cli import main

TODAY = dt.date(2026, 11, 22)


def create(root, sort, identity, **values):
    fields = {name.replace("__", "."): value for name, value in values.items()}
    return new.create(library.load(root), sort, identity, fields, TODAY)


def test_an_event_is_written_with_both_pages_and_its_place_in_the_navigation(world):
    root = world()
    files = create(
        root, "event", "2025-03-02-workshop", title__en='The "new" workshop', title__lo="ກອງປະຊຸມ",
        place__en="Vientiane", place__lo="ວຽງຈັນ", organisers="office", sources="report, report-2",
    )
    assert files == [
        "data/events/2025-03-02-workshop.yml", "docs/en/events/2025-03-02-workshop.md",
        "docs/lo/events/2025-03-02-workshop.md", "mkdocs.yml",
    ]
    assert (root / files[0]).read_text("utf-8") == (
        'title:\n  en: "The \\"new\\" workshop"\n  lo: "ກອງປະຊຸມ"\nstarts: 2025-03-02\nstatus: held\n'
        'place:\n  en: "Vientiane"\n  lo: "ວຽງຈັນ"\norganisers: [office]\nsources: [report, report-2]\n'
    )
    assert (root / "mkdocs.yml").read_text("utf-8").endswith(
        '      - events/2024-07-31-seminar.md\n      - "2025":\n          - events/2025-03-02-workshop.md\n',
    )


@pytest.mark.parametrize("kind", new.KINDS)
def test_what_is_missing_is_told_line_by_line_and_nothing_else(world, kind):
    root = world()
    identity = {"event": "2025-03-02-workshop", "page": "more/a-page"}.get(kind, "a-new-one")
    files = create(root, kind, identity)
    found = [one for one in checks.check(library.load(root)) if one.code not in ("X10", "X04", "R09", "R10")]
    assert found
    assert {one.code for one in found} <= {"R11"}, [one.text() for one in found]
    assert {one.path for one in found} <= set(files)


def test_nothing_is_overwritten(world):
    root = world()
    before = (root / "data/sources/report.yml").read_text("utf-8")
    with pytest.raises(new.NotNew, match=r"data/sources/report\.yml exists already"):
        create(root, "source", "report")
    assert (root / "data/sources/report.yml").read_text("utf-8") == before


@pytest.mark.parametrize(("kind", "identity", "told"), [
    ("source", "My Report", "is not an id"),
    ("source", "../../etc", "is not an id"),
    ("event", "workshop", "starts with its date, such as 2024-07-31-workshop"),
    ("page", "law/Über", "such as law/new-page"),
])
def test_a_wrong_id_is_explained(world, kind, identity, told):
    with pytest.raises(new.NotNew, match=re.escape(told)):
        create(world(), kind, identity)


def test_what_could_be_yaml_is_quoted(world):
    root = world()
    create(root, "source", "odd", title="a: b # c", publisher="!!python/x", url="javascript:alert(1)", kind="{news}")
    record = (root / "data/sources/odd.yml").read_text("utf-8")
    assert 'title: "a: b # c"\npublisher: "!!python/x"\n' in record
    codes = {one.code for one in checks.check(library.load(root)) if one.path == "data/sources/odd.yml"}
    assert {"R03", "R07"} <= codes


NAV = """nav:
  - index.md
  - Lessons:
      - lessons/index.md
      - Coverage:
          - lessons/a.md
      - Governance:
          - lessons/b.md
  - Events:
      - events/index.md
      - "2024":
          - events/2024-x.md
      - "2020":
          - events/2020-x.md
"""


@pytest.mark.parametrize(("path", "theme", "after"), [
    ("lessons/c.md", "coverage", "lessons/a.md"),
    ("events/2024-y.md", "", '"2024":'),
    ("events/2022-y.md", "", '"2022":'),
    ("lessons/d.md", "governance", "lessons/b.md"),
])
def test_a_page_stands_where_a_reader_would_look(path, theme, after):
    lines = [line.strip() for line in navigation.with_page(NAV, path, navigation.group(path, theme)).splitlines()]
    assert lines[lines.index(f"- {path}") - 1] == f"- {after}"
    years = [line for line in lines if re.match(r'- "\d{4}":', line)]
    assert years == sorted(years, reverse=True)


def test_the_command_says_what_it_wrote_and_what_is_left(world):
    root = world()
    command = ["--root", str(root), "new", "term"]
    result = CliRunner().invoke(main, [*command, "pension", "--set", "en=Pension", "--no-ask"])
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "wrote data/glossary.yml"
    assert result.output.count("[R11]") == 3
    asked = CliRunner().invoke(main, [*command, "old-age", "--ask"], input="Old age\nໄວເຖົ້າ\n")
    assert "lo: " in asked.output
    assert 'lo: "ໄວເຖົ້າ"' in (root / "data/glossary.yml").read_text("utf-8")


@pytest.mark.parametrize(("lang", "said"), [("en", "Next: cite it"), ("lo", "ຕໍ່ໄປ: ອ້າງອີງ")])
def test_a_new_source_says_what_comes_next_and_not_that_it_is_wrong(world, lang, said):
    values = {"title": "News", "publisher": "An office", "language": "en", "kind": "news"}
    given = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
    done = CliRunner().invoke(
        main, ["--root", str(world()), "new", "source", "news", "--no-ask", "--lang", lang, *given],
    )
    assert done.exit_code == 0
    assert said in done.output
    assert "R09" not in done.output
