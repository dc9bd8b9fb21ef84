"""Numbers and months are the same in both languages, however they are written."""

from __future__ import annotations

import pytest

from kb.quantities import quantities, spelt


@pytest.mark.parametrize(
    ("english", "lao", "expected"),
    [
        ("353,962 people", "353.962 ຄົນ", ["353962"]),
        ("86.4% of workers", "86,4% ຂອງແຮງງານ", ["86.4"]),
        ("LAK 4,500,000", "4.500.000 ກີບ", ["4500000"]),
        ("target 1.3", "ເປົ້າໝາຍ 1.3", ["1.3"]),
        ("31 July 2024", "31 ກໍລະກົດ 2024", ["31", "2024", "2024-07"]),
        ("9–10 November 2023", "9–10 ພະຈິກ 2023", ["9", "10", "2023", "2023-11"]),
        ("in 2020–22", "ໃນປີ 2020–2022", ["2020", "2022"]),
        ("after COVID-19", "ຫຼັງໂຄວິດ-19", []),
        ("mid-2024", "ກາງປີ 2024", ["2024"]),
        ("No. 54/NA", "ເລກທີ 54/ສພຊ", ["54"]),
        ("20", "໒໐", ["20"]),
    ],
)
def test_one_form_for_both(english, lao, expected):
    assert list(quantities(english, "en")) == expected
    assert list(quantities(lao, "lo")) == expected


def test_lines_are_counted():
    assert quantities("one\n25 years\n30 years", "en") == {"25": 1, "30": 2}


@pytest.mark.parametrize(
    ("number", "text", "lang", "expected"),
    [("3", "three pillars", "en", True), ("1", "the First Symposium", "en", True), ("3", "ສາມເສົາຄ້ຳ", "lo", True),
     ("3", "pillars", "en", False), ("30", "thirty", "en", False)],
)
def test_small_numbers_may_be_words(number, text, lang, expected):
    assert spelt(number, text, lang) is expected
