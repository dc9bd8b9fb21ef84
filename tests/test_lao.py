"""Lao spelling: each rule has words that break it, a repair where one is right, and words that it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from conftest import PROJECT, cases

from kb import checks, lao, library
from kb.repair import repair


@pytest.mark.parametrize("case", cases("lao"))
def test_rule(case):
    for wrong, right in case["examples"].items():
        assert case["code"] in {one.code for one in lao.findings(wrong)}, wrong
        assert lao.repaired(wrong) == (right if right is not None else wrong), wrong
    for word in case.get("leaves-alone", ()):
        assert list(lao.findings(word)) == []
        assert lao.repaired(word) == word


def test_every_rule_has_a_case():
    told = {case.values[0]["code"] for case in cases("lao")}
    assert told == {rule.code for rule in lao.RULES} | {lao.NOT_NFC}


def test_a_repair_makes_no_new_finding():
    for case in cases("lao"):
        for wrong, right in case.values[0]["examples"].items():
            if right is not None:
                assert list(lao.findings(lao.repaired(wrong))) == [], wrong
                assert lao.repaired(lao.repaired(wrong)) == lao.repaired(wrong)


def test_repair_never_takes_composed_letters_apart():
    text = "ໜ້າ ໝາຍ ນ້ຳ ຫຼວງ ທຳ"
    assert lao.repaired(text) == text
    assert unicodedata.normalize("NFKC", text) != text


def test_fix_mends_files_outside_code_and_nothing_else(world):
    root = world(edit={
        "docs/lo/index.md": {"ເບິ່ງ [": "ຫນ້າ `ຫນ້າ` ທໍາ.\n\n```\nຫນ້າ\n```\n\nເບິ່ງ ["},
        "data/institutions/office.yml": {"ຫ້ອງການ": "ຫນ່ວຍງານ"},
    })
    untouched = (root / "docs/en/index.md").read_bytes()
    assert repair(library.load(root)) == ["data/institutions/office.yml", "docs/lo/index.md"]
    page = (root / "docs/lo/index.md").read_text("utf-8")
    assert "ໜ້າ `ຫນ້າ` ທຳ.\n\n```\nຫນ້າ\n```" in page
    assert "ໜ່ວຍງານ" in (root / "data/institutions/office.yml").read_text("utf-8")
    assert (root / "docs/en/index.md").read_bytes() == untouched
    assert [one.code for one in checks.check(library.load(root)) if one.code.startswith("L")] == []
    assert repair(library.load(root)) == []


def test_the_messages_themselves_are_spelt_right():
    table = yaml.safe_load((PROJECT / "scripts/kb/problems.yml").read_text("utf-8"))
    # These show what is wrong.
    shown = {"L06", "L07", "L12", "L14", "L15", "L16", "L08", "L13", "L17", "L19", "L20", "L22", "L23"}
    for code, rule in table["rules"].items():
        for sentence in rule["lo"].values():
            if code not in shown:
                assert list(lao.findings(sentence)) == [], (code, sentence)
