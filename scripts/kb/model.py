"""What a record may say: frozen, nothing unknown accepted. The names of the fields are the editor's words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kb.drawing import Chart
from kb.fields import Date, Id, Ids, PerLanguage, Record, SomeIds, Text, Url, Words, is_digest

SourceKind = Literal[
    "legal-text", "press-release", "news", "official", "programme", "report", "research", "commercial", "reference",
    "editors",
]
Unit = Literal[
    "percent", "percent-of-gdp", "people", "million-people", "kip", "kip-per-month", "usd-million", "months", "years",
]
EventKind = Literal[
    "symposium", "seminar", "workshop", "training", "visit", "launch", "closing", "meeting", "agreement",
]
Stage = Literal["earlier-law", "review", "drafting", "consultation", "adoption", "partial-change", "context"]


class Source(Record):
    """A text that a claim rests on."""

    id: Id
    title: Words = Field(description="As printed, in the source's own language")
    publisher: Words
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Za-z]+)?$")]
    kind: SourceKind
    published: Date | None = Field(None, description="Left out when the source shows no date")
    url: Url | None = None
    link: bool = Field(description="no: cite by title and publisher, do not lead readers to this copy")
    archived: Url | None = Field(None, description="A lasting copy")
    archived_on: Date | None = Field(None, description="When that copy was made")
    gone: Date | None = Field(None, description="When the address was found to lead nowhere; the copy takes its place")
    accessed: Date
    seen: Literal["stored-copy", "live"] = Field(description="What was read: a stored copy of the page, or the page")


class FormerName(Record):
    name: Text
    until: Date | None = None


class Institution(Record):
    """An office, organisation, fund or government that acts in this story."""

    id: Id
    name: Text
    abbreviation: PerLanguage | None = None
    former_names: tuple[FormerName, ...] = ()
    kind: Literal["lao", "china", "united-nations", "partner", "regional"]
    role: Text
    sources: SomeIds


class Participants(Record):
    count: Annotated[int, Field(gt=0)] | None = None
    qualifier: Literal["exactly", "about", "more-than"] = "exactly"
    who: Text | None = None


class Speaker(Record):
    """A person with the office held on that day; what was said is paraphrased."""

    name: Words = Field(description="In the Latin spelling of the sources until a Lao spelling is confirmed")
    office: Text
    institution: Id | None = None
    point: Text | None = None


class Event(Record):
    """A seminar, visit, workshop or symposium."""

    id: Id
    title: Text
    kind: EventKind | None = None
    starts: Date
    ends: Date | None = None
    status: Literal["held", "announced"]
    place: Text
    organisers: SomeIds
    hosts: Ids = ()
    funders: Ids = ()
    funders_note: Text | None = None
    participants: Participants | None = None
    theme: Text | None = None
    sessions: tuple[Text, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    outcomes: tuple[Text, ...] = ()
    not_known: tuple[Text, ...] = ()
    steps: Ids = ()
    sources: SomeIds

    @model_validator(mode="after")
    def _in_order(self) -> Event:
        if self.ends and self.ends < self.starts:
            raise PydanticCustomError("end", "ends before it starts", {"field": "ends", "value": str(self.ends)})
        return self


class Lesson(Record):
    """One experience of China's, its limits, and how well it is known."""

    id: Id
    title: Text
    theme: Literal["coverage", "digital", "governance", "law"]
    period: Text
    grade: Literal["strong", "moderate", "limited"] = Field(description="How well the experience is known")
    grade_reason: Text
    basis: Text = Field(description="The lesson in one sentence")
    related_events: Ids = ()
    related_steps: Ids = ()
    related_lessons: Ids = ()
    sources: SomeIds
    lao_sources: Ids = ()


class Value(Record):
    date: Date
    value: Decimal
    qualifier: Literal["exactly", "about", "more-than", "at-most"] = "exactly"
    source: Id
    note: Text | None = None


class Figure(Record):
    """A number with its date, definition and source."""

    id: Id
    name: Text
    group: Literal["work", "coverage", "health", "financing", "programmes", "law"]
    unit: Unit
    definition: Text
    caution: Text | None = None
    chart: Chart | None = None
    values: Annotated[tuple[Value, ...], Field(min_length=1)]

    def at(self, date: str = "") -> Value | None:
        """The value of a date, or the newest."""
        if not date:
            return max(self.values, key=lambda value: value.date)
        return next((value for value in self.values if date.rstrip("~") == value.date.iso), None)


class Step(Record):
    """One dated step on the way of the law."""

    id: Id
    date: Date
    until: Date | None = None
    when: Text | None = Field(None, description="Shown instead of the date when the source is not exact")
    stage: Stage
    status: Literal["done", "under-way", "expected", "missed", "not-known"]
    title: Text
    detail: Text
    actors: Ids = ()
    forecast: Text | None = None
    due: Date | None = Field(None, description="The latest time at which the forecast puts the adoption")
    event: Id | None = None
    confidence: Literal["high", "medium", "low"]
    sources: SomeIds


class Standing(Record):
    """Where the amendment stands."""

    as_of: Date
    short: Text | None = Field(None, description="The answer in one sentence, for the home page")
    text: Text
    next_step: Text
    sources: SomeIds


class Amendment(Record):
    status: Standing
    steps: tuple[Step, ...]


class Variants(Record):
    en: tuple[Words, ...] = ()
    lo: tuple[Words, ...] = ()


class Term(Record):
    """A word of the field in both languages."""

    id: Id
    en: Words
    lo: Words
    abbreviation: PerLanguage | None = None
    variants: Variants = Variants()
    definition: Text
    seen: Url | None = Field(None, description="Where the Lao form was seen")
    forbidden: tuple[Words, ...] = Field((), description="Lao forms that this site does not use")
    everyday: bool = Field(default=False, description="yes: the English form is also an ordinary word (part, article)")
    review: Literal["needed", "seen"]
    note: Text | None = None


class Version(Record):
    """One published state of a brief."""

    version: Annotated[str, StringConstraints(pattern=r"^[1-9]\d*\.\d+$")]
    date: Date
    changes: Text = Field(description="What is new, in a sentence")


class Brief(Record):
    """A few pages to take home: a page pair under briefs/, and a PDF in each language."""

    id: Id
    number: Annotated[int, Field(gt=0)]
    figures: Annotated[Ids, Field(min_length=1, max_length=4, description="The key figures, in order")]
    events: Ids = Field((), description="Events whose participants get this brief")
    versions: Annotated[tuple[Version, ...], Field(min_length=1, description="Newest first")]

    @property
    def newest(self) -> Version:
        return self.versions[0]


class Review(Record):
    """A person of the language has read the translation; a role, not a name."""

    by: Words
    date: Date


class Translation(Record):
    of: Annotated[str, AfterValidator(is_digest)] = "pending"
    state: Literal["missing", "draft", "reviewed"]
    review: Review | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Translation:
        if (self.state == "reviewed") == (self.review is not None):
            return self
        raise PydanticCustomError("review", "who, and when", {"field": "review", "value": str(self.review or "")})


class PageMeta(Record):
    """The front matter of a page."""

    title: Words
    summary: Words
    as_of: Date | None = None
    next_step: Words | None = None
    record: Id | None = None
    translation: Translation | None = None
