"""What pages tell search engines: exact for a small world, and safe inside a script."""

from __future__ import annotations

import json

import pytest

from kb import library
from kb.dates import PartialDate
from kb.structured import Site, iso, text

SITE = Site("A small world", "https://world.example/")
PUBLISHER = {
    "@type": "Organization", "@id": "https://world.example/en/#publisher", "name": "A small world",
    "url": "https://world.example/en/",
}


def graph(read, lang, path, trail=()):
    return json.loads(text(read, read.pages[lang, path], SITE, trail))["@graph"]


def test_an_event(world):
    edit = {"status: held": "status: announced", "steps:": "ends: 2024-08\nsteps:"}
    read = library.load(world(edit={"data/events/2024-07-31-seminar.yml": edit}))
    trail = [("Events", "en/events/"), ("A seminar", "en/events/2024-07-31-seminar/")]
    assert graph(read, "en", "events/2024-07-31-seminar.md", trail) == [
        {
            "@type": "Event", "@id": "https://world.example/en/events/2024-07-31-seminar/",
            "url": "https://world.example/en/events/2024-07-31-seminar/", "name": "A seminar",
            "description": "It was held.", "inLanguage": "en", "startDate": "2024-07-31", "endDate": "2024-08",
            "location": {"@type": "Place", "name": "Vientiane", "address": "Vientiane"},
            "organizer": [{"@type": "Organization", "name": "An office"}],
            "eventStatus": "https://schema.org/EventScheduled",
        },
        {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Events", "item": "https://world.example/en/events/"},
            {
                "@type": "ListItem", "position": 2, "name": "A seminar",
                "item": "https://world.example/en/events/2024-07-31-seminar/",
            },
        ]},
    ]


def test_the_home_page_is_the_site_and_leads_nowhere_above(world):
    assert graph(library.load(world()), "en", "index.md") == [{
        "@type": "WebSite", "@id": "https://world.example/en/", "url": "https://world.example/en/",
        "name": "A small world", "description": "Everything in it is invented.", "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/", "publisher": PUBLISHER,
    }]


def test_a_page_of_a_law_tells_the_law_of_its_record_in_its_language(world):
    law = {
        "docs/en/law/first.md": "---\ntitle: The law\nsummary: Of it.\nas_of: 2024\nrecord: first-law\n---\nText.\n",
        "docs/lo/law/first.md": (
            "---\ntitle: ກົດໝາຍ\nsummary: ວ່າດ້ວຍກົດໝາຍ.\ntranslation: {of: pending, state: draft}\n---\nບົດ.\n"
        ),
    }
    page, told, _ = graph(library.load(world(files=law)), "lo", "law/first.md")
    assert (page["@type"], page["about"]) == ("Article", {"@id": told["@id"]})
    assert page["translationOfWork"] == {"@id": "https://world.example/en/law/first/"}
    assert told == {
        "@type": "Legislation", "@id": "https://world.example/law/amendment/#step-first-law",
        "url": "https://world.example/law/amendment/#step-first-law", "name": "ກົດໝາຍສະບັບທຳອິດ",
        "description": "ໄດ້ຮັບຮອງ.", "legislationJurisdiction": "LA", "legislationDate": "2013-07-26",
    }


def test_what_editors_write_cannot_end_the_script(world):
    edit = {"docs/en/index.md": {"Everything in it is invented.": "</script><script>alert(1)</script> & <!--"}}
    read = library.load(world(edit=edit))
    said = text(read, read.pages["en", "index.md"], SITE, ())
    assert not {"<", ">", "&"} & set(said)
    assert json.loads(said)["@graph"][0]["description"] == "</script><script>alert(1)</script> & <!--"


@pytest.mark.parametrize(("written", "told"), [
    ("2024", "2024"), ("2024-07", "2024-07"), ("2024-07-31", "2024-07-31"),
    ("2024~", "2024"), ("2024-07~", "2024"), ("2024-07-31~", "2024-07"),
])
def test_a_date_that_is_about_is_told_less_exactly(written, told):
    assert iso(PartialDate.parse(written)) == told
