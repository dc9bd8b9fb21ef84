"""What search engines are told of the addresses of the site: a list for each language, and one that names the two.

Each address stands with the one of the other language. A date stands only where people wrote down a change; the day of
the build is no change, and would make each build differ.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from kb.addresses import LANGUAGES, address
from kb.library import Library
from kb.safely import replace

SITEMAP, XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def write(library: Library, site: Path, site_url: str) -> None:
    """Write sitemap.xml, sitemap-lo.xml, sitemap-en.xml and robots.txt; the list that MkDocs made goes."""
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for lang in LANGUAGES:
        replace(site / f"sitemap-{lang}.xml", pages(library, lang, site_url))
    index = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    for lang in LANGUAGES:
        one = etree.SubElement(index, f"{{{SITEMAP}}}sitemap")
        etree.SubElement(one, f"{{{SITEMAP}}}loc").text = f"{site_url}sitemap-{lang}.xml"
    replace(site / "sitemap.xml", _text(index))
    replace(site / "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n")


def pages(library: Library, lang: str, site_url: str) -> bytes:
    """The addresses of one language in the order of the navigation, each with its alternates and its newest change."""
    changed: dict[str, str] = {}
    for change in library.newest_changes():
        for path in change.pages:
            changed.setdefault(path, change.date.iso)
    listed = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})
    for path in (one for one in library.nav if (lang, one) in library.pages):
        url = etree.SubElement(listed, f"{{{SITEMAP}}}url")
        etree.SubElement(url, f"{{{SITEMAP}}}loc").text = site_url + address(lang, path)
        if path in changed:
            etree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = changed[path]
        there = [(one, one) for one in LANGUAGES if (one, path) in library.pages]
        for name, one in [*there, ("x-default", there[0][1])]:
            where = site_url + address(one, path)
            etree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=name, href=where)
    return _text(listed)


def _text(tree: etree._Element) -> bytes:
    etree.indent(tree, " ")
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True) + b"\n"
