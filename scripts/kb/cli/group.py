"""What every command shares: the group, the language and the form of what is told, and the exit."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kb import report
from kb.problem import Problem, in_order

ROOT = Path(__file__).resolve().parents[3]
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
