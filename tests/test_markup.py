"""Marks are found with their lines, and code is left alone."""

from __future__ import annotations

from kb import markup

TEXT = """ປະໂຫຍກ [@report, ມາດຕາ 34] ແລະ [#members, 2019].

```
[@in-a-fence]
~~~
```

A span ``[@in `a` span]`` and [@one][#two].

    <!-- kb:events newest=3 -->

## ບົດຮຽນ {#lessons .wide}

[link](../law/index.md#steps "Title") ![picture](a.png) [@word](x.md) <a href="y.md">
[@Wrong] <!-- kb:timeline --> here
"""


def lines(kind):
    return [mark for mark in markup.marks(TEXT, first_line=5) if isinstance(mark, kind)]


def test_citations_keep_their_locator():
    found = [(mark.line, mark.source, mark.locator) for mark in lines(markup.Citation)]
    assert found == [(5, "report", "ມາດຕາ 34"), (12, "one", "")]


def test_figures_may_name_a_date():
    assert [(mark.line, mark.figure, mark.date) for mark in lines(markup.FigureMark)] == [
        (5, "members", "2019"), (12, "two", ""),
    ]


def test_directive_alone_on_its_line():
    assert [(mark.line, str(mark)) for mark in lines(markup.Directive)] == [(14, "kb:events newest=3")]


def test_heading_with_its_id():
    assert [(mark.line, mark.level, mark.text, mark.id) for mark in lines(markup.Heading)] == [
        (16, 2, "ບົດຮຽນ", "lessons"),
    ]


def test_links_of_every_form():
    assert [(mark.line, mark.target) for mark in lines(markup.Link)] == [
        (18, "../law/index.md#steps"), (18, "a.png"), (18, "x.md"), (18, "y.md"),
    ]


def test_what_was_meant_as_a_mark_is_malformed():
    assert [(mark.line, mark.text, mark.directive) for mark in lines(markup.Malformed)] == [
        (19, "[@Wrong]", False), (19, "<!-- kb:timeline --> here", True),
    ]


def test_marks_stand_where_they_say():
    for mark in lines(markup.Citation):
        assert TEXT[mark.start : mark.end].startswith(f"[@{mark.source}")


def test_blanking_code_moves_nothing():
    assert len(markup.without_code(TEXT)) == len(TEXT)
    assert "in-a-fence" not in markup.without_code(TEXT)
