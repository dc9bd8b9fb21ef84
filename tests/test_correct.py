"""A reader's correction: made when only words change, and they stand once; else refused with a reason."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from click.testing import CliRunner
from conftest import HERE, PROJECT

from kb import lao, library
from kb.cli import main
from kb.correct import SENTENCES, NotCorrected, correct

PAGE, RECORD = "docs/en/index.md", "data/events/2024-07-31-seminar.yml"


def asked(page, wrong, right, source=""):
    return {"page": page, "wrong": wrong, "right": right, "source": source}


def everything(root):
    return {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("page", "wrong", "right", "changed"), [
    (PAGE, "See", "Read about", PAGE),
    (PAGE, "Everything in it is\n invented.", "All of it is invented.", PAGE),
    (PAGE, "the seminar", "the first seminar", PAGE),
    ("https://world.example/en/", "There are", "We count", PAGE),
    ("https://world.example/sub/events/2024-07-31-seminar/?a=b#c", "ໄດ້ຈັດຂຶ້ນ [", "", None),
    ("https://world.example/sub/events/2024-07-31-seminar/", "ກອງປະຊຸມ ສຳມະນາ", "x", None),
    (RECORD, "ວຽງຈັນ", "ນະຄອນຫຼວງວຽງຈັນ", RECORD),
    ("/data/institutions/office.yml", "It works", "It works for all, in Vientiane", None),
    ("data/institutions/office.yml", "It works", "It helps", "data/institutions/office.yml"),
])
def test_words_that_stand_once_are_replaced(world, page, wrong, right, changed):
    root = world()
    before = everything(root)
    read = library.load(root)
    if changed is None:
        with pytest.raises(NotCorrected):
            correct(read, asked(page, wrong, right))
        assert everything(root) == before
        return
    assert correct(read, asked(page, wrong, right)) == changed
    text = before[root / changed].decode()
    old = re.search(r"\s+".join(map(re.escape, wrong.split())), text)[0]
    assert everything(root) == before | {root / changed: text.replace(old, right).encode()}
    assert not [one for one in library.load(root).problems if one.blocks]


def test_a_number_needs_its_source(world):
    root = world()
    read = library.load(root)
    figure = "data/figures/members.yml"
    with pytest.raises(NotCorrected, match="no source is named"):
        correct(read, asked(figure, "1234.5", "1243.5"))
    assert correct(read, asked(figure, "1234.5", "1243.5", "A report, page 3")) == figure
    assert "value: 1243.5\n" in (root / figure).read_text("utf-8")


@pytest.mark.parametrize(("page", "wrong", "right", "code"), [
    ("docs/en/nowhere.md", "See", "Read", "page"),
    ("../../etc/passwd", "root", "x", "page"),
    ("docs/en/../../mkdocs.yml", "A small world", "x", "page"),
    ("docs/en/../en/index.md", "See", "Read", "page"),
    ("mkdocs.yml", "A small world", "x", "page"),
    ("en", "See", "Read", "page"),
    ("https://world.example/nowhere/", "See", "Read", "page"),
    (PAGE, "Sea", "Read", "nowhere"),
    (PAGE, "mall world", "x", "nowhere"),
    (PAGE, "inar", "x", "nowhere"),
    ("docs/lo/index.md", "ບົດຮ", "ບົດຣ", "nowhere"),
    (PAGE, "seminar", "workshop", "often"),
    (PAGE, "See", "See", "same"),
    (PAGE, "See", "<script>alert(1)</script>", "signs"),
    (PAGE, "See", "[here](javascript:alert(1))", "signs"),
    (PAGE, "See", "{{ config }}", "signs"),
    (PAGE, "See", "`code`", "signs"),
    (PAGE, "See", "https://evil.example", "signs"),
    (PAGE, "See", "# See", "signs"),
    (PAGE, "See", "- See", "signs"),
    (PAGE, "A small world", "A world: small", "signs"),
    (PAGE, "A small world", "&x", "signs"),
    (PAGE, "[the seminar](events/2024-07-31-seminar.md)", "the seminar", "proof"),
    (PAGE, "[@report, art. 34]", "it is said, art. 34", "shape"),
    (PAGE, "as_of", "as_off", "signs"),
    (PAGE, "Lessons {#lessons}", "Lessons", "shape"),
    (RECORD, "status", "state", "shape"),
    (RECORD, "A seminar", "A seminar, lo", "shape"),
    (RECORD, "held", "held #x", "signs"),
    ("docs/lo/index.md", "draft", "reviewed", "shape"),
])
def test_what_is_not_safe_is_refused_and_nothing_is_written(world, page, wrong, right, code):
    root = world()
    before = everything(root)
    with pytest.raises(NotCorrected) as refusal:
        correct(library.load(root), asked(page, wrong, right))
    assert refusal.value.code == code
    assert "Edit this page" in refusal.value.en
    assert "ແກ້ໄຂໜ້ານີ້" in refusal.value.lo
    assert everything(root) == before


def test_a_page_that_leads_out_of_the_project_is_refused(world, tmp_path):
    root = world()
    (tmp_path / "outside.md").write_text((root / PAGE).read_text("utf-8"), "utf-8")
    (root / PAGE).unlink()
    (root / PAGE).symlink_to(tmp_path / "outside.md")
    with pytest.raises(NotCorrected):
        correct(library.load(root), asked(PAGE, "See", "Read"))


def test_the_form_as_github_sends_it(world):
    """The command line, with the payload of the real form."""
    root = world()
    folder = root / ".github/ISSUE_TEMPLATE"
    folder.mkdir(parents=True)
    for kind in ("event", "source", "correction"):
        shutil.copy(PROJECT / f".github/ISSUE_TEMPLATE/{kind}.yml", folder)
    done = CliRunner().invoke(main, ["--root", str(root), "intake", str(HERE / "intake-correction.json")])
    assert (done.exit_code, done.output) == (0, "changed docs/lo/index.md\n")
    assert "summary: ທຸກຢ່າງໃນນີ້ແມ່ນສົມມຸດ.\n" in (root / "docs/lo/index.md").read_text("utf-8")
    again = CliRunner().invoke(main, ["--root", str(root), "intake", str(HERE / "intake-correction.json")])
    assert again.exit_code == 1
    assert "do not stand in docs/lo/index.md" in again.output


def test_the_form_asks_for_what_is_needed():
    payload = json.loads((HERE / "intake-correction.json").read_text("utf-8"))
    assert payload["label"]["name"] == "record-correction"
    for pair in SENTENCES.values():
        assert list(lao.findings(pair[0])) == []
        assert len({frozenset(re.findall(r"{\w+}", words)) for words in pair}) == 1
