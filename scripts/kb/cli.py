"""The command line: the only place that prints, reads arguments or exits."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from kb import build as builder
from kb import checks, external, history, library, links, publish, report, schema, translation
from kb import copied as own_words
from kb import new as maker
from kb.fields import Text
from kb.library import Library
from kb.page import Page
from kb.pdf import bake
from kb.problem import Problem, in_order, nearest
from kb.repair import repair
from kb.safely import replace

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = click.option(
    "--lang", type=click.Choice(["en", "lo"]), help="Language of the messages; Lao where the computer speaks Lao.",
    default=lambda: "lo" if os.environ.get("LANG", "").startswith("lo") else "en",
)
FORMAT = click.option("--format", "form", type=click.Choice(list(report.FORMATS)), default="text",
                      help="For people, for GitHub's annotations, or for programs.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=ROOT, hidden=True)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check, translate and build the Lao Social Protection Knowledge Exchange."""
    context.obj = root


def show(problems: list[Problem], lang: str = "en", form: str = "text") -> None:
    shown = report.FORMATS[form](in_order(problems), lang)
    if shown:
        click.echo(shown)


def finish(problems: list[Problem], lang: str, form: str = "text") -> None:
    """Print the problems; exit 1 if one of them stops a build."""
    show(problems, lang, form)
    blocking = sum(problem.blocks for problem in problems)
    click.echo(f"{blocking} to mend, {len(problems) - blocking} to know", err=True)
    click.get_current_context().exit(1 if blocking else 0)


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


@main.command(name="new")
@click.argument("kind", type=click.Choice(maker.KINDS))
@click.argument("identity", metavar="ID")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="A field that is known: --set title.en=...")
@click.option("--ask/--no-ask", default=None, help="Ask for what is missing (on a terminal that is the default).")
@LANGUAGE
@click.pass_obj
def new_(root: Path, kind: str, identity: str, lang: str, *, given: tuple[str, ...], ask: bool | None) -> None:
    """Write a new record with its pages in both languages, and say which lines to fill in next."""
    values = dict(one.partition("=")[::2] for one in given)
    if ask if ask is not None else sys.stdin.isatty():
        for field in maker.WANTED[kind]:
            if field not in values:
                values[field] = click.prompt(field, default="", show_default=False)
    try:
        files = maker.create(library.load(root), kind, identity, values, dt.date.today())  # noqa: DTZ011
    except maker.NotNew as reason:
        raise click.UsageError(str(reason)) from None
    for file in files:
        click.echo(f"wrote {file}")
    show([found for found in checks.check(library.load(root)) if found.path in files], lang)


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


@main.command(name="schema")
@click.pass_obj
def schema_(root: Path) -> None:
    """Write the schemas of the records, by which an editor of text completes and warns."""
    for file in schema.write(library.load(root)):
        click.echo(f"wrote {file}")


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


@translations.command(name="show")
@click.argument("page")
@click.pass_obj
def changes_(root: Path, page: str) -> None:
    """What changed in the original of PAGE since it was translated, beside the translation."""
    read = library.load(root)
    found = history.changes(read, _translation(read, page))
    if found is None:
        raise click.UsageError("The state that was translated is not in the history. Compare the two pages as a whole.")
    for change in found:
        click.echo(f"--- {change.before}\n+++ {change.now}\n=== {change.translation}\n")
    click.echo(f"{len(found)} changes", err=True)


@translations.command(name="review")
@click.argument("page")
@click.option("--by", "role", required=True, help="The role of the person who read it, not the name.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), default=lambda: dt.date.today().isoformat())  # noqa: DTZ011
@click.pass_obj
def review_(root: Path, page: str, role: str, date: dt.datetime) -> None:
    """Record that a person has read the translation PAGE against its original."""
    read = library.load(root)
    translation.review(read, _translation(read, page), role, date.date())
    click.echo(f"reviewed {page}")


def _translation(read: Library, name: str) -> Page:
    by_file = {page.file: page for page in read.pages.values()}
    page = by_file.get(name)
    if page is None or page.meta.translation is None or read.twin(page) is None:
        near = nearest(name, by_file)
        hint = f' Did you mean "{near}"?' if page is None and near else ""
        raise click.UsageError(f"{name} is not a translation with an original.{hint}")
    return page


@translations.command()
@click.argument("pages", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every translation.")
@click.pass_obj
def accept(root: Path, pages: tuple[str, ...], *, everything: bool) -> None:
    """Say that the translations PAGES (docs/lo/law/index.md) say what their originals say now."""
    read = library.load(root)
    if everything:
        pages = tuple(page.file for page in read.pages.values() if page.is_translation and not page.is_stub)
    for name in pages:
        page = _translation(read, name)
        click.echo(f"{'accepted' if translation.accept(read, page) else 'unchanged'} {name}")


if __name__ == "__main__":
    main()
