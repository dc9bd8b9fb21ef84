"""Building the real project with a fault in it: the line is named and the old site stays as it was."""

from __future__ import annotations

import re
import shutil

import pytest
from click.testing import CliRunner
from conftest import PROJECT

from kb.cli import main

pytestmark = pytest.mark.site

EVENT = "data/events/2024-07-31-first-national-symposium.yml"
TERMS = "data/glossary.yml"
PAGE = "docs/en/law/amendment.md"
PAIR = (PAGE, "docs/lo/law/amendment.md")
STATUS = "<!-- kb:status -->"


@pytest.fixture
def project(tmp_path):
    """A copy of the project with an old site that must survive."""
    root = tmp_path / "project"
    root.mkdir()
    for name in ("data", "docs", "overrides", "scripts"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "mkdocs.yml", root)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the old site", "utf-8")
    return root


def build(root):
    result = CliRunner().invoke(main, ["--root", str(root), "site"])
    return result.exit_code, result.output


def change(root, file, old, new):
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


FAULTS = {
    "broken YAML": (EVENT, "status: held", "status: held: yes", f"{EVENT}:", "[Y19]"),
    "missing field": (EVENT, "status: held\n", "", f"{EVENT}:1:", "[R01]"),
    "wrong date": (EVENT, "starts: 2024-07-31", "starts: 2024-07-32", f"{EVENT}:", "[R03]"),
    "unknown source": (PAGE, "[@", "[@not-a-source][@", f"{PAGE}:", "[C01]"),
    "duplicate id": (TERMS, "- id: amended-version", "- id: actuarial-valuation", f"{TERMS}:", "[R05]"),
    "a page on one side": ("docs/lo/glossary.md", None, None, "docs/en/glossary.md:1:", "[X01]"),
    "a stray folder": ("docs/qa/index.md", None, "Hello", "docs/qa:1:", "[P07]"),
    "a link to a missing heading": (PAIR, STATUS, f"[x](history.md#nowhere)\n\n{STATUS}", f"{PAGE}:", "[U02]"),
    "a link to a missing page": (PAIR, STATUS, f"[x](nowhere.md)\n\n{STATUS}", f"{PAGE}:", "[U01]"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_and_the_old_site_stays(project, fault):
    file, old, new, place, code = FAULTS[fault]
    if old is not None:
        for one in file if isinstance(file, tuple) else (file,):
            change(project, one, old, new)
    elif new is None:
        (project / file).unlink()
    else:
        (project / file).parent.mkdir()
        (project / file).write_text(new, "utf-8")
    exit_code, said = build(project)
    assert exit_code == 1
    assert [line for line in said.splitlines() if line.startswith(place) and code in line], said
    assert (project / "site/index.html").read_text("utf-8") == "the old site"
    assert [path.name for path in project.glob(".site-*")] == []


def test_mkdocs_own_refusal_is_shown_and_the_old_site_stays(project):
    change(project, "overrides/main.html", "{{ page.content | safe }}", "{{ page.nonsense.nothing }}")
    exit_code, said = build(project)
    assert exit_code == 1
    assert "mkdocs.yml:1: MkDocs did not build the site. Its own message stands above. [S01]" in said
    assert "nonsense" in said
    assert (project / "site/index.html").read_text("utf-8") == "the old site"


def test_a_good_build_replaces_the_site_and_works_under_any_path(project):
    change(project, "mkdocs.yml", "site_url: https://lao-social-protection.example/", "site_url: https://host.example/a/b/")
    exit_code, said = build(project)
    assert exit_code == 0, said
    home = (project / "site/index.html").read_text("utf-8")
    assert "the old site" not in home
    assert not re.search(r'(?:href|src)="/(?!/)', home), "a page must not name the root of a host"
    lost = (project / "site/404.html").read_text("utf-8")
    assert 'href="/a/b/en/"' in lost
    assert re.search(r'href="/a/b/assets/stylesheets/site\.[0-9a-f]{8}\.css"', lost)
    assert [path.name for path in project.glob(".site-*")] == []
