"""Writing so that nothing is lost: aside first, then renamed over the old file in one step."""

from __future__ import annotations

from pathlib import Path


def replace(file: Path, text: str) -> None:
    """Give a file a new text. Whoever reads it sees the old one or the new one, never a part."""
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(text, "utf-8")
    aside.replace(file)
