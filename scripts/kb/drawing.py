"""How a figure is to be drawn: the part of its record that only a picture needs."""

from __future__ import annotations

from pydantic import Field

from kb.fields import Date, Id, Record, Text


class Bar(Record):
    """One figure in a chart that compares several."""

    figure: Id
    date: Date | None = Field(None, description="Left out: the newest value")
    label: Text


class Chart(Record):
    """How a figure is drawn: beside others of its unit, or its own values over time."""

    title: Text
    finding: Text = Field(description="What the picture shows, for those who cannot see it")
    bars: tuple[Bar, ...] = Field((), description="Left out: the figure's own values over time")
