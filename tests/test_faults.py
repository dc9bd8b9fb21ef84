"""The forty faults that a plain MkDocs lets through or breaks on, each by its number, with the words of the refusal.

A world with the fault is built as ``kb site`` builds it. What is in the content is refused before MkDocs starts, so
this is fast, and the old site must be untouched. What only shows in a built page, or concerns the build itself, names
the test that shows it.
"""

from __future__ import annotations

import ast

import pytest
from conftest import HERE, PROJECT, cases

from kb import build

FAULTS = cases("faults")
WORLDS = [one for one in FAULTS if "problems" in one.values[0]]


def test_all_forty_are_here():
    assert sorted(one.values[0]["fault"] for one in FAULTS) == list(range(1, 41))


def lines(told):
    return told if isinstance(told, list) else told.splitlines()


@pytest.mark.parametrize("case", WORLDS)
def test_the_fault_is_named_and_the_old_site_stays(world, case):
    root = world(case.get("files"), case.get("edit"))
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the old site", "utf-8")
    stages = []
    with pytest.raises(build.Refused) as refused:
        build.build(root, stages.append, lambda done, of: None)
    assert [one.text() for one in refused.value.problems] == lines(case["problems"])
    assert [one.text("lo") for one in refused.value.problems] == lines(case["problems-lo"])
    assert stages == [], "MkDocs must not have been started"
    assert (root / "site/index.html").read_text("utf-8") == "the old site"
    assert sorted(path.name for path in root.glob(".site-*")) == []
    assert not (root / "taken").exists()


@pytest.mark.parametrize("case", [one for one in FAULTS if "problems" not in one.values[0]])
def test_the_others_name_the_test_that_shows_them(case):
    file, _, name = case["shown"].partition("::")
    tree = ast.parse((PROJECT / file).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert (PROJECT / file).is_relative_to(HERE)
