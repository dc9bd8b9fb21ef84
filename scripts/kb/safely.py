"""Writing so that nothing is lost: aside first, then renamed over the old file in one step."""

from __future__ import annotations

import os
from pathlib import Path


def replace(file: Path, content: str | bytes) -> None:
    """Give a file a new content. Whoever reads it sees the old one or the new one, never a part."""
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    aside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    aside.replace(file)
