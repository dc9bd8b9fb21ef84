"""A form that a person filled in on GitHub, taken apart by the form itself.

GitHub turns a filled form into Markdown: for each field, in the form's order, a heading ``### label`` and the answer
under it. Anybody may have written it, and may have changed it by hand. So the labels of the form file decide where an
answer begins; a text whose headings are not exactly these, in this order, is not a form. What comes out is plain words
for a record. Nothing is written here, and whoever writes must quote them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import yaml

from kb.markup import ID

LABEL = "record-"
"""A maintainer's label on an issue: record-event, record-source, record-correction."""
LONGEST_TEXT, LONGEST_ANSWER, LONGEST_ID = 70_000, 4_000, 100
"""Characters. GitHub itself takes no text above 65,536."""
HEADING = "### "
NO_ANSWER = "_No response_"
IDENTITY, LISTS_OF_IDS = "id", ("organisers", "sources")
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that show a text in another order than it has."""

SENTENCES: Mapping[str, tuple[str, str]] = {
    "no-text": (
        "ບໍ່ມີຂໍ້ຄວາມທີ່ມາຈາກແບບຟອມ. ກະລຸນາຕື່ມແບບຟອມໃໝ່.",
        "There is no text from a form here. Please fill in a form.",
    ),
    "label": (
        'ປ້າຍ "{found}" ບໍ່ມີແບບຟອມ. ໃຫ້ໃຊ້ອັນໜຶ່ງໃນ: {expected}.',
        'No form belongs to the label "{found}". Use one of: {expected}.',
    ),
    "text-long": (
        "ຂໍ້ຄວາມຍາວກວ່າທີ່ແບບຟອມຮັບໄດ້. ກະລຸນາຕື່ມແບບຟອມໃໝ່.",
        "The text is longer than any form. Please fill in the form again.",
    ),
    "unseen": (
        'ຫຼັງຂໍ້ຄວາມ "{expected}" ມີເຄື່ອງໝາຍທີ່ເບິ່ງບໍ່ເຫັນ ({found}). ລຶບແຖວນັ້ນອອກ ແລ້ວພິມໃໝ່.',
        'After "{expected}" there is a sign that nobody can see ({found}). Delete the line and type it again.',
    ),
    "heading": (
        'ຢູ່ບ່ອນຂອງຫົວຂໍ້ "{expected}" ພົບ "{found}". ຢ່າປ່ຽນຫົວຂໍ້ຂອງແບບຟອມ ແລະ ຢ່າຂຽນແຖວທີ່ຂຶ້ນຕົ້ນດ້ວຍ ###.',
        'In the place of the heading "{expected}" there is "{found}". Keep the headings, and begin no line with ###.',
    ),
    "missing": (
        'ຂາດຫົວຂໍ້ "{expected}". ຢ່າລຶບຫົວຂໍ້ຂອງແບບຟອມ.',
        'The heading "{expected}" is missing. Keep the headings of the form.',
    ),
    "more": (
        'ຫຼັງຊ່ອງສຸດທ້າຍ ຍັງມີຫົວຂໍ້ "{found}". ຢ່າເພີ່ມຫົວຂໍ້ ແລະ ຢ່າຂຽນແຖວທີ່ຂຶ້ນຕົ້ນດ້ວຍ ###.',
        'After the last field there is another heading, "{found}". Add no headings, and begin no line with ###.',
    ),
    "empty": (
        'ຊ່ອງ "{expected}" ຍັງຫວ່າງ. ກະລຸນາຕື່ມ.',
        'The field "{expected}" is empty. Please fill it in.',
    ),
    "answer-long": (
        'ຄຳຕອບໃນຊ່ອງ "{expected}" ຍາວເກີນໄປ: {found} ຕົວ. ໃຫ້ຂຽນບໍ່ເກີນ {most} ຕົວ.',
        'The answer to "{expected}" is too long: {found} characters. Write at most {most}.',
    ),
    "lines": (
        'ຄຳຕອບໃນຊ່ອງ "{expected}" ຕ້ອງຢູ່ໃນແຖວດຽວ.',
        'The answer to "{expected}" must stand on one line.',
    ),
    "choice": (
        '"{found}" ບໍ່ຢູ່ໃນຕົວເລືອກຂອງຊ່ອງ "{expected}". ກະລຸນາເລືອກອັນໜຶ່ງຈາກລາຍການ.',
        '"{found}" is not one of the choices of "{expected}". Choose one from the list.',
    ),
    "id": (
        '"{found}" ໃນຊ່ອງ "{expected}" ບໍ່ແມ່ນລະຫັດ. ໃຫ້ໃຊ້ແຕ່ຕົວອັກສອນລາແຕັງຕົວພິມນ້ອຍ, ຕົວເລກ ແລະ ຂີດຕໍ່ (-).',
        '"{found}" in the field "{expected}" is not an id. Use only small Latin letters, digits and single hyphens.',
    ),
}
"""What is said to the person, in Lao and in English."""


class NotAForm(Exception):  # noqa: N818 — told to the person who wrote the issue
    """The issue cannot be made into a record. ``lo`` and ``en`` say why; as text it is both, on two lines."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = SENTENCES

    def __init__(self, code: str, found: str = "", expected: str = "", most: int = 0) -> None:
        words = {"found": _shown(found), "expected": _shown(expected), "most": most}
        self.code = code
        self.lo, self.en = (sentence.format_map(words) for sentence in self.sentences[code])
        super().__init__(f"{self.lo}\n{self.en}")


class Filled(NamedTuple):
    """A form's answers. ``values`` are by the form's field ids, without the id itself and without empty answers.
    A correction has no id.

    Lists of ids are separated by a comma and a space. A choice is the record's word, not the words of the form.
    """

    kind: str
    id: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """One question of a form. ``choices`` are the form's options with the word that a record says for each."""

    id: str
    label: str
    one_line: bool
    required: bool
    choices: Mapping[str, str]


def intake(payload: Mapping[str, Any], forms: Mapping[str, str]) -> Filled:
    """Read a GitHub ``issues: labeled`` event. Raises NotAForm.

    ``forms`` holds the text of each form file that makes a record, by its kind: event, source, correction.
    """
    kind = _kind(payload, forms)
    asked = fields(forms[kind])
    values = {field.id: _value(field, answer) for field, answer in _answers(asked, _text(payload))}
    identity = values.pop(IDENTITY, "")
    return Filled(kind, identity, MappingProxyType({name: value for name, value in values.items() if value}))


def fields(form: str) -> tuple[Field, ...]:
    """The questions of a form file, in its order. An option «words / word» means the word after the last slash."""
    found = []
    for element in yaml.safe_load(form)["body"]:
        if element["type"] == "markdown":
            continue  # shown to the person, not part of the answer
        shown = element["attributes"]
        choices = {option: option.rpartition(" / ")[2] for option in shown.get("options", ())}
        required = element.get("validations", {}).get("required", False)
        found.append(Field(element["id"], shown["label"], element["type"] != "textarea", required, choices))
    return tuple(found)


def _kind(payload: Mapping[str, Any], forms: Mapping[str, str]) -> str:
    name = _inside(payload, "label", "name")
    kind = name.removeprefix(LABEL)
    if kind == name or kind not in forms:
        raise NotAForm("label", name, ", ".join(LABEL + one for one in sorted(forms)))
    return kind


def _text(payload: Mapping[str, Any]) -> str:
    """The issue's text with plain line ends, and without signs that could hide something."""
    text = _inside(payload, "issue", "body")
    if len(text) > LONGEST_TEXT:
        raise NotAForm("text-long")
    text = text.replace("\r\n", "\n")
    if not text.strip():
        raise NotAForm("no-text")
    for place, sign in enumerate(text):
        if (unicodedata.category(sign) in UNSEEN and sign != "\n") or sign in TURNS:
            raise NotAForm("unseen", f"U+{ord(sign):04X}", text[:place].rpartition("\n")[2][-30:])
    return text


def _inside(payload: Mapping[str, Any], name: str, field: str) -> str:
    outer = payload.get(name)
    value = outer.get(field) if isinstance(outer, Mapping) else None
    return value if isinstance(value, str) else ""


def _answers(asked: Iterable[Field], text: str) -> Iterable[tuple[Field, str]]:
    """What stands under each heading. Every line that begins like a heading must be the next one of the form."""
    before, *sections = f"\n{text}".split(f"\n{HEADING}")
    expected = list(asked)
    if before.strip():
        raise NotAForm("heading", before.strip(), expected[0].label)
    labels = [section.partition("\n")[0].strip() for section in sections]
    for label, field in zip_longest(labels, expected):
        if label is None:
            raise NotAForm("missing", expected=field.label)
        if field is None:
            raise NotAForm("more", label)
        if label != field.label:
            raise NotAForm("heading", label, field.label)
    return zip(expected, (section.partition("\n")[2].strip() for section in sections), strict=True)


def _value(field: Field, answer: str) -> str:
    if not answer.strip(" ,") or answer == NO_ANSWER:
        if field.required:
            raise NotAForm("empty", expected=field.label)
        return ""
    if len(answer) > LONGEST_ANSWER:
        raise NotAForm("answer-long", str(len(answer)), field.label, LONGEST_ANSWER)
    if field.one_line and "\n" in answer:
        raise NotAForm("lines", expected=field.label)
    if field.choices:
        if answer not in field.choices:
            raise NotAForm("choice", answer, field.label)
        return field.choices[answer]
    if field.id == IDENTITY:
        return _id(field, answer)
    if field.id in LISTS_OF_IDS:
        return ", ".join(_id(field, one.strip()) for one in answer.split(",") if one.strip())
    return answer


def _id(field: Field, word: str) -> str:
    if len(word) > LONGEST_ID or not re.fullmatch(ID, word):
        raise NotAForm("id", word, field.label)
    return word


def _shown(words: str) -> str:
    """A piece of what was found, on one line, so that a sentence stays a sentence."""
    line = "".join(sign if sign.isprintable() else " " for sign in words)
    return line if len(line) <= 80 else line[:79] + "…"  # noqa: PLR2004 — about a line
