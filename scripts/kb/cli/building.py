"""Commands that check, build and show the site."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from kb import build as builder
from kb import checks, external, library, links, lock
from kb.cli.group import FORMAT, LANGUAGE, finish, main, show
from kb.repair import repair

WIDTH = 24
"""Signs that the bar is long."""

BUSY = "Another build of this project is running. Wait until it has ended."


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--fix", is_flag=True, help="First mend what has one right answer (Lao spelling).")
@FORMAT
@LANGUAGE
@click.pass_obj
def check(root: Path, paths: tuple[str, ...], form: str, lang: str, *, fix: bool) -> None:
    """Check records and pages; every problem on a line. With PATHS, report only what is in them."""
    if fix:
        for file in repair(library.load(root)):
            click.echo(f"mended {file}", err=True)
    found = checks.check(library.load(root))
    if paths:
        found = [one for one in found if one.path.startswith(tuple(path.removeprefix("./") for path in paths))]
    finish(found, lang, form)


class Progress:
    """Counts what is made, of how many: on a terminal a bar with the time gone and the time left, in a log one line at
    the end. It is called with 0 when the work begins.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.start = clock()

    def __call__(self, done: int, total: int) -> None:
        if not done:
            self.start = self.clock()
        gone = self.clock() - self.start
        if sys.stdout.isatty():
            click.echo(f"\r{bar(done, total, gone)}\x1b[K" + ("\n" if done == total else ""), nl=False)
        elif done == total:
            click.echo(f"{total} PDFs set in {minutes(gone)}")


def bar(done: int, total: int, gone: float) -> str:
    """«PDFs ████████░░░░░░░░ 94/187  0:12, about 0:12 left»; ``gone`` in seconds."""
    full = WIDTH * done // total
    left = f", about {minutes(gone / done * (total - done))} left" if 0 < done < total else ""
    return f"PDFs {'█' * full}{'░' * (WIDTH - full)} {done}/{total}  {minutes(gone)}{left}"


def minutes(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


@main.command()
@LANGUAGE
@click.pass_obj
def site(root: Path, lang: str) -> None:
    """Check, build both languages, check the links, and put the result into site/."""
    try:
        built = builder.build(root, click.echo, Progress())
    except lock.Busy:
        raise click.ClickException(BUSY) from None
    except builder.Refused as refused:
        if refused.__cause__:
            click.echo(refused.__cause__, err=True)
        finish(refused.problems, lang)
    except OSError as error:
        raise click.ClickException(_of_the_disk(error)) from error
    else:
        click.echo(f"The site is in {built.name}/")


def _of_the_disk(error: OSError) -> str:
    """What an editor can do about it; anything else is a fault of the program and raised again."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "There is no room left on the disk. The old site is untouched; free some space and build again."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"This folder cannot be written: {Path(error.filename or '.').parent}. The old site is untouched."
    raise error


@main.command()
@click.pass_obj
def rollback(root: Path) -> None:
    """Show the site of the build before again. Once more brings back the newest."""
    try:
        done = lock.roll_back(root)
    except lock.Busy:
        raise click.ClickException(BUSY) from None
    if not done:
        raise click.ClickException("No earlier site is kept here. Go back to an earlier commit and run: make site")
    click.echo("site/ is the one of the build before; the newest is kept in site-before/")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True)
@LANGUAGE
@click.pass_obj
def serve(root: Path, address: str, lang: str) -> None:
    """Show the site on this computer; pages reload when a file changes."""
    code = builder.serve(root, address, click.echo, lambda problems: show(problems, lang))
    click.get_current_context().exit(code)


@main.command(name="links")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--external", "outside", is_flag=True, help="Ask the addresses outside the site.")
@click.option("--timeout", default=15.0, show_default=True, help="Seconds to wait for an answer.")
@LANGUAGE
@click.pass_obj
def links_(root: Path, folder: Path | None, lang: str, timeout: float, *, outside: bool) -> None:
    """Check the links of the built site (site/ unless another FOLDER is named)."""
    read = library.load(root)
    if outside:
        finish(external.ask(read, external.Patience(timeout=timeout)), lang)
    folder = folder or root / "site"
    if not folder.is_dir():
        raise click.UsageError("There is no built site yet. Run: make site")
    finish(links.check(read, folder, builder.site_url(root)), lang)
