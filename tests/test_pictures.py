"""An SVG is shapes and words: what else it could hold is found, with its line, and a program's leftovers too."""

from __future__ import annotations

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from kb.pictures import strange

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
HOSTILE = {
    "<script>take()</script>": "<script>",
    "<SCRIPT/>": "<SCRIPT>",
    '<g onload="take()"/>': "onload=",
    '<g ONCLICK="take()"/>': "ONCLICK=",
    "<foreignObject><p/></foreignObject>": "<foreignObject>",
    '<a href="javascript:take()"/>': "<a>",
    '<image href="https://evil.example/x.png"/>': "<image>",
    '<use href="https://evil.example/x.svg#a"/>': 'href="https://evil.example/x.svg#a"',
    '<use xlink:href="data:image/svg+xml,x"/>': 'href="data:image/svg+xml,x"',
    '<rect fill="url(https://evil.example/#a)"/>': 'fill="url(https://evil.example/#a)"',
    '<rect style="fill:u\\72l(x)"/>': 'style="fill:u\\72l(x)"',
    "<style>@import 'x'</style>": "<style>",
    "<style>a{fill:url( 'x' )}</style>": "<style>",
    '<animate attributeName="href" to="javascript:take()"/>': "<animate>",
    '<set attributeName="onload" to="take()"/>': "<set>",
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>': "<script>",
    '<g xml:base="https://evil.example/"/>': "base=",
    "<?xml-stylesheet href='x'?>": "<?>",
    "<metadata/>": "<metadata>",
}


@pytest.mark.parametrize("inside", HOSTILE)
def test_what_is_no_shape_is_found(inside):
    assert [what for _, what in strange(f"{OPEN}\n{inside}\n</svg>".encode())][:1] == [HOSTILE[inside]]


@pytest.mark.parametrize("svg", [
    f'<?xml-stylesheet href="https://evil.example/x.css"?>{OPEN}</svg>',
    f'<!DOCTYPE svg [<!ENTITY a "b">]>{OPEN}<text>&a;</text></svg>',
    f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{OPEN}<text>&a;</text></svg>',
    "<html><script/></html>", "", "not a picture", f"{OPEN}<g>", "GIF89a",
])
def test_what_is_no_picture_at_all_is_found(svg):
    assert list(strange(svg.encode())) != []


def test_lines_are_those_of_the_file():
    assert list(strange(f'{OPEN}\n<g>\n<script/>\n</g>\n<rect onload="a"/>\n</svg>'.encode())) == [
        (3, "<script>"), (5, "onload="),
    ]


def test_our_pictures_are_only_pictures():
    ours = list((PROJECT / "docs").rglob("*.svg"))
    assert ours
    assert [file.name for file in ours if list(strange(file.read_bytes()))] == []


def test_gradients_markers_and_styles_are_allowed():
    inside = '<defs><linearGradient id="a"><stop/></linearGradient></defs><rect fill="url(#a)" style="stroke:red"/>'
    assert list(strange(f'{OPEN}<style>text {{fill: url("#a")}}</style>{inside}<use href="#a"/></svg>'.encode())) == []


@given(st.one_of(st.binary(max_size=80), st.text(alphabet="<>/!?&;[]\"'=svgonx:a \n", max_size=60).map(str.encode)))
def test_any_bytes_are_a_picture_or_a_finding(content):
    assert all(line >= 1 and what for line, what in strange(content))
