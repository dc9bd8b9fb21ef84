"""The first use of a term leads to its meaning; headings, links, code and other words stay as they are."""

from __future__ import annotations

import re
import shutil

import pytest
from conftest import PROJECT

from kb import library
from kb.explain import explain

TERMS = """\
- id: social-security
  en: Social security
  lo: ການປະກັນສັງຄົມ
  variants: {lo: [ປະກັນສັງຄົມ]}
  definition: {en: Insurance by law., lo: ການປະກັນຕາມກົດໝາຍ.}
  review: seen
- id: fund
  en: Social security fund
  lo: ກອງທຶນປະກັນສັງຄົມ
  definition: {en: The money., lo: ເງິນ.}
  review: seen
- id: part
  en: Part
  lo: ພາກ
  everyday: yes
  definition: {en: Of a law., lo: ຂອງກົດໝາຍ.}
  review: seen
"""


@pytest.fixture
def explained(world):
    root = world(files={"data/glossary.yml": TERMS})
    shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
    read = library.load(root)
    return lambda html, lang="en", path="index.md": re.sub(
        r'<a class="kb-term" href="([^"]+)"[^>]*>', r"<term \1>", explain(html, read, read.pages[lang, path]),
    ).replace("</a>", "")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Social security helps.</p>", "<p><term glossary/#term-social-security>Social security helps.</p>"),
        ("<p>The social security fund</p>", "<p>The <term glossary/#term-fund>social security fund</p>"),
        ("<p>antisocial securityx</p>", "<p>antisocial securityx</p>"),
        ("<h2>Social security</h2>", "<h2>Social security</h2>"),
        ("<p><code>social security</code></p>", "<p><code>social security</code></p>"),
        ('<p><a href="x">social security', '<p><a href="x">social security'),
        ("<p>part of it</p>", "<p>part of it</p>"),
        ("<p>Social security. Social security.</p>",
         "<p><term glossary/#term-social-security>Social security. Social security.</p>"),
    ],
)
def test_english(explained, html, expected):
    assert explained(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # the fund pays: the longest term wins inside unspaced text
        ("<p>ກອງທຶນປະກັນສັງຄົມຈ່າຍ</p>", "<p><term glossary/#term-fund>ກອງທຶນປະກັນສັງຄົມຈ່າຍ</p>"),
        ("<p>ລະບົບປະກັນສັງຄົມແຫ່ງຊາດ</p>", "<p>ລະບົບ<term glossary/#term-social-security>ປະກັນສັງຄົມແຫ່ງຊາດ</p>"),
        # a vowel that belongs to the last letter makes another word
        ("<p>ປະກັນສັງຄົມ້</p>", "<p>ປະກັນສັງຄົມ້</p>"),
    ],
)
def test_lao(explained, html, expected):
    assert explained(html, "lo") == expected


def test_the_definition_travels_escaped(world):
    root = world(files={"data/glossary.yml": TERMS.replace("The money.", 'The "money" <b>.')})
    shutil.copy(PROJECT / "data/strings.yml", root / "data/strings.yml")
    read = library.load(root)
    html = explain("<p>social security fund</p>", read, read.pages["en", "index.md"])
    assert 'data-meaning="The &#34;money&#34; &lt;b&gt;."' in html
    assert 'data-term="ກອງທຶນປະກັນສັງຄົມ" data-lang="lo"' in html
