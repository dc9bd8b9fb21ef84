"""A new version of a brief: the published PDFs are kept first, and the record says what is new."""

from __future__ import annotations

import pytest
import yaml
from click.testing import CliRunner
from conftest import HERE

from kb import library, publish
from kb.cli import main

CASE = yaml.safe_load((HERE / "cases/checks/brief-that-is-right.yml").read_text("utf-8"))
COMMAND = ["publish", "one", "--version", "1.1", "--en", 'More "figures".', "--lo", "ເພີ່ມຕົວເລກ.", "--date", "2024-09-01"]


@pytest.fixture
def root(world):
    return world(CASE["files"])


def run(root, *arguments):
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def built(root):
    for name in ("briefs/one/one-1.0-lo.pdf", "en/briefs/one/one-1.0-en.pdf"):
        (root / "site" / name).parent.mkdir(parents=True)
        (root / "site" / name).write_bytes(f"%PDF {name}".encode())


def test_what_was_published_is_kept_and_the_record_gets_a_version(root):
    built(root)
    result = run(root, *COMMAND)
    assert result.exit_code == 0, result.output
    assert (root / "data/published/one-1.0-lo.pdf").read_bytes() == b"%PDF briefs/one/one-1.0-lo.pdf"
    read = library.load(root)
    assert [one.version for one in read.briefs["one"].versions] == ["1.1", "1.0"]
    assert read.briefs["one"].newest.changes.en == 'More "figures".'
    assert (root / "data/briefs/one.yml").read_text("utf-8").startswith("number: 1\nfigures: [members]\nversions:\n")


def test_without_the_published_pdfs_nothing_is_written(root):
    before = (root / "data/briefs/one.yml").read_text("utf-8")
    result = run(root, *COMMAND)
    assert result.exit_code == 2
    assert "site/briefs/one/one-1.0-lo.pdf is not there" in result.output
    assert (root / "data/briefs/one.yml").read_text("utf-8") == before


def test_a_misspelt_brief_is_named(root):
    assert 'Did you mean "one"?' in run(root, "publish", "onee", *COMMAND[2:]).output


def test_earlier_versions_stay_at_their_address(root):
    built(root)
    run(root, *COMMAND)
    publish.place_earlier(library.load(root), root / "site")
    assert (root / "site/briefs/one/one-1.0-lo.pdf").read_bytes() == b"%PDF briefs/one/one-1.0-lo.pdf"
