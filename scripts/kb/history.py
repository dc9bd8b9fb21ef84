"""What an original said when its translation was made: found in the history of the project by its digest."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from kb.library import Library
from kb.page import Page
from kb.reader import Reader
from kb.translation import digest

FAR_BACK = 200
"""States of a page that are looked at, newest first."""


@dataclass(frozen=True)
class Change:
    """A paragraph of the original as it was and as it is, and the paragraph that translates it."""

    before: str
    now: str
    translation: str


def changes(library: Library, page: Page) -> list[Change] | None:
    """What changed in the original since a translation was accepted. Nothing if that state is not in the history."""
    twin = library.twin(page)
    if twin is None or page.meta.translation is None:
        return None
    old = next((one for one in _states(library, twin) if digest(one) == page.meta.translation.of), None)
    return None if old is None else list(_compared(_said(old), _said(twin), _said(page)))


def _states(library: Library, page: Page) -> Iterator[Page]:
    for commit in _git(library, "log", f"--max-count={FAR_BACK}", "--format=%H", "--", page.file).split():
        state = _Past(library, _git(library, "show", f"{commit}:{page.file}")).page(page.lang, page.path)
        if state:
            yield state


class _Past(Reader):
    """Reads an earlier text of a page as if it stood there now."""

    def __init__(self, library: Library, text: str) -> None:
        super().__init__(library.root)
        self._text = text

    def text(self, file: str) -> str:  # noqa: ARG002 — the one text that it has
        return self._text


def _git(library: Library, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(library.root), *arguments], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def _said(page: Page) -> list[str]:
    """Title, summary and next step, then the body by paragraphs."""
    head = [page.meta.title, page.meta.summary, page.meta.next_step or ""]
    return head + [block.strip() for block in page.body.split("\n\n") if block.strip()]


def _compared(before: list[str], now: list[str], translation: list[str]) -> Iterator[Change]:
    for kind, start, end, now_start, now_end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            was, became = _different("\n\n".join(before[start:end]), "\n\n".join(now[now_start:now_end]))
            yield Change(was, became, "\n\n".join(translation[start:end]))


def _different(before: str, now: str) -> tuple[str, str]:
    """The lines in which two paragraphs differ: an original has a sentence on a line."""
    old, new = before.split("\n"), now.split("\n")
    return "\n".join(one for one in old if one not in new), "\n".join(one for one in new if one not in old)
