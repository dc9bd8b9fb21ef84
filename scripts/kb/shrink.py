"""Style sheets and scripts as they are published: readers on slow lines get only what works for them."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from kb import styles
from kb.safely import replace


def shrink(site: Path, docs: Path) -> None:
    """Take comments out of the built site's style sheets and scripts, and unused rules out of the theme's sheets."""
    found = styles.used(site)
    sheets = sorted((site / "assets").rglob("*.css"))
    ours = {sheet for sheet in sheets if (docs / sheet.relative_to(site)).exists()}
    own = "".join(sheet.read_text("utf-8") for sheet in sorted(ours))
    for sheet in sheets:
        text = sheet.read_text("utf-8")
        replace(sheet, str(cssmin(text if sheet in ours else styles.only_used(text, found, own))))
    for script in sorted((site / "assets").rglob("*.js")):
        replace(script, str(jsmin(script.read_text("utf-8"))))
