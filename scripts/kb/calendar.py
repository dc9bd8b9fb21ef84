"""Events for a reader's calendar. An event without a known day has no entry: a calendar would make one up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar
from icalendar import Event as Entry

from kb.addresses import address
from kb.dates import PartialDate
from kb.model import Event

MAKER = "-//Lao Social Protection Knowledge Exchange//kb//EN"


def entry(event: Event, site_url: str) -> bytes:
    """The event as an all-day entry with both titles, or nothing without a day."""
    made = _entry(event, f"{event.title.lo} / {event.title.en}", f"{event.place.lo} / {event.place.en}", "lo", site_url)
    return _calendar([made]) if made else b""


def every(events: Iterable[Event], lang: str, name: str, site_url: str) -> bytes:
    """Every event with a known day as a calendar in one language, the earliest first, for a reader to subscribe to."""
    in_order = sorted(events, key=lambda event: event.id)
    found = (_entry(event, event.title[lang], event.place[lang], lang, site_url) for event in in_order)
    return _calendar([one for one in found if one], name)


def _calendar(entries: Iterable[Entry], name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(event: Event, title: str, place: str, lang: str, site_url: str) -> Entry | None:
    first, last = _day(event.starts), _day(event.ends or event.starts)
    if first is None or last is None:
        return None
    made = Entry()
    made.add("uid", f"{event.id}@{site_url.partition('://')[2].partition('/')[0]}")
    made.add("dtstamp", dt.datetime.combine(first, dt.time(), dt.UTC))
    made.add("dtstart", first)
    made.add("dtend", last + dt.timedelta(days=1))
    made.add("summary", title)
    made.add("location", place)
    made.add("url", site_url + address(lang, f"events/{event.id}.md"))
    made.add("transp", "TRANSPARENT")
    return made


def _day(date: PartialDate) -> dt.date | None:
    if date.month and date.day and not date.about:
        return dt.date(date.year, date.month, date.day)
    return None
