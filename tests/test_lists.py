"""Names in a row, in both languages."""

from __future__ import annotations

import pytest

from kb import lists


@pytest.mark.parametrize(
    ("names", "lang", "expected"),
    [
        ([], "lo", ""),
        (["ILO"], "lo", "ILO"),
        (["ອປຊ", "ILO"], "lo", "ອປຊ ແລະ ILO"),
        (["ອປຊ", "ILO", "UNDESA"], "lo", "ອປຊ, ILO ແລະ UNDESA"),
        (["LSSO", "ILO", "UNDESA"], "en", "LSSO, ILO and UNDESA"),
        (["ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ", "ILO"], "lo", "ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ; ILO"),
        (["Ministry of Labour, Invalids and Social Affairs", "ILO"], "en",
         "Ministry of Labour, Invalids and Social Affairs; ILO"),
        (["Thailand", "Viet Nam"], "en", "Thailand and Viet Nam"),
    ],
)
def test_lists(names, lang, expected):
    assert lists.in_words(names, lang) == expected
