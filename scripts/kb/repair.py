"""Mends what has one right answer and touches nothing else: Lao spelling outside code, on pages and in records."""

from __future__ import annotations

from kb import lao
from kb.library import Library
from kb.markup import without_code
from kb.safely import replace


def repair(library: Library) -> list[str]:
    """Write every file that changes, aside and renamed; the names of those files."""
    mended = []
    for file in sorted({name for name, _, _ in library.raw_lines()}):
        before = library.raw_text(file)
        after = _outside_code(before) if file.endswith(".md") else lao.repaired(before)
        if after != before:
            replace(library.root / file, after)
            mended.append(file)
    return mended


def _outside_code(text: str) -> str:
    """Repair line by line; a line that holds code is mended only around it."""
    plain = without_code(text)
    lines = zip(text.split("\n"), plain.split("\n"), strict=True)
    return "\n".join(lao.repaired(line) if line == words else _around_code(line, words) for line, words in lines)


def _around_code(line: str, words: str) -> str:
    """Pieces of code are the places where the blanked line differs from the real one."""
    pieces, start = [], 0
    while start < len(line):
        code = line[start] != words[start]
        end = start
        while end < len(line) and (line[end] != words[end]) == code:
            end += 1
        pieces.append(line[start:end] if code else lao.repaired(line[start:end]))
        start = end
    return "".join(pieces)
