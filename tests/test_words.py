"""Dates, numbers and order of words as each language has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kb import numbers
from kb.addresses import address, relative
from kb.dates import PartialDate, range_in_words
from kb.lao import sort_key


@pytest.mark.parametrize(
    ("text", "lao", "english"),
    [
        ("2024-07-31", "31 ກໍລະກົດ 2024", "31 July 2024"),
        ("2024-07", "ກໍລະກົດ 2024", "July 2024"),
        ("2024~", "ປະມານ 2024", "about 2024"),
    ],
)
def test_a_date_is_as_exact_as_its_source(text, lao, english):
    date = PartialDate.parse(text)
    assert (str(date), date.in_words("lo"), date.in_words("en")) == (text, lao, english)


@pytest.mark.parametrize("text", ["2024-13", "2023-02-30", "31 July 2024", "24", "", "2024-7-1"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("start", "end", "lao", "english"),
    [
        ("2023-11-09", "2023-11-10", "9–10 ພະຈິກ 2023", "9–10 November 2023"),
        ("2023-07-31", "2023-08-02", "31 ກໍລະກົດ – 2 ສິງຫາ 2023", "31 July – 2 August 2023"),
        ("2023-12-30", "2024-01-02", "30 ທັນວາ 2023 – 2 ມັງກອນ 2024", "30 December 2023 – 2 January 2024"),
        ("2022", "2023", "2022–2023", "2022–2023"),
        ("2024-07-31", "2024-07-31", "31 ກໍລະກົດ 2024", "31 July 2024"),
    ],
)
def test_a_range_says_the_shared_part_once(start, end, lao, english):
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    assert (range_in_words(first, last, "lo"), range_in_words(first, last, "en")) == (lao, english)


@pytest.mark.parametrize(
    ("value", "lao", "english"),
    [("1234.5", "1.234,5", "1,234.5"), ("353962", "353.962", "353,962"), ("86.40", "86,40", "86.40"), ("9", "9", "9")],
)
def test_numbers(value, lao, english):
    assert (numbers.in_words(Decimal(value), "lo"), numbers.in_words(Decimal(value), "en")) == (lao, english)


def test_lao_words_stand_under_their_consonant():
    # ກະຊວງ ministry, ເກນ criterion, ຂໍ້ clause, ແຂວງ province, ໝວດ chapter, ຫຼວງ royal
    words = ["ແຂວງ", "ໝວດ", "ເກນ", "ຂໍ້", "ຫຼວງ", "ກະຊວງ"]
    assert sorted(words, key=sort_key) == ["ກະຊວງ", "ເກນ", "ຂໍ້", "ແຂວງ", "ໝວດ", "ຫຼວງ"]
    assert sorted(words) != sorted(words, key=sort_key)


def test_addresses():
    assert address("lo", "index.md") == ""
    assert address("en", "law/index.md") == "en/law/"
    assert relative("en/law/amendment/", "en/law/history/#laws") == "../history/#laws"
    assert relative("", "law/amendment/") == "law/amendment/"
    assert relative("law/", "") == "../"
    assert relative("law/", "law/") == "./"
