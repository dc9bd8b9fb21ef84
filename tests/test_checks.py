"""Each rule on a small world that breaks it: files in, the exact text that the editor reads out."""

from __future__ import annotations

import pytest
from conftest import cases

from kb import checks, library


def told(root, lang="en"):
    return "".join(f"{problem.text(lang)}\n" for problem in checks.check(library.load(root)))


def test_the_good_world_has_no_problem(world):
    assert told(world()) == ""


@pytest.mark.parametrize("case", cases("checks"))
def test_problem(world, case):
    root = world(case.get("files"), case.get("edit"))
    assert told(root) == case["problems"]
    if "problems-lo" in case:
        assert told(root, "lo") == case["problems-lo"]
