"""What the built site offers to programs, and what its pages say of it."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from conftest import PROJECT
from icalendar import Calendar
from jsonschema import Draft7Validator
from lxml import etree, html
from PIL import Image

from kb import library, tables
from kb.addresses import LANGUAGES, address
from kb.exports import opendata

pytestmark = pytest.mark.site
SITE = PROJECT / "site"
URL = "https://lao-social-protection.example/"
READ = library.load(PROJECT)


def tree_of(lang, path):
    file = SITE / address(lang, path) / "index.html"
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def on_site(url):
    """The file of an address of the site."""
    assert url.startswith(URL)
    path = url.removeprefix(URL).partition("#")[0]
    return SITE / path / "index.html" if path.endswith("/") or not path else SITE / path


@pytest.mark.parametrize("name", opendata.PAGES)
def test_a_set_fits_the_schema_that_it_names(name):
    whole = json.loads((SITE / f"data/{name}.json").read_text("utf-8"))
    schema = json.loads(on_site(whole["schema"]).read_text("utf-8"))
    assert list(Draft7Validator(schema).iter_errors(whole)) == []
    ids = [one["id"] for one in whole["records"]]
    assert ids == sorted(set(ids))
    assert {row["id"] for row in tables.read((SITE / f"data/{name}.csv").read_bytes())} == set(ids)


@pytest.mark.parametrize("name", opendata.PAGES)
def test_a_record_leads_to_the_page_that_shows_it(name):
    for record in json.loads((SITE / f"data/{name}.json").read_text("utf-8"))["records"]:
        for url in (*record["page"].values(), *record.get("pdf", {}).values()):
            assert on_site(url).is_file(), url
            anchor = url.partition("#")[2]
            assert not anchor or f'id="{anchor}"' in on_site(url).read_text("utf-8"), url


@pytest.mark.parametrize("figure", READ.figures)
def test_each_figure_has_its_own_files_linked_beside_it(figure):
    (record,) = json.loads((SITE / f"figures/{figure}.json").read_text("utf-8"))["records"]
    rows = tables.read((SITE / f"figures/{figure}.csv").read_bytes())
    assert [float(row["value"]) for row in rows] == [float(one["value"]) for one in record["values"]]
    for lang in LANGUAGES:
        (card,) = tree_of(lang, "figures.md").xpath(f"//*[@id='figure-{figure}']")
        linked = {link.split("/")[-1] for link in card.xpath(".//a[@download]/@href")}
        assert linked == {f"{figure}.csv", f"{figure}.json"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_open_data_names_every_file_with_its_count_and_size(lang):
    tree = tree_of(lang, "about/data.md")
    there = (SITE / address(lang, "about/data.md")).resolve()
    linked = {(there / link).resolve() for link in tree.xpath("//article//a/@href")}
    files = {file.resolve() for file in (SITE / "data").rglob("*.*") if file.suffix not in (".br", ".gz")}
    assert files <= linked
    counts = [int(one) for one in tree.xpath("//table[caption]//td[1]/text()")]
    assert counts == [len(opendata.records(READ, name, URL)) for name in opendata.PAGES]
    for file in ("data/sources.json", "data/events-speakers.csv"):
        size = f"{(SITE / file).stat().st_size / 1024:.0f} KB"
        assert re.search(rf"{re.escape(file.split('/')[1])}\s+{size}", tree.text_content())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_readme_names_every_file(lang):
    told = (SITE / f"data/README-{lang}.txt").read_text("utf-8")
    for file in (SITE / "data").glob("*.*"):
        if file.suffix in (".csv", ".json"):
            assert file.name in told
            assert f"({len(opendata.records(READ, file.name.split('-')[0].split('.')[0], URL))})" in told


# What a page says of itself to search engines and networks

NEEDED = {
    "Event": {"name", "startDate", "endDate", "location", "organizer", "description", "url", "inLanguage"},
    "Legislation": {"name", "description", "url", "legislationJurisdiction"},
    "Article": {"headline", "author", "publisher", "description", "url", "inLanguage", "license"},
    "Report": {"headline", "author", "publisher", "description", "url", "inLanguage", "reportNumber", "datePublished"},
    "Dataset": {"name", "description", "license", "creator", "distribution", "url"},
    "DataCatalog": {"name", "description", "license", "dataset", "url"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "WebSite": {"name", "url", "inLanguage", "publisher"},
    "WebPage": {"name", "url", "description", "inLanguage", "isPartOf"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Place": {"name", "address"},
}
"""What each kind must say, after schema.org and what search engines ask for."""
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DATES = {"startDate", "endDate", "datePublished", "legislationDate"}
ADDRESSES = {"url", "@id", "item", "contentUrl", "license", "eventStatus"}


def graph_of(tree):
    (script,) = tree.xpath("//head/script[@type='application/ld+json']")
    assert dict(script.attrib) == {"type": "application/ld+json"}
    whole = json.loads(script.text)
    assert whole["@context"] == "https://schema.org"
    return whole["@graph"]


def nodes(value):
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from nodes(one)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_describes_itself(lang):
    for where, path in READ.pages:
        if where != lang:
            continue
        graph = graph_of(tree_of(lang, path))
        assert graph[0]["url"] == URL + address(lang, path)
        for node in nodes(graph):
            assert NEEDED[node["@type"]] <= set(node), (path, node["@type"])
            for name, value in node.items():
                assert name not in DATES or ISO.fullmatch(value), (path, value)
                assert name not in ADDRESSES or value.startswith("https://"), (path, value)
                if name in ("item", "contentUrl"):
                    assert on_site(value).is_file(), (path, value)
        kinds = [node["@type"] for node in graph]
        assert kinds[1:] == ([] if path == "index.md" else ["Legislation", "BreadcrumbList"][-len(kinds) + 1 :])


@pytest.mark.parametrize(("path", "kind"), [
    ("index.md", "WebSite"), ("events/2024-07-31-first-national-symposium.md", "Event"),
    ("lessons/one-card-one-number.md", "Article"), ("briefs/financing.md", "Report"), ("figures.md", "Dataset"),
    ("about/data.md", "DataCatalog"), ("law/in-force.md", "Article"), ("about/index.md", "WebPage"),
])
def test_the_kind_of_a_page(path, kind):
    assert {graph_of(tree_of(lang, path))[0]["@type"] for lang in LANGUAGES} == {kind}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_to_a_page_shows_a_card_in_its_language(lang):
    for where, path in READ.pages:
        if where == lang:
            tree = tree_of(lang, path)
            told = {one.get("property"): one.get("content") for one in tree.iterfind(".//meta[@property]")}
            assert told["og:title"] == READ.pages[lang, path].meta.title
            assert told["og:description"] == READ.pages[lang, path].meta.summary
            assert told["og:url"] == tree.find(".//link[@rel='canonical']").get("href")
            assert told["og:image"] == f"{URL}assets/images/card-{lang}.png"
            assert (told["og:locale"], told["og:locale:alternate"]) == {
                "lo": ("lo_LA", "en_GB"), "en": ("en_GB", "lo_LA"),
            }[lang]
    card = on_site(f"{URL}assets/images/card-{lang}.png")
    with Image.open(card) as picture:
        assert picture.size == (1200, 630)
    assert card.stat().st_size <= 60 * 1024


# Feeds, calendars, lists of addresses

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["changes", "events"])
def test_a_feed_has_what_readers_of_feeds_need(kind, lang):
    name = f"feeds/{kind}-{lang}.xml"
    feed = etree.parse(str(SITE / name)).getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    assert feed.findtext(f"{ATOM}id") == feed.find(f"{ATOM}link[@rel='self']").get("href") == URL + name
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == READ.pages[lang, "index.md"].meta.title
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(READ.changes if kind == "changes" else READ.events)
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert all(MOMENT.fullmatch(one) for one in moments)
    assert feed.findtext(f"{ATOM}updated") == max(moments)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title").strip()
        assert entry.findtext(f"{ATOM}summary").strip()
        for link in entry.findall(f"{ATOM}link"):
            page, _, anchor = link.get("href").partition("#")
            assert not anchor or f'id="{anchor}"' in on_site(page).read_text("utf-8")
            assert on_site(page).is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_names_the_feeds_of_its_language(lang):
    for where, path in READ.pages:
        if where == lang:
            there = (SITE / address(lang, path)).resolve()
            links = tree_of(lang, path).xpath("//head/link[@type='application/atom+xml']")
            found = [(there / one.get("href")).resolve().relative_to(SITE.resolve()).as_posix() for one in links]
            assert found == [f"feeds/changes-{lang}.xml", f"feeds/events-{lang}.xml"]
            assert all(one.get("title") for one in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_calendar_holds_the_events_of_a_known_day(lang):
    held = Calendar.from_ical((SITE / f"feeds/events-{lang}.ics").read_bytes())
    known = [one for one in READ.events.values() if one.starts.day and not one.starts.about]
    entries = held.walk("VEVENT")
    assert {(entry["summary"], entry.decoded("dtstart").isoformat()) for entry in entries} == {
        (one.title[lang], str(one.starts)) for one in known
    }
    assert all(on_site(entry["url"]).is_file() for entry in entries)
    linked = tree_of(lang, "events/index.md").xpath("//ul[@class='kb-feeds']//a/@href")
    assert [link.split("/")[-1] for link in linked] == [f"events-{lang}.xml", f"events-{lang}.ics"]


def test_robots_are_led_to_the_lists_of_both_languages():
    assert f"Sitemap: {URL}sitemap.xml\n" in (SITE / "robots.txt").read_text("utf-8")
    listed = re.findall(r"<loc>([^<]+)</loc>", (SITE / "sitemap.xml").read_text("utf-8"))
    assert listed == [f"{URL}sitemap-{lang}.xml" for lang in LANGUAGES]
    packed = SITE / "sitemap.xml.gz"
    assert not packed.exists() or b"daily" not in gzip.decompress(packed.read_bytes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_of_addresses_is_whole_and_names_the_twins(lang):
    tree = etree.parse(str(SITE / f"sitemap-{lang}.xml")).getroot()
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {}
    for url in tree.findall(f"{name}url"):
        links = url.iterfind("{http://www.w3.org/1999/xhtml}link")
        found[url.findtext(f"{name}loc")] = {one.get("hreflang"): one.get("href") for one in links}
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", url.findtext(f"{name}lastmod", "2026"))
    assert found == {
        URL + address(lang, path): {
            "lo": URL + address("lo", path), "en": URL + address("en", path), "x-default": URL + address("lo", path),
        }
        for where, path in READ.pages if where == lang
    }


# What belongs to a page, and what changed on it

def beside(lang, path, kind):
    tree = tree_of(lang, path)
    return [one.xpath("string(.)").strip() for one in tree.xpath(f"//*[@class='{kind} md-typeset']//li/a")]


def test_what_belongs_to_a_page_is_the_same_in_both_languages_but_for_terms():
    shown = 0
    for lang, path in READ.pages:
        if lang == "lo":
            of = [
                {link.split("/")[-1] or link.rstrip("/").split("/")[-1] for link in tree_of(one, path).xpath(
                    "//aside[@class='kb-related md-typeset']//a[not(contains(@href, '#term-'))]/@href",
                )} for one in LANGUAGES
            ]
            assert of[0] == of[1], path
            shown += bool(of[0])
            for group in tree_of(lang, path).xpath("//aside[@class='kb-related md-typeset']//ul"):
                assert 1 <= len(group) <= 6
    assert shown > 60


def test_an_event_leads_to_the_briefs_for_its_participants():
    titles = beside("en", "events/2024-07-31-first-national-symposium.md", "kb-related")
    assert READ.pages["en", "briefs/national-symposia.md"].meta.title in titles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_change_is_told_on_its_pages_and_on_the_page_of_changes(lang):
    told = tree_of(lang, "about/changes.md")
    for change in READ.changes:
        (entry,) = told.xpath(f"//*[@id='change-{change.id}']")
        assert change.text[lang] in entry.text_content()
        assert len(entry.findall(".//a")) == len(change.pages)
        for path in change.pages:
            (there,) = tree_of(lang, path).find_class("kb-page-changes")
            assert change.text[lang] in there.text_content()


# One's way

def test_the_lessons_before_and_after_are_of_the_same_theme():
    themes = {lesson.id: lesson.theme for lesson in READ.lessons.values()}
    led = 0
    for lesson, theme in themes.items():
        links = tree_of("lo", f"lessons/{lesson}.md").xpath("//a[@rel='prev' or @rel='next']/@href")
        assert {themes[link.rstrip("/").split("/")[-1]] for link in links} <= {theme}
        led += len(links)
    assert led == 2 * (len(themes) - len(set(themes.values())))


def test_events_follow_one_another_over_the_years():
    events = sorted(READ.events)
    for event in events[1:-1]:
        links = tree_of("en", f"events/{event}.md").xpath("//a[@rel='prev' or @rel='next']/@href")
        assert all(link.rstrip("/").split("/")[-1] in READ.events or link == "../" for link in links)
        assert len(links) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_events_tells_place_and_kind_under_each_year(lang):
    article = tree_of(lang, "events/index.md").find(".//article")
    cards = article.xpath(".//ul[contains(@class, 'kb-events')]/li")
    assert len(cards) == len(READ.events)
    for event, card in zip(
        sorted(READ.events.values(), key=lambda one: one.starts, reverse=True), cards, strict=True,
    ):
        when = card.find_class("kb-card__when")[0].text_content()
        assert event.place[lang] in when
        assert READ.strings[f"event.kind.{event.kind}"][lang] in when
        assert card.getparent().getprevious().get("id") == f"year-{event.starts.year}"
