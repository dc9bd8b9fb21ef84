"""One build at a time; the site is changed in one step, the one before is kept, and a killed build loses nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEFORE = "site-before"
"""The folder with the site of the build before, for «kb rollback»."""


class Busy(Exception):  # noqa: N818 — told to the editor by the command line
    """Another build of the same project is running."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the project for one build. The lock goes with the last process that works for it, however they end: one
    that outlives a killed build still writes, so nobody else may begin.
    """
    (root / ".cache").mkdir(exist_ok=True)
    with (root / ".cache" / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        os.set_inheritable(lock.fileno(), True)  # noqa: FBT003 — Python's own argument
        yield


def swap(new: Path, site: Path) -> None:
    """Two renames: the old site is whole until the first and the new one from the second. The old one is kept."""
    before, older = site.with_name(BEFORE), site.with_name(f".site-old-{os.getpid()}")
    if site.exists():
        if before.exists():
            before.rename(older)
        site.rename(before)
    new.rename(site)
    shutil.rmtree(older, ignore_errors=True)


def roll_back(root: Path) -> bool:
    """Put the site of the build before in the place of the newest, which is kept in turn. False if none is kept."""
    site, before = root / "site", root / BEFORE
    with alone(root):
        recover(root)
        if not (site.exists() and before.exists()):
            return False
        aside = root / f".site-new-{os.getpid()}"
        before.rename(aside)
        swap(aside, site)
    return True


def recover(root: Path) -> None:
    """Undo what a killed build left: no process but ours is building, so every folder aside is a remnant.

    Killed between the two renames, a build leaves no ``site/`` but the old one under its other name.
    """
    if not (root / "site").exists() and (root / BEFORE).exists():
        (root / BEFORE).rename(root / "site")
    for folder in [*root.glob(".site-old-*"), *root.glob(".site-new-*")]:
        shutil.rmtree(folder, ignore_errors=True)
