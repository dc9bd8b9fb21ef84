"""Feeds, the calendar and the lists of addresses of a small world, byte for byte."""

from __future__ import annotations

import pytest
from conftest import PROJECT
from icalendar import Calendar

from kb import calendar, library
from kb.exports import feeds, sitemaps
from kb.fields import Text

URL = "https://world.example/"
CHANGES = """\
- id: 2024-08-open
  date: 2024-08
  pages: [index.md]
  text: {en: The site opened., lo: ເວັບໄຊເປີດ.}
- id: 2024-09-01-seminar
  date: 2024-09-01
  pages: [events/2024-07-31-seminar.md, index.md]
  text: {en: "Corrected: 5 < 6 & more.", lo: "ແກ້ໄຂ: 5 < 6."}
"""
ABOUT = {
    "docs/en/about/changes.md": "---\ntitle: Changes\nsummary: Told.\n---\n<!-- kb:changes -->\n",
    "docs/lo/about/changes.md":
        "---\ntitle: ການປ່ຽນແປງ\nsummary: ບອກ.\ntranslation: {of: pending, state: draft}\n---\n<!-- kb:changes -->\n",
}
ATOM = """\
<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <id>https://world.example/feeds/changes-en.xml</id>
 <title>What changed – A small world</title>
 <updated>2024-09-01T00:00:00Z</updated>
 <link rel="self" type="application/atom+xml" href="https://world.example/feeds/changes-en.xml"/>
 <link rel="alternate" type="text/html" hreflang="en" href="https://world.example/en/"/>
 <author>
  <name>A small world</name>
 </author>
 <rights>CC BY 4.0</rights>
 <link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>
 <entry>
  <id>https://world.example/en/about/changes/#change-2024-09-01-seminar</id>
  <title>A seminar; A small world</title>
  <updated>2024-09-01T00:00:00Z</updated>
  <link rel="alternate" type="text/html" hreflang="en" \
href="https://world.example/en/about/changes/#change-2024-09-01-seminar"/>
  <link rel="related" type="text/html" hreflang="en" href="https://world.example/en/events/2024-07-31-seminar/"/>
  <link rel="related" type="text/html" hreflang="en" href="https://world.example/en/"/>
  <summary>Corrected: 5 &lt; 6 &amp; more.</summary>
 </entry>
 <entry>
  <id>https://world.example/en/about/changes/#change-2024-08-open</id>
  <title>A small world</title>
  <updated>2024-08-01T00:00:00Z</updated>
  <link rel="alternate" type="text/html" hreflang="en" href="https://world.example/en/about/changes/#change-2024-08-open"/>
  <link rel="related" type="text/html" hreflang="en" href="https://world.example/en/"/>
  <summary>The site opened.</summary>
 </entry>
</feed>
"""
SITEMAP = """\
<?xml version='1.0' encoding='utf-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
 <url>
  <loc>https://world.example/</loc>
  <lastmod>2024-09-01</lastmod>
  <xhtml:link rel="alternate" hreflang="lo" href="https://world.example/"/>
  <xhtml:link rel="alternate" hreflang="en" href="https://world.example/en/"/>
  <xhtml:link rel="alternate" hreflang="x-default" href="https://world.example/"/>
 </url>
</urlset>
"""


@pytest.fixture
def read(world):
    root = world(files={
        "data/changes.yml": CHANGES, "data/strings.yml": (PROJECT / "data/strings.yml").read_text("utf-8"), **ABOUT,
    })
    return library.load(root)


def test_the_feed_of_changes_tells_the_newest_first(read):
    assert feeds.atom(read, "changes", "en", URL).decode() == ATOM


def test_the_feed_of_events_in_lao(read):
    (entry,) = feeds.events(read, "lo", URL)
    assert entry == feeds.Entry(
        "https://world.example/events/2024-07-31-seminar/", "ກອງປະຊຸມສຳມະນາ", "ໄດ້ຈັດຂຶ້ນ.",
        read.events["2024-07-31-seminar"].starts,
    )


def test_a_feed_without_entries_is_still_one(world):
    strings = (PROJECT / "data/strings.yml").read_text("utf-8")
    empty = library.load(world(files={"data/strings.yml": strings}))
    assert b"<updated>1970-01-01T00:00:00Z</updated>" in feeds.atom(empty, "changes", "lo", URL)


def test_the_list_of_addresses_names_both_languages_and_the_last_change(world):
    settings = "site_url: https://world.example/\nnav: [index.md]\n"
    read = library.load(world(files={"data/changes.yml": CHANGES, "mkdocs.yml": settings}))
    assert sitemaps.pages(read, "lo", URL).decode() == SITEMAP


def test_the_calendar_holds_every_event_of_a_known_day_in_one_language(read):
    event = read.events["2024-07-31-seminar"]
    vague = event.model_copy(update={"id": "2024-08-vague", "starts": type(event.starts)(2024, 8)})
    held = Calendar.from_ical(calendar.every([vague, event], "lo", "ກິດຈະກຳ", URL))
    assert held["x-wr-calname"] == "ກິດຈະກຳ"
    (entry,) = held.walk("VEVENT")
    assert (entry["summary"], entry["location"]) == ("ກອງປະຊຸມສຳມະນາ", "ວຽງຈັນ")
    assert (entry["uid"], entry["url"]) == (
        "2024-07-31-seminar@world.example", "https://world.example/events/2024-07-31-seminar/",
    )
    assert [entry.decoded(name).isoformat() for name in ("dtstart", "dtend")] == ["2024-07-31", "2024-08-01"]


def test_the_single_entry_names_both_languages_under_the_same_id(read):
    event = read.events["2024-07-31-seminar"].model_copy(update={"title": Text(en="A seminar", lo="ສຳມະນາ")})
    (entry,) = Calendar.from_ical(calendar.entry(event, URL)).walk("VEVENT")
    assert (entry["summary"], entry["uid"]) == ("ສຳມະນາ / A seminar", "2024-07-31-seminar@world.example")
