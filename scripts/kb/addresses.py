"""Where a page stands on the site: Lao at the root, English under en/, the same path and ids in both."""

from __future__ import annotations

import posixpath

LANGUAGES = ("lo", "en")
ROOTS = {"lo": "", "en": "en/"}


def other(lang: str) -> str:
    return "en" if lang == "lo" else "lo"


def address(lang: str, path: str) -> str:
    """The address of docs/<lang>/<path> from the root of the site: ("en", "law/index.md") is "en/law/"."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ROOTS[lang]
    return f"{ROOTS[lang]}{stem.removesuffix('/index')}/"


def relative(here: str, there: str) -> str:
    """The link from one address to another, both from the root; an anchor or query stays as it is."""
    target, mark, rest = there.partition("#")
    steps = posixpath.relpath(target or ".", here or ".")
    if not target or target.endswith("/"):
        steps += "/"
    return steps + mark + rest
