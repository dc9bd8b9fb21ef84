"""One build at a time, and what a killed one left is put in order by the next."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Busy(Exception):  # noqa: N818 — told to the editor by the command line
    """Another build of the same project is running."""


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the project for one build. The lock goes with the process that holds it, however that ends."""
    (root / ".cache").mkdir(exist_ok=True)
    with (root / ".cache" / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def recover(root: Path) -> None:
    """Undo what a killed build left: no process but ours is building, so every folder aside is a remnant.

    Killed between the two renames, a build leaves no ``site/`` but the old one under its other name.
    """
    site = root / "site"
    kept = sorted(root.glob(".site-old-*"), key=lambda folder: folder.stat().st_mtime)
    if kept and not site.exists():
        kept.pop().rename(site)
    for folder in [*kept, *root.glob(".site-new-*")]:
        shutil.rmtree(folder, ignore_errors=True)
