"""The layers: a module imports only from layers below its own. This list is the map of the package."""

from __future__ import annotations

import ast

import pytest
from conftest import PROJECT

LAYERS = (
    {
        "problem", "markup", "dates", "numbers", "lists", "lao", "addresses", "quantities", "safely", "folding",
        "linebreaks", "navigation", "lock", "styles", "facets", "pictures", "unreadable", "tables",
    },
    {"limits"},
    {"fields", "yamlfile", "invalid", "prose", "report", "intake", "language_names", "hypertext"},
    {"drawing"},
    {"model", "policy", "upkeep"},
    {"page"},
    {"reader"},
    {"library"},
    {"citations", "figures", "glossary", "stages", "translation", "described", "citing", "sources", "structured"},
    {"charts", "related", "wording"},
    {
        "checks", "views", "links", "external", "copied", "repair", "search", "shrink", "pdf", "calendar", "new",
        "history", "schema", "stamped", "compressed", "lost", "correct",
    },
    {"places", "expand", "explain"},
    {"downloads", "exports"},
    {"packs", "publish", "offline"},
    {"build"},
    {"cli"},
    {"__main__"},
)
PACKAGE = PROJECT / "scripts/kb"
FILES = sorted(PACKAGE.rglob("*.py"))


def level(module):
    return next(number for number, layer in enumerate(LAYERS) if module in layer)


def imported(file):
    """The modules of ours that a file imports, by their first name below kb."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kb":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kb."):
            yield node.module.split(".")[1]


def test_every_module_has_a_layer():
    modules = {file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in FILES} - {"__init__"}
    assert modules == set().union(*LAYERS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_go_down(file):
    module = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if module == "__init__":
        return
    family = file.parent.name  # modules of a family may use one another
    for other in imported(file):
        assert level(other) < level(module) or other == family, f"{module} imports {other}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(file):
    text = file.read_text("utf-8")
    assert text.count("\n") <= 260
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        node.name for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno > 42
    ]
    assert long == []


def test_only_the_hook_knows_mkdocs():
    for file in FILES:
        tree = ast.parse(file.read_text("utf-8"))
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not [name for name in names if name.split(".")[0] in ("mkdocs", "material", "mkdocs_static_i18n")]


def test_data_and_docs_are_read_in_one_place():
    """Nothing but the library and its reader opens what editors write; one module writes."""
    for file in FILES:
        if file.stem in ("library", "reader"):
            continue
        calls = {
            node.func.attr for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        opened = calls & {"read_text", "read_bytes", "open", "write_text", "write_bytes"}
        allowed = {
            "problem": {"read_text"},   # problems.yml, beside it
            "links": {"read_bytes"},    # the built site
            "build": {"read_text", "read_bytes"},  # mkdocs.yml and the built site
            "translation": {"read_text"},  # the translation that it accepts
            "folding": {"read_text"},   # folding.yml, beside it
            "search": {"read_bytes"},   # the built site
            "shrink": {"read_text"}, "styles": {"read_text", "read_bytes"},  # the built site
            "places": {"read_text"}, "packs": {"read_text", "read_bytes"}, "tree": {"read_bytes"},  # the built site
            "described": {"read_text"},  # records.yml, beside it
            "schema": {"read_text"},    # the schemas that it writes
            "shelf": {"read_bytes", "open"},  # the PDFs that it keeps, and what makes them
            "linebreaks": {"read_text"},  # its list of words, beside it
            "typeset": {"open", "read_bytes"},  # images and PDFs in memory
            "compact": {"open", "read_bytes"}, "archive": {"read_bytes"},  # PDFs in memory
            "safely": {"write_bytes"},  # the one writer
            "stamped": {"read_text", "read_bytes"}, "compressed": {"read_bytes"},  # the built site
            "lost": {"read_bytes"}, "offline": {"read_text", "read_bytes"},  # the built site
            "lock": {"open"},           # the lock itself
            "editing": {"read_text"},   # texts to compare with and forms, which are not content
        }
        assert opened <= allowed.get(file.stem, set()), file
