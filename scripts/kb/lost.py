"""The page for a wrong address below ``en/``: MkDocs makes one for the whole site, with Lao first.

Servers that can tell where a wrong address points (deploy/) show this one there; others show the one of the whole site,
which speaks both languages too.
"""

from __future__ import annotations

from pathlib import Path

from lxml import html

from kb.safely import replace

ENGLISH = "en/404.html"


def english(site: Path) -> None:
    """Write the English page: the same two parts, English first, and said to be English."""
    page = html.document_fromstring((site / "404.html").read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    page.set("lang", "en")
    (title,), (main,) = page.xpath("//title"), page.xpath("//main")
    (lao,), (own,) = page.xpath("//main/section[@lang='lo']"), page.xpath("//main/section[@lang='en']")
    title.text = " · ".join(reversed(title.text.split(" · ")))
    lao.find("h1").tag, own.find("h2").tag = "h2", "h1"
    main.insert(0, own)
    replace(site / ENGLISH, "<!doctype html>\n" + html.tostring(page, encoding="unicode") + "\n")
