"""Tables as spreadsheets open them: CSV (RFC 4180) in UTF-8 with its mark, without which Excel shows Lao as signs.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which spreadsheets know and do not show
as text; so does one that begins with an apostrophe, so that taking one away always gives back the value.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

ACTIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def written(fields: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table with its fields in the first line; lines end as in Windows. The same rows give the same bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a table that ``written`` made, by field, as they were given to it."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{field: cell.removeprefix("'") for field, cell in row.items()} for row in rows]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(ACTIVE) and not NUMBER.fullmatch(cell) else cell
