"""Which rules of a style sheet are kept: what can match stays, what a kept rule asks for stays, the rest goes."""

from __future__ import annotations

import pytest

from kb import styles

USED = styles.Used(
    frozenset({"a", "b"}), frozenset({"top"}), frozenset({"hidden", "dir", "dir=ltr", "role", "alert"}),
    frozenset({"p", "html"}),
)


@pytest.mark.parametrize(("before", "after"), [
    (".a{color:red}", ".a{color:red}"),
    (".x{color:red}", ""),
    (".a .x,.b{color:red}", ".b{color:red}"),
    ("p:hover::before{color:red}", "p:hover::before{color:red}"),
    (".a:not(.x){color:red}", ".a:not(.x){color:red}"),
    (".a:is(.x,.b){color:red}", ".a:is(.x,.b){color:red}"),
    ("#top,#gone{color:red}", "#top{color:red}"),
    ("[hidden],[data-gone]{color:red}", "[hidden]{color:red}"),
    ("[dir=ltr] .a,[dir=rtl] .a{color:red}", "[dir=ltr] .a{color:red}"),
    ("[role=alert] .a,[role=none] .b{color:red}", "[role=alert] .a{color:red}"),   # a script names the value
    (".admonition-title:before,p:before{color:red}", "p:before{color:red}"),   # an icon that our own sheet hides
    ("video{color:red}", ""),
    ("@media print{.x{color:red}.a{color:red}}", "@media print{.a{color:red}}"),
    ("@media print{.x{color:red}}", ""),
    (":root{--one:1;--two:2}p{top:var(--one)}", ":root{--one:1}p{top:var(--one)}"),
    (":root{--one:var(--two);--two:2;--three:3}p{top:var(--one)}", ":root{--one:var(--two);--two:2}p{top:var(--one)}"),
    (":root{--gone:1}", ""),
    (":root{--ours:1}", ""),
])
def test_rule(before, after):
    assert styles.only_used(before, USED) == after


def test_what_our_own_sheet_asks_for_stays():
    assert styles.only_used(":root{--ours:1}", USED, "p{top:var(--ours)}") == ":root{--ours:1}"


def test_used_is_read_off_pages_and_scripts(tmp_path):
    (tmp_path / "index.html").write_text('<p class="a b" id="top" hidden dir="ltr">x</p>', "utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/x.js").write_text('element.className = "made-here";', "utf-8")
    found = styles.used(tmp_path)
    assert {"a", "b", "made-here"} <= found.classes
    assert "top" in found.ids
    assert {"hidden", "dir", "dir=ltr"} <= found.attributes
    assert {"p", "html", "body"} <= found.elements
