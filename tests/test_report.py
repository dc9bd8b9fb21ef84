"""The same problems for people, for GitHub and for programs; a path limits what is told."""

from __future__ import annotations

import json

from click.testing import CliRunner

from kb import report
from kb.cli import main
from kb.problem import problem

BAD = problem("docs/a,b.md", 3, "C05", words="100%\n::warning::x")


def test_an_annotation_cannot_be_broken_out_of():
    assert report.github([BAD], "en").startswith("::error file=docs/a%2Cb.md,line=3,title=C05::")
    assert "100%25%0A::warning::x" in report.github([BAD], "en")
    assert len(report.github([BAD], "en").splitlines()) == 1


def test_programs_get_every_field():
    (one,) = json.loads(report.as_json([BAD], "lo"))
    assert set(one) == {"blocks", "code", "line", "message", "path"}


def run(root, *arguments, lang=""):
    return CliRunner(env={"LANG": lang}).invoke(main, ["--root", str(root), "check", *arguments]).output


def test_a_path_limits_the_report(world):
    root = world(edit={"docs/en/index.md": {"summary: Everything in it is invented.": "summary: ……"}})
    assert "docs/en/index.md:3:" in run(root, "docs/en")
    assert "[R11]" not in run(root, "docs/lo", "data")


def test_the_computer_s_language_is_spoken(world):
    root = world(edit={"docs/en/index.md": {"summary: Everything in it is invented.": "summary: ……"}})
    assert "ແຖວນີ້ຍັງຕ້ອງຕື່ມຂໍ້ມູນ" in run(root, lang="lo_LA.UTF-8")
    assert "still to be filled in" in run(root, lang="en_GB.UTF-8")
