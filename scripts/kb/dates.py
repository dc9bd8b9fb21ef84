"""Dates as sources give them: a year, a month or a day, certain or about, and how Lao and English write them.

Babel has the Lao month names but no long ranges ("29–31 ກໍລະກົດ 2024"), so ranges are our own.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering

from babel.dates import format_date

FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
BABEL = {"en": "en_GB", "lo": "lo"}
ABOUT = {"en": "about {}", "lo": "ປະມານ {}"}


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date that is as exact as its source; ``about`` is written ~ in records, after the usage of EDTF."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read 2024, 2024-07 or 2024-07-31, each with ~ for about. ValueError for anything else."""
        form = FORM.fullmatch(text.strip())
        if not form:
            raise ValueError(text)
        year, month, day = (int(part) if part else None for part in form.groups()[:3])
        dt.date(year or 0, month or 1, day or 1)  # refuses 2024-13 and 2023-02-30
        return cls(year or 0, month, day, bool(form[4]))

    def __str__(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + ("~" if self.about else "")

    def __lt__(self, other: PartialDate) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def in_words(self, lang: str) -> str:
        """«31 ກໍລະກົດ 2024», "July 2024", "about 2024"."""
        words = _in_words(self, lang)
        return ABOUT[lang].format(words) if self.about else words

    @property
    def iso(self) -> str:
        """For the ``datetime`` attribute of HTML, which knows no about."""
        return str(self).rstrip("~")


def range_in_words(start: PartialDate, end: PartialDate | None, lang: str) -> str:
    """«9–10 ພະຈິກ 2023», "29 July – 2 August 2024"; the shared part is said once."""
    if end is None or end == start:
        return start.in_words(lang)
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.in_words(lang)}"
    if start.month and end.month and start.year == end.year:
        first = _in_words(start, lang).removesuffix(f" {start.year}")
        return f"{first} – {end.in_words(lang)}"
    if not start.month and not end.month:
        return f"{start.in_words(lang)}–{end.in_words(lang)}"
    return f"{start.in_words(lang)} – {end.in_words(lang)}"


def _in_words(date: PartialDate, lang: str) -> str:
    if not date.month:
        return str(date.year)
    pattern = "d MMMM y" if date.day else "MMMM y"
    moment = dt.date(date.year, date.month, date.day or 1)
    return format_date(moment, pattern, locale=BABEL[lang])
