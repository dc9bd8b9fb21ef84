"""Small worlds for tests: the good world on disk, changed by a case, read by the engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
PROJECT = HERE.parent
World = Callable[..., Path]


def cases(folder: str) -> list[Any]:
    """Every case of a folder under tests/cases, named by its file."""
    return [
        pytest.param(yaml.safe_load(file.read_text("utf-8")), id=file.stem)
        for file in sorted((HERE / "cases" / folder).glob("*.yml"))
    ]


def dressed(root: Path) -> Path:
    """Give a world the project's own templates, assets, labels, scripts and settings, so that MkDocs can build it."""
    for name in ("overrides", "scripts", "docs/assets"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8").split("\nnav:")[0]
    pages = sorted(file.relative_to(root / "docs/en").as_posix() for file in (root / "docs/en").rglob("*.md"))
    navigation = "".join(f"  - {page}\n" for page in sorted(pages, key=lambda page: (page != "index.md", page)))
    (root / "mkdocs.yml").write_text(f"{settings}\nnav:\n{navigation}", "utf-8")
    return root


def made(root: Path) -> Path:
    """What MkDocs makes of a dressed world, in ``site/``."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(root / "site")]
    subprocess.run(command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True)
    return root / "site"


def _write(file: Path, content: Mapping[str, Any]) -> None:
    if "link" in content:
        file.unlink(missing_ok=True)
        file.symlink_to(content["link"])
    elif "hex" in content:
        file.write_bytes(bytes.fromhex(content["hex"]))
    else:
        file.write_text(content.get("after", "") + content["text"] * content.get("times", 1), "utf-8")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a copy of the good world. ``files`` adds, replaces or (with None) deletes; ``edit`` changes words.

    A file may also be {link: where to}, {hex: bytes}, or {text: words, times: how often, after: before them}.
    """

    def make(
        files: Mapping[str, Any] | None = None, edit: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Path:
        root = tmp_path / "world"
        shutil.copytree(HERE / "good-world", root)
        for name, text in (files or {}).items():
            file = root / name
            if text is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, {"text": text} if isinstance(text, str) else text)
        for name, changes in (edit or {}).items():
            text = (root / name).read_text("utf-8")
            for old, new in changes.items():
                assert old in text, f"{name} of the good world does not say {old!r}"
                text = text.replace(old, new)
            (root / name).write_text(text, "utf-8")
        return root

    return make
