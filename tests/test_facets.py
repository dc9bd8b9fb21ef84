"""By what a long list can be narrowed, and how languages are called."""

from __future__ import annotations

import pytest

from kb import language_names
from kb.facets import Choice, facet


def test_values_are_counted_and_the_most_frequent_comes_first():
    found = facet("language", "Language", ["lo", "en", "en", "fr"], str.upper)
    assert found.choices == (Choice("en", "EN", 2), Choice("fr", "FR", 1), Choice("lo", "LO", 1))


def test_a_given_order_holds_and_what_does_not_occur_is_no_choice():
    found = facet("kind", "Kind", ["news", "report", "news"], str, ["report", "law", "news"])
    assert [one.value for one in found.choices] == ["report", "news"]


@pytest.mark.parametrize(("code", "lang", "name"), [
    ("vi", "lo", "ຫວຽດນາມ"), ("vi", "en", "Vietnamese"), ("zh-Hans", "en", "Chinese"), ("xq", "lo", "xq"),
    ("ko", "lo", "ເກົາຫຼີ"),  # Korean; Babel spells it with ຫລ
])
def test_a_language_is_called_by_its_name(code, lang, name):
    assert language_names.name(code, lang) == name
