"""Where a line of Lao may end: words are kept whole, and what is kept is the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.linebreaks import KEPT, Breaker, words_of

KEPT_WORDS = {
    "ໃນວັນທີ 31 ກໍລະກົດ 2024": "ໃນ ວັນທີ ກໍລະກົດ",
    "ກອງປະຊຸມສຳມະນາລະດັບຊາດ": "ກອງປະຊຸມ ສຳມະນາ ລະດັບ ຊາດ",
    "ຢູ່ ສປປ ລາວ, ຜູ້ຄົນ": "ສປປ ລາວ, ຜູ້ຄົນ",
    "ການປົກປ້ອງສັງຄົມ ILO": "ການ ປົກປ້ອງ ສັງຄົມ",
    "ພະນັກງານ-ລັດຖະກອນ": "ພະນັກງານ-ລັດຖະກອນ",
    "ໂຄງການ ILO-China (2023)": "ໂຄງການ ILO-China",
    "ດຳລັດ 224/ນຍ ລົງວັນທີ": "ດຳລັດ 224/ນຍ ລົງ ວັນທີ",
    "women 55–60 years, 2021–2025.": "55–60 2021–2025.",
    "The End-term review, ILO-UNDESA.": "End-term ILO-UNDESA.",
}
LAO = st.text(alphabet="ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋ .,0123456789ab", max_size=60)


@pytest.mark.parametrize("text", KEPT_WORDS)
def test_words_are_kept_whole(text):
    marked = Breaker(words_of([])).mark(text)
    assert " ".join(marked.split(KEPT)[1::2]) == KEPT_WORDS[text]


def test_a_short_term_of_the_glossary_is_one_word_and_a_phrase_is_not():
    words = words_of(["ສອງຄຳ", "ກອງທຶນປະກັນສັງຄົມແຫ່ງຊາດ", "actuary", "ສອງ ຄຳ"])
    assert "ສອງຄຳ" in words
    assert not {"ກອງທຶນປະກັນສັງຄົມແຫ່ງຊາດ", "actuary", "ສອງ ຄຳ"} & set(words)
    assert f"{KEPT}ສອງຄຳ{KEPT}" in Breaker(words).mark("ນີ້ສອງຄຳນີ້")


def test_a_text_without_lao_stays_as_it_is():
    assert Breaker(()).mark("Law No. 54/NA") == "Law No. 54/NA"


@settings(derandomize=True)
@given(LAO)
def test_marking_adds_nothing_but_marks(text):
    marked = Breaker(words_of([])).mark(text)
    assert marked.replace(KEPT, "") == text
    assert marked.count(KEPT) % 2 == 0
