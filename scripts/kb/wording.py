"""The words that the templates of ``overrides/records`` can ask for, in the language of a page."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb import figures, lists, numbers
from kb.addresses import address, relative
from kb.citations import Bibliography
from kb.dates import PartialDate, range_in_words
from kb.fields import Text
from kb.lao import sort_key
from kb.library import Library
from kb.model import Event, Figure, Lesson, Participants, Value
from kb.page import Page


@cache
def _environment(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


class Wording:
    """Records, dates, numbers and links in the words of one page: everything comes in the page's language."""

    def __init__(self, library: Library, page: Page) -> None:
        self.library = library
        self.page = page
        self.lang = page.lang
        self.here = address(page.lang, page.path)
        self.root = relative(self.here, "")
        self.bibliography = Bibliography(library)
        self._templates = _environment(library.root / "overrides" / "records")

    @property
    def record(self) -> str:
        """The id of the record that the page tells; empty if it tells none."""
        return self.library.record_of(self.page)

    # Words

    def t(self, key: str) -> str:
        return self.library.strings[key][self.lang]

    def say(self, text: Text) -> str:
        return text[self.lang]

    def listed(self, ids: Iterable[str]) -> str:
        known = self.library.institutions  # the check reports an id without a record; it stays as it is
        return lists.in_words([self.say(known[one].name) if one in known else one for one in ids], self.lang)

    def when(self, start: PartialDate, end: PartialDate | None = None) -> str:
        return range_in_words(start, end, self.lang)

    def figure(self, figure: Figure, value: Value) -> str:
        return figures.in_words(self.library, figure, value, self.lang)

    def latin(self, name: str) -> Markup:
        """A name in Latin letters: marked as such on a Lao page."""
        return Markup('<span lang="en">{}</span>').format(name) if self.lang == "lo" else Markup("{}").format(name)

    def link(self, path: str) -> str:
        """The link to another page of this language, "law/amendment.md#steps"."""
        page, mark, anchor = path.partition("#")
        return relative(self.here, address(self.lang, page) + mark + anchor)

    def to(self, there: str) -> str:
        """The link to a file of the site, by its address from the root."""
        return relative(self.here, there)

    def term(self, identity: str) -> str:
        return next(term.lo if self.lang == "lo" else term.en for term in self.library.terms if term.id == identity)

    def has_page(self, path: str) -> bool:
        return (self.lang, path) in self.library.pages

    def page_title(self, path: str) -> str:
        return self.library.pages[self.lang, path].meta.title

    def cite(self, *sources: str, locator: str = "") -> Markup:
        references = [self.bibliography.cite(source, locator) for source in sources]
        return Markup("").join(
            self.render("citation.html", reference=reference).strip() for reference in references if reference
        )

    def lessons_about(self, event: Event) -> list[Lesson]:
        found = [lesson for lesson in self.library.lessons.values() if event.id in lesson.related_events]
        return sorted(found, key=lambda lesson: sort_key(lesson.title[self.lang]))

    def counted(self, participants: Participants) -> str:
        words = numbers.in_words(Decimal(participants.count or 0), self.lang)
        if participants.qualifier != "exactly":
            words = self.t(f"qualifier.{participants.qualifier}").replace("{n}", words)
        return words

    def size(self, count: int) -> str:
        """Bytes as a reader weighs them before a download: "88 KB", «11,2 MB»."""
        if count < 1000 * 1024:
            return f"{count / 1024:.0f} KB"
        return f"{numbers.in_words(round(Decimal(count) / 1024 / 1024, 1), self.lang)} MB"

    def heading(self, anchor: str, title: object, level: int = 2) -> Markup:
        """A heading inside a view. It is handed to Markdown, so that the table of contents knows it."""
        return Markup(f"\x1e{level}{anchor}\x1f{title}\x1e")  # noqa: S704 — ours, not an editor's

    def render(self, template: str, **context: Any) -> Markup:
        return Markup(self._templates.get_template(template).render(view=self, lang=self.lang, **context))  # noqa: S704
