"""Numbers as each language writes them: English 1,234.5 and Lao 1.234,5."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal

BABEL = {"en": "en_GB", "lo": "lo"}


def in_words(value: Decimal, lang: str) -> str:
    """The number with the language's separators and exactly the decimals that the record has."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=BABEL[lang])
