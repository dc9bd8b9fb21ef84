"""A page: prose in one language, with its front matter and its marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb import markup
from kb.addresses import other
from kb.model import PageMeta


@dataclass(frozen=True)
class Page:
    """Prose in one language. ``path`` is the same for both pages of a pair: "law/index.md"."""

    lang: str
    path: str
    file: str
    meta: PageMeta
    body: str
    first_line: int
    marks: tuple[markup.Mark, ...]
    meta_lines: Mapping[tuple[str | int, ...], int]

    @property
    def is_translation(self) -> bool:
        return self.meta.translation is not None

    @property
    def is_stub(self) -> bool:
        """Not translated yet: the page says so and leads to its original."""
        return self.meta.translation is not None and self.meta.translation.state == "missing"

    @property
    def twin_file(self) -> str:
        return f"docs/{other(self.lang)}/{self.path}"
