"""Every text of the site beside itself in smaller forms, so that a server need not compress while a reader waits.

Servers that know of them send ``page.html.br`` or ``page.html.gz`` for ``page.html`` (deploy/); others ignore them.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from kb.safely import replace

KINDS = {".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".ics", ".txt", ".bib", ".ris"}
SMALL = 512
"""Bytes: below that the headers of an answer weigh more than what is saved."""
LASTING, PAGES = 11, 6
"""How hard brotli works: the more, the smaller and slower. Assets are fetched by everybody and seldom change."""


def compress(site: Path) -> None:
    """Write the compressed forms of a finished site. Same bytes in, same bytes out: no time stands in them."""
    files = sorted(file for file in site.rglob("*") if file.suffix in KINDS and file.stat().st_size >= SMALL)
    with ThreadPoolExecutor() as threads:
        for file, forms in zip(files, threads.map(lambda file: list(_forms(file, site)), files), strict=True):
            for suffix, content in forms:
                replace(file.with_name(file.name + suffix), content)


def _forms(file: Path, site: Path) -> Iterator[tuple[str, bytes]]:
    content = file.read_bytes()
    text = brotli.MODE_TEXT if file.suffix in {".html", ".txt"} else brotli.MODE_GENERIC
    lasting = file.relative_to(site).parts[0] in ("assets", "search")
    yield ".br", brotli.compress(content, mode=text, quality=LASTING if lasting else PAGES)
    yield ".gz", gzip.compress(content, 9, mtime=0)
