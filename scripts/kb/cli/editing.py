"""Commands that write for an editor: records, translations, versions, schemas, fonts."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from kb import checks, correct, history, intake, library, publish, schema, translation
from kb import copied as own_words
from kb import new as maker
from kb.cli.group import LANGUAGE, finish, main, show
from kb.fields import Text
from kb.library import Library
from kb.page import Page
from kb.pdf import bake
from kb.problem import nearest
from kb.safely import replace

NEXT = {
    "en": "Next: cite it on a page as [@{id}], or in a record as {id}. Until then kb check refuses it.",
    "lo": "ຕໍ່ໄປ: ອ້າງອີງໃນໜ້າດ້ວຍ [@{id}] ຫຼື ໃນບັນທຶກດ້ວຍ {id}. ກ່ອນນັ້ນ kb check ຈະບໍ່ຮັບ.",
}
"""What a new source needs."""


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
    show([one for one in checks.check(library.load(root)) if one.path in files and one.code != "R09"], lang)
    if kind == "source":  # cited nowhere yet, of course
        click.echo(NEXT[lang].format(id=identity))


@main.command(name="intake")
@click.argument("event", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def intake_(root: Path, event: Path) -> None:
    """Turn a filled issue form (the EVENT file of GitHub) into a record with its pages, or into a corrected file."""
    forms = {
        kind: (root / f".github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8")
        for kind in ("event", "source", "correction")
    }
    try:
        filled = intake.intake(json.loads(event.read_text("utf-8")), forms)
        if filled.kind == "correction":
            click.echo(f"changed {correct.correct(library.load(root), filled.values)}")
            return
        values = {name.replace("_", "."): value for name, value in filled.values.items()}
        files = maker.create(library.load(root), filled.kind, filled.id, values, dt.date.today())  # noqa: DTZ011
    except (intake.NotAForm, maker.NotNew) as refused:
        raise click.ClickException(str(refused)) from None
    for file in files:
        click.echo(f"wrote {file}")


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
