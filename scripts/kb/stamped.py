"""Assets under names that change with their content: a browser may keep them for ever and never meets a mixture.

``assets/stylesheets/site.css`` is published as ``assets/stylesheets/site.1f2e3d4c.css``. A file that names others
(a style sheet its font, a script the scripts that it fetches) is named after these, so that the name of each stands for
everything that it leads to. Pages are rewritten to the new names; nothing else on them changes.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kb.safely import replace

KINDS = {".css", ".js", ".woff2"}
STAMP = re.compile(r"\.[0-9a-f]{8}\.(?=[a-z0-9]+$)")
"""In a published name: what the content decides."""


class Circle(Exception):  # noqa: N818 — a fault of the scripts, for their author
    """Assets that name each other in a circle can have no names after their content."""


class _Assets:
    """The assets of a built site by their plain names, and the names under which they are published."""

    def __init__(self, site: Path) -> None:
        files = sorted(file for file in (site / "assets").rglob("*") if file.suffix in KINDS)
        self.files = {file.name: file for file in files}
        if len(self.files) < len(files):
            raise ValueError("Two assets have the same file name; a script could not tell them apart.")
        known = "|".join(re.escape(name) for name in sorted(self.files, key=len, reverse=True)) or "(?!)"
        self.named = re.compile(rf"(?<=[/\"'`(])({known})(?=[\"'`)?#])")
        self._new: dict[str, str] = {}

    def published(self, name: str, path: tuple[str, ...] = ()) -> str:
        """The new name; the file stands under it from then on. Circle with the way round if there is no answer."""
        if name in path:
            raise Circle(" → ".join([*path, name]))
        if name not in self._new:
            file = self.files[name]
            content = file.read_bytes()
            if file.suffix != ".woff2":
                text = content.decode("utf-8")
                content = self.named.sub(lambda hit: self.published(hit[1], (*path, name)), text).encode()
            stem, kind = name.rsplit(".", 1)
            self._new[name] = f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}.{kind}"
            replace(file.with_name(self._new[name]), content)
            file.unlink()
        return self._new[name]


def stamp(site: Path) -> None:
    """Give every style sheet, script and font of a built site its lasting name, and make the pages use it."""
    assets = _Assets(site)
    for name in assets.files:
        assets.published(name)
    for page in sorted(site.rglob("*.html")):
        text = page.read_text("utf-8")
        new = assets.named.sub(lambda hit: assets.published(hit[1]), text)
        if new != text:
            replace(page, new)
