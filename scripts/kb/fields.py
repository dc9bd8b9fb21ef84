"""What a field of a record can hold, checked when it is read: words, ids, addresses, dates, both languages."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from kb.dates import PartialDate
from kb.markup import ID


def _date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        raise PydanticCustomError("date", "not a date") from None


def _id(value: str) -> str:
    if not re.fullmatch(ID, value):
        raise PydanticCustomError("id", "not an id")
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise PydanticCustomError("url", "not an address")
    return value


def is_digest(value: str) -> str:
    if not re.fullmatch(r"pending|[0-9a-f]{10}", value):
        raise PydanticCustomError("digest", "not a digest")
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, AfterValidator(_id)]
Url = Annotated[str, AfterValidator(_url)]
Date = Annotated[PartialDate, BeforeValidator(_date)]
Ids = tuple[Id, ...]
SomeIds = Annotated[tuple[Id, ...], Field(min_length=1)]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Text(Record):
    """The same words in both languages."""

    en: Words
    lo: Words

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.lo


class PerLanguage(Record):
    """Words that one language may lack, such as an abbreviation."""

    en: Words | None = None
    lo: Words | None = None

    def get(self, lang: str) -> str | None:
        return self.en if lang == "en" else self.lo
