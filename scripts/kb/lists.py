"""Names in a row as each language writes them: English "A, B and C", Lao «A, B ແລະ C».

Babel joins two names in Lao with ແລະ but leaves it out from three on, so lists are our own.
"""

from __future__ import annotations

from collections.abc import Sequence

AND = {"en": "and", "lo": "ແລະ"}


def in_words(names: Sequence[str], lang: str) -> str:
    """The names as one phrase. Where a name has a comma or the joining word itself, only semicolons keep them apart."""
    joining = f" {AND[lang]} "
    if any("," in name or joining in name for name in names):
        return "; ".join(names)
    return ", ".join(names[:-1]) + joining + names[-1] if len(names) > 1 else "".join(names)
