"""What the keepers of the site note beside the facts: changes to tell readers, and addresses that may fail."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.fields import Date, Id, Record, Text, Url, Words


class Change(Record):
    """What changed on the site, told by people for readers: a new part, a corrected fact, a reviewed page."""

    id: Id
    date: Date = Field(description="When it went online")
    pages: Annotated[tuple[Words, ...], Field(min_length=1, description="Pages that changed, such as law/amendment.md")]
    text: Text


class Excused(Record):
    """An outside address that may fail, and why."""

    url: Url
    reason: Words
    since: Date
