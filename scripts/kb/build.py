"""The whole site, from check to publication: written aside, checked, and only then put in the place of the old one.

MkDocs runs as a program of its own, so that this package needs none of its code. A build that fails at any stage leaves
``site/`` as it was.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kb import checks, compressed, downloads, library, links, lock, lost, offline, packs, publish, stamped, yamlfile
from kb.exports import feeds, opendata, sitemaps
from kb.pdf import shelf
from kb.pdf.shelf import Progress
from kb.problem import Problem, problem
from kb.shrink import shrink

Say = Callable[[str], None]
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
NO_ROOM = f"[Errno {errno.ENOSPC}]"
"""How a program of Python's says that the disk is full."""
USED = re.compile(rb"""(?:href|src)="?([^"'\s>]+)|url\(["']?([^"')]+)""")


class Refused(Exception):  # noqa: N818 — it carries problems for an editor, it is not a fault of the program
    """The content has problems that stop a build."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def site_url(root: Path) -> str:
    """The address of the published site, set in mkdocs.yml and nowhere else."""
    document, _ = yamlfile.parse((root / "mkdocs.yml").read_text("utf-8"), "mkdocs.yml")
    config = document.value if document and isinstance(document.value, dict) else {}
    return str(config.get("site_url") or "/")


@contextmanager
def stage(name: str, say: Say) -> Iterator[None]:
    start = time.monotonic()
    yield
    say(f"{name:<28}{time.monotonic() - start:6.1f} s")


def build(root: Path, say: Say, progress: Progress) -> Path:
    """Build ``site/``. Refused with the problems if the content or a link is wrong."""
    site = root / "site"
    aside = root / f".site-new-{os.getpid()}"
    with lock.alone(root):
        lock.recover(root)
        _build(root, aside, site, say, progress)
    return site


def _build(root: Path, aside: Path, site: Path, say: Say, progress: Progress) -> None:
    try:
        with stage("Content checked", say):
            read = library.load(root)
            _refuse(checks.check(read))
        with stage("Both languages built", say):
            _mkdocs(root, aside)
        with stage("Theme pruned, files shrunk", say):
            prune(aside, root / "docs")
            shrink(aside, root / "docs")
            lost.english(aside)
            offline.place_worker(aside)
        with stage("PDFs set", say):
            found, made = shelf.stock(read, aside, site_url(root), root / ".cache" / "pdf", progress)
            _refuse(found)
            publish.place_earlier(read, aside)
            downloads.fill(read, aside, made)
        with stage("Assets named by content", say):
            stamped.stamp(aside)
        with stage("Open data and feeds", say):
            opendata.write(read, aside, site_url(root))
            feeds.write(read, aside, site_url(root))
            sitemaps.write(read, aside, site_url(root))
        with stage("Packs made", say):
            packed = {**packs.events(read, aside, made, site_url(root)), "site": packs.stick(aside)}
            packs.fill(read, aside, packed)
            offline.fill(read, aside)
        with stage("Links checked", say):
            _refuse(links.check(read, aside, site_url(root)))
        with stage("Compressed", say):
            compressed.compress(aside)
        lock.swap(aside, site)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse(problems: list[Problem]) -> None:
    if any(found.blocks for found in problems):
        raise Refused(problems)


def _mkdocs(root: Path, target: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(target)]
    done = subprocess.run(  # it keeps the lock, too
        command, cwd=root, env={**os.environ, **QUIET}, capture_output=True, text=True, check=False, close_fds=False,
    )
    if done.returncode and NO_ROOM in done.stderr:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
        raise Refused([problem("mkdocs.yml", 1, "S01")]) from RuntimeError("\n".join(told))


def prune(site: Path, docs: Path) -> None:
    """Take out what the theme brings and no page uses: scripts, source maps, unused style sheets."""
    used = {found for page in site.rglob("*.html") for found in _files_of(page, site)}
    used |= {found for sheet in used if sheet.suffix == ".css" for found in _files_of(sheet, site)}
    for file in sorted((site / "assets").rglob("*")):
        ours = (docs / file.relative_to(site)).exists()
        if file.is_file() and not ours and file.resolve() not in used:
            file.unlink()
    for folder in sorted((site / "assets").rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _files_of(file: Path, site: Path) -> Iterator[Path]:
    for in_html, in_css in USED.findall(file.read_bytes()) if file.exists() else ():
        name = (in_html or in_css).decode("utf-8", "replace").split("#")[0].split("?")[0]
        if name and "://" not in name and not name.startswith("data:"):
            yield ((site / name.lstrip("/")) if name.startswith("/") else file.parent / name).resolve()


def serve(root: Path, address: str, say: Say, show: Callable[[list[Problem]], None]) -> int:
    """Show the site with live reload until it is stopped. Problems are shown and do not stop it."""
    with stage("Content checked", say):
        show(checks.check(library.load(root)))
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", address]
    with subprocess.Popen(
        command, cwd=root, env={**os.environ, **QUIET}, stderr=subprocess.PIPE, text=True,
    ) as running:
        try:
            for line in running.stderr or ():
                _relay(line.rstrip(), say)
        except KeyboardInterrupt:
            running.terminate()
        return running.wait()


def _relay(line: str, say: Say) -> None:
    built = re.search(r"Documentation built in ([\d.]+) seconds", line)
    serving = re.search(r"Serving on (\S+)", line)
    if built:
        say(f"{'Both languages built':<28}{float(built[1]):6.1f} s")
    elif serving:
        say(f"Read it at {serving[1]}  (stop with Ctrl-C)")
    elif line.startswith(("WARNING", "ERROR")) or "Detected file changes" in line:
        say(line)
