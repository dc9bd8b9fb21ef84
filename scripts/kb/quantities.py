"""The numbers and months that a text says, in one form for both languages, so that a machine can compare them.

English 353,962 and Lao 353.962 are one number; so are 86.4 and 86,4. A small number may be a word on one side and
digits on the other.
"""

from __future__ import annotations

import re

ALONE = r"(?<![\w.,])(?<![A-Z\u0e80-\u0eff]-)"
"""Not inside a word or a name such as COVID-19 (ໂຄວິດ-19); mid-2024 is a date."""
SHORT_YEARS = re.compile(r"\b((?:19|20)\d\d)[-–](\d\d)\b(?![-–]\d)")
NUMBER = {
    "en": re.compile(rf"{ALONE}(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?"),
    "lo": re.compile(rf"{ALONE}(\d{{1,3}}(?:\.\d{{3}})+(?!\.?\d)|\d+)([,.]\d+)?"),
}
SMALL = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    "lo": ["ສູນ", "ໜຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ", "ສິບ", "ສິບເອັດ", "ສິບສອງ"],
}
ORDINALS = {1: "first|once", 2: "second|twice", 3: "third", 4: "fourth", 5: "fifth", 8: "eighth", 9: "ninth"}
MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"],
    "lo": ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"],
}


def quantities(text: str, lang: str) -> dict[str, int]:
    """Every number ("353962", "86.4") and month of a year ("2024-07"), with the line of its first mention, from 0."""
    found: dict[str, int] = {}
    for hit in NUMBER[lang].finditer(_western(text)):
        whole = re.sub(r"[,.](?=\d{3})", "", hit[1])
        found.setdefault(whole + (hit[2] or "").replace(",", "."), text.count("\n", 0, hit.start()))
    for month, name in enumerate(MONTHS[lang], start=1):
        for hit in re.finditer(rf"{name} (\d{{4}})", text):
            found.setdefault(f"{hit[1]}-{month:02}", text.count("\n", 0, hit.start()))
    return found


def spelt(number: str, text: str, lang: str) -> bool:
    """Whether a small number stands in the text as a word."""
    if not number.isdigit() or int(number) >= len(SMALL[lang]):
        return False
    word = SMALL[lang][int(number)]
    if lang == "lo":
        return word in text
    words = f"{word}|{ORDINALS[int(number)]}" if int(number) in ORDINALS else word
    return bool(re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))


def _western(text: str) -> str:
    """Lao digits count like Arabic ones, and 2020–22 like 2020–2022."""
    western = text.translate({0x0ED0 + digit: str(digit) for digit in range(10)})
    return SHORT_YEARS.sub(lambda years: f"{years[1]}–{years[1][:2]}{years[2]}", western)
