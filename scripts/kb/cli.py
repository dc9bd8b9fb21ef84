"""The command line: the only place that prints, reads arguments or exits."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kb import build as builder
from kb import checks, external, library, links, publish, translation
from kb import copied as own_words
from kb.fields import Text
from kb.pdf import bake
from kb.problem import Problem, in_order, nearest
from kb.repair import repair
from kb.safely import replace

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = click.option("--lang", type=click.Choice(["en", "lo"]), default="en", help="Language of the messages.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=ROOT, hidden=True)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, translate and build the Lao Social Protection Knowledge Exchange."""
    context.obj = root


def show(problems: list[Problem], lang: str = "en") -> None:
    for problem in in_order(problems):
        click.echo(problem.text(lang))


def finish(problems: list[Problem], lang: str) -> None:
    """Print the problems; exit 1 if one of them stops a build."""
    show(problems, lang)
    blocking = sum(problem.blocks for problem in problems)
    click.echo(f"{blocking} to mend, {len(problems) - blocking} to know", err=True)
    click.get_current_context().exit(1 if blocking else 0)


@main.command()
@click.option("--fix", is_flag=True, help="First mend what has one right answer (Lao spelling).")
@LANGUAGE
@click.pass_obj
def check(root: Path, lang: str, *, fix: bool) -> None:
    """Check records and pages; every problem on a line."""
    if fix:
        for file in repair(library.load(root)):
            click.echo(f"mended {file}", err=True)
    finish(checks.check(library.load(root)), lang)


def progress(done: int, total: int) -> None:
    """One line that counts, on a terminal; in a log only the end of it."""
    if sys.stdout.isatty():
        click.echo(f"\rPDFs {done}/{total}" + ("\r\x1b[K" if done == total else ""), nl=False)
    elif done == total:
        click.echo(f"{total} PDFs set")


@main.command()
@LANGUAGE
@click.pass_obj
def site(root: Path, lang: str) -> None:
    """Check, build both languages, check the links, and put the result into site/."""
    try:
        built = builder.build(root, click.echo, progress)
    except builder.Refused as refused:
        if refused.__cause__:
            click.echo(refused.__cause__, err=True)
        finish(refused.problems, lang)
    else:
        click.echo(f"The site is in {built.name}/")


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


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@LANGUAGE
@click.pass_obj
def copied(root: Path, folder: Path, lang: str) -> None:
    """Compare with texts that we read (FOLDER of .txt files): report what is not in our own words."""
    texts = {file.name: file.read_text("utf-8", "replace") for file in sorted(folder.glob("*.txt"))}
    finish(list(own_words.check(library.load(root), texts)), lang)


@main.command(name="publish")
@click.argument("brief")
@click.option("--version", required=True, help="The number of the new version, such as 1.1.")
@click.option("--en", required=True, help="What changes, in English.")
@click.option("--lo", required=True, help="What changes, in Lao.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=lambda: dt.date.today().isoformat())  # noqa: DTZ011
@click.pass_obj
def publish_(root: Path, brief: str, *, version: str, en: str, lo: str, date: dt.datetime) -> None:
    """Keep the published PDFs of BRIEF and open a new version, before its text is changed."""
    read = library.load(root)
    if brief not in read.briefs:
        near = nearest(brief, read.briefs)
        raise click.UsageError(f'There is no brief "{brief}".' + (f' Did you mean "{near}"?' if near else ""))
    try:
        for file in publish.publish(read, brief, version, date.date(), Text(en=en, lo=lo)):
            click.echo(f"wrote {file}")
    except publish.NotBuilt as missing:
        raise click.UsageError(f"{missing} is not there: build the published state first. Run: make site") from None
    finish(checks.check(library.load(root)), "en")


@main.command()
@click.pass_obj
def fonts(root: Path) -> None:
    """Make the web font and the fonts of the PDFs again from Noto Sans Lao."""
    for name, made in bake.files().items():
        folder = root / "docs/assets/fonts" if name.endswith(".woff2") else bake.FACES
        replace(folder / name, made)
        click.echo(f"wrote {name}, {len(made)} bytes")


@main.group(invoke_without_command=True)
@click.pass_context
def translations(context: click.Context) -> None:
    """What is translated, stale or missing, page by page."""
    if context.invoked_subcommand:
        return
    read = library.load(context.obj)
    for page in read.pages.values():
        if page.is_translation:
            reviewed = page.meta.translation.state if page.meta.translation else ""
            click.echo(f"{translation.state(read, page).value:<9}{reviewed:<10}{page.file}")


@translations.command()
@click.argument("pages", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every translation.")
@click.pass_obj
def accept(root: Path, pages: tuple[str, ...], *, everything: bool) -> None:
    """Say that the translations PAGES (docs/lo/law/index.md) say what their originals say now."""
    read = library.load(root)
    by_file = {page.file: page for page in read.pages.values()}
    if everything:
        pages = tuple(page.file for page in read.pages.values() if page.is_translation and not page.is_stub)
    for name in pages:
        page = by_file.get(name)
        if page is None or page.meta.translation is None or read.twin(page) is None:
            raise click.UsageError(f"{name} is not a translation with an original.")
        click.echo(f"{'accepted' if translation.accept(read, page) else 'unchanged'} {name}")


if __name__ == "__main__":
    main()
