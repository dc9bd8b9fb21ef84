"""What the handbook says of our ties to the theme is what the project uses: nothing more, and nothing less."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
import yaml
from conftest import PROJECT

THEME = Path(material.__file__).parent / "templates"
OVERRIDES = PROJECT / "overrides"
READ = [
    file for folder in ("overrides", "docs/assets/stylesheets", "docs/assets/javascripts")
    for file in sorted((PROJECT / folder).rglob("*")) if file.suffix in (".html", ".css", ".js")
]
SETTING = re.compile(r"^\s*(?:- )?(\w+):")


def block(name):
    """The keys right below a key of mkdocs.yml."""
    lines = (PROJECT / "mkdocs.yml").read_text("utf-8").split("\n")
    start = next(number for number, line in enumerate(lines) if SETTING.match(line) and SETTING.match(line)[1] == name)
    depth = None
    for line in lines[start + 1 :]:
        indent = len(line) - len(line.lstrip())
        depth = indent if depth is None else depth
        if line.strip() and indent < depth:
            return
        if line.strip() and indent == depth and SETTING.match(line):
            yield SETTING.match(line)[1]


def used():
    """Everything of the theme's that a template, a style sheet, a script or the settings name."""
    text = "\n".join(file.read_text("utf-8") for file in READ)
    pages = [file for file in READ if file.is_relative_to(OVERRIDES) and file.parent.name != "records"]
    templates = "\n".join(file.read_text("utf-8") for file in pages)
    own = {file.relative_to(OVERRIDES).as_posix() for file in OVERRIDES.rglob("*") if file.is_file()}
    taken = set(re.findall(r'{% (?:include|import|extends|from) "([^"]+)"', templates)) - own
    stands_in = {name for name in own if (THEME / name).is_file()}
    classes = set(re.findall(r"(?<![-\w])md-[a-z_-]+", text)) | set(re.findall(r"(?<![-\w])admonition[a-z-]*", text))
    sheets = set(re.findall(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css", templates))
    colours = set(re.findall(r"--md-[a-z0-9-]+", text))
    return taken | stands_in | classes | sheets | colours | set(block("theme")) | set(block("i18n"))


def told(lang):
    """What stands between backquotes in the first column of the table."""
    page = (PROJECT / f"docs/{lang}/contribute/run.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+) \| .+ \|$", page[page.index("{#ties}") :], re.MULTILINE)
    return {name for row in rows for name in re.findall("`([^`]+)`", row)} - {"theme", "i18n"}


@pytest.mark.parametrize("lang", ["lo", "en"])
def test_the_handbook_lists_what_ties_us_to_the_theme(lang):
    ours = told(lang) - {"overrides/partials/languages/lo.html"}
    assert ours == used()


def test_the_settings_are_found():
    assert "custom_dir" in set(block("theme"))
    assert yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))["theme"].keys() == set(block("theme"))
