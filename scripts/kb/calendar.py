"""Events for a reader's calendar. An event without a known day has no entry: a calendar would make one up."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar
from icalendar import Event as Entry

from kb.addresses import address
from kb.dates import PartialDate
from kb.model import Event

MAKER = "-//Lao Social Protection Knowledge Exchange//kb//EN"


def entry(event: Event, site_url: str) -> bytes:
    """The event as an all-day entry with both titles, or nothing without a day."""
    first, last = _day(event.starts), _day(event.ends or event.starts)
    if first is None or last is None:
        return b""
    calendar, made = Calendar(), Entry()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    made.add("uid", f"{event.id}@{site_url.partition('://')[2].partition('/')[0]}")
    made.add("dtstamp", dt.datetime.combine(first, dt.time(), dt.UTC))
    made.add("dtstart", first)
    made.add("dtend", last + dt.timedelta(days=1))
    made.add("summary", f"{event.title.lo} / {event.title.en}")
    made.add("location", f"{event.place.lo} / {event.place.en}")
    made.add("url", site_url + address("lo", f"events/{event.id}.md"))
    made.add("transp", "TRANSPARENT")
    calendar.add_component(made)
    return bytes(calendar.to_ical())


def _day(date: PartialDate) -> dt.date | None:
    if date.month and date.day and not date.about:
        return dt.date(date.year, date.month, date.day)
    return None
