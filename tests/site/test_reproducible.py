"""The same content gives the same site to the last byte: another day, folder, zone, language and order of files."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT

pytestmark = pytest.mark.site
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "COLUMNS": "40",
}
DAY = ["faketime", "2031-02-28 23:59:00"]


def test_built_elsewhere_it_is_the_same(tmp_path):
    """The copy is made backwards, so that folders list their files in another order; nothing kept is taken along."""
    root = tmp_path / "ບ່ອນອື່ນ"
    files = [file for name in ("overrides", "scripts", "docs", "data") for file in (PROJECT / name).rglob("*")]
    for file in sorted(files, reverse=True):
        if file.is_file() and "__pycache__" not in file.parts:
            target = root / file.relative_to(PROJECT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    if not shutil.which("faketime"):
        assert not os.environ.get("CI"), "faketime is missing: another day was not tried"
    day = DAY if shutil.which("faketime") else []
    done = subprocess.run(
        [*day, sys.executable, "-m", "kb", "--root", str(root), "site"], capture_output=True, text=True, check=False,
        env={**os.environ, **ELSEWHERE, "PYTHONPATH": str(root / "scripts")},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = PROJECT / "site", root / "site"
    names = [file.relative_to(ours).as_posix() for file in ours.rglob("*") if file.is_file()]
    assert sorted(names) == sorted(file.relative_to(theirs).as_posix() for file in theirs.rglob("*") if file.is_file())
    _, other, missing = filecmp.cmpfiles(ours, theirs, names, shallow=False)
    assert (other, missing) == ([], [])
