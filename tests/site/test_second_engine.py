"""MkDocs has no maintainer. The same tree, built by the engine that took its place, gives the same pages."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import PROJECT
from lxml import html

pytestmark = pytest.mark.site
ENGINES = ("mkdocs", "properdocs")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site as each engine leaves it, before our own work on the whole."""
    folders = {}
    for engine in ENGINES:
        folders[engine] = tmp_path_factory.mktemp(engine)
        command = [sys.executable, "-m", engine, "build", "--quiet", "--strict", "--site-dir", str(folders[engine])]
        done = subprocess.run(
            command, cwd=PROJECT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return folders


def pages(folder):
    """The text of every page, without what only says who built it."""
    found = {}
    for file in folder.rglob("*.html"):
        tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for meta in tree.xpath("//meta[@name='generator']"):
            meta.drop_tree()
        found[file.relative_to(folder).as_posix()] = html.tostring(tree, encoding="unicode")
    return found


def test_both_engines_write_the_same_pages(built):
    ours, theirs = (pages(built[engine]) for engine in ENGINES)
    assert len(ours) > 200
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_both_engines_write_the_same_search(built):
    for name in ("search/lo.js", "search/en.js"):
        ours, theirs = ((built[engine] / name).read_bytes() for engine in ENGINES)
        assert len(ours) > 10_000
        assert ours == theirs
