"""A build that is killed, has no room or may not write: the old site stays whole and nothing is left lying about."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time

import pytest
from conftest import PROJECT

from kb import lock

pytestmark = pytest.mark.site
MOMENTS = sorted(random.Random(20261201).random() for _ in range(10))  # noqa: S311 — the same ten in every run


def copy(root):
    root.mkdir(exist_ok=True)
    for name in ("data", "docs", "overrides", "scripts", ".cache"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "shots", "*.lock"))
    shutil.copy(PROJECT / "mkdocs.yml", root)
    old_site(root)
    return root


def old_site(root):
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the old site", "utf-8")


def start(root, **streams):
    env = {**os.environ, "PYTHONPATH": str(root / "scripts")}
    return subprocess.Popen([sys.executable, "-m", "kb", "--root", str(root), "site"], env=env, text=True, **streams)


def build(root):
    running = start(root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said, _ = running.communicate()
    return running.returncode, said


def digest(folder):
    said = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        said.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return said.hexdigest()


def left(root):
    return sorted(path.name for path in root.iterdir() if path.name.startswith(".site-") or path.name == "site-before")


def free(root):
    """Wait until no process that belonged to the killed build holds the project any more."""
    while True:
        try:
            with lock.alone(root):
                return
        except lock.Busy:
            time.sleep(0.05)  # between two looks; the state of the lock is awaited


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("killed") / "project")


def test_killed_at_ten_moments_the_site_is_whole(project):
    """Moments are parts of the time that a whole build took just before."""
    old = digest(project / "site")
    begun = time.monotonic()
    exit_code, said = build(project)
    lasts = time.monotonic() - begun
    assert exit_code == 0, said
    new = digest(project / "site")
    killed = 0
    for moment in MOMENTS:
        restore(project)
        running = start(project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(moment * lasts)
        except subprocess.TimeoutExpired:
            killed += 1
        running.kill()
        running.wait()
        assert digest(project / "site") in (old, new), f"killed at {moment:.2f} of a build"
        free(project)
    assert killed >= len(MOMENTS) // 2, "most builds were still running when they were killed"
    restore(project)
    exit_code, said = build(project)
    assert exit_code == 0, said
    assert left(project) == ["site-before"]
    assert (digest(project / "site-before"), digest(project / "site")) == (old, new)


def restore(project):
    """The old site in place, whatever the last build left beside it."""
    shutil.rmtree(project / "site", ignore_errors=True)
    shutil.rmtree(project / "site-before", ignore_errors=True)
    old_site(project)


@pytest.fixture
def disk(tmp_path):
    """A small disk with the project on it: disk(room) has so many MB free beside the project."""
    places = []

    def make(room):
        place = tmp_path / "disk"
        place.mkdir()
        size = sum(path.stat().st_size for name in ("data", "docs", "overrides", "scripts", ".cache")
                   for path in (PROJECT / name).rglob("*") if path.is_file())
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size * 13 // 10 + (room << 20)}", "tmpfs", str(place)],
            check=False, capture_output=True,
        )
        if mounted.returncode:
            (pytest.fail if os.environ.get("CI") else pytest.skip)("only root can make a small disk")
        places.append(place)
        return place

    yield make
    for place in places:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_told_and_the_old_site_stays(disk):
    root = copy(disk(4))
    exit_code, said = build(root)
    assert exit_code == 1
    assert "Error: There is no room left on the disk. The old site is untouched; free some space" in said
    assert "Traceback" not in said
    assert (root / "site/index.html").read_text("utf-8") == "the old site"
    assert left(root) == []


def test_a_disk_that_may_not_be_written_is_told_and_the_old_site_stays(disk):
    root = copy(disk(4))
    subprocess.run(["mount", "-o", "remount,ro", str(root)], check=True)
    exit_code, said = build(root)
    assert exit_code == 1
    assert "Error: This folder cannot be written: " in said
    assert "Traceback" not in said
    assert (root / "site/index.html").read_text("utf-8") == "the old site"
