"""Style sheets and scripts as they are published: the comments that help us are not sent to readers on slow lines."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from kb.safely import replace


def shrink(site: Path) -> None:
    """Take comments and needless spaces out of the built site's style sheets and scripts."""
    for file in sorted((site / "assets").rglob("*")):
        if file.suffix in (".js", ".css"):
            text = file.read_text("utf-8")
            replace(file, str(jsmin(text) if file.suffix == ".js" else cssmin(text)))
