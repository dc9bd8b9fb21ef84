"""A reader's correction, made where that is safe: the wrong words stand once, and only words change.

Anybody may have written it. So the file is one of the site's own, never a path made from the answer; the new words hold
no sign of Markdown, HTML or YAML; and the text is read again, before it is written: only words may have changed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from kb import markup, yamlfile
from kb.addresses import address
from kb.intake import NotAForm
from kb.library import Library
from kb.reader import FOLDERS, FRONT_MATTER
from kb.safely import replace

SIGNS = re.compile(r"[<>\[\]{}`|\\$*_]|://|\s#|: |:$")
OPENINGS = re.compile(r"[-+>#=~:!?\"'@%&]|\d+[.)](?:\s|$)")
"""At the start of a line, or of a value, these are no longer words."""
BEFORE = r"(?<![A-Za-z0-9\u0ec0-\u0ec4])(?<![0-9][.,])"
AFTER = r"(?![A-Za-z0-9\u0eb0-\u0ebd\u0ec8-\u0ecd])(?![.,][0-9])"
"""A word, a number or a syllable of Lao is not cut in two."""
PROSE_FIELDS = {("title",), ("summary",)}

BY_HAND = (
    "ຖ້າບໍ່ໄດ້ ໃຫ້ແກ້ເອງ: ກົດ «ແກ້ໄຂໜ້ານີ້» ຢູ່ທ້າຍໜ້າ.",
    "Otherwise change it by hand: press “Edit this page” at the end of the page.",
)
SENTENCES: Mapping[str, tuple[str, str]] = {
    "page": (
        '"{found}" ບໍ່ແມ່ນໜ້າ ຫຼື ບັນທຶກຂອງເວັບໄຊນີ້. ໃຫ້ສຳເນົາທີ່ຢູ່ຂອງໜ້າ ຫຼື ຊື່ໄຟລ໌ ເຊັ່ນ docs/lo/law/amendment.md.',
        '"{found}" is no page or record of this site. Copy its address or its file, such as docs/lo/law/amendment.md.',
    ),
    "nowhere": (
        'ຄຳ "{found}" ບໍ່ມີໃນ {expected}. ໃຫ້ສຳເນົາຈາກໜ້ານັ້ນ ທຸກຕົວອັກສອນ ໂດຍບໍ່ມີເລກອ້າງອີງ.',
        'The words "{found}" do not stand in {expected}. Copy them letter by letter, without numbers of citations.',
    ),
    "often": (
        'ຄຳ "{found}" ມີ {most} ເທື່ອໃນ {expected}. ໃຫ້ສຳເນົາຂໍ້ຄວາມຂອງປະໂຫຍກນັ້ນໃຫ້ຍາວຂຶ້ນ.',
        'The words "{found}" stand {most} times in {expected}. Copy more of the sentence.',
    ),
    "same": (
        "ຄຳທີ່ຜິດ ແລະ ຄຳທີ່ຖືກຕ້ອງ ຄືກັນ.",
        "The wrong words and the right words are the same.",
    ),
    "proof": (
        "ຈຳນວນ ຫຼື ວັນທີປ່ຽນ ແຕ່ບໍ່ມີແຫຼ່ງຂໍ້ມູນ. ກະລຸນາບອກເອກະສານທີ່ສະແດງຈຳນວນທີ່ຖືກຕ້ອງ.",
        "A number or a date changes, and no source is named. Please name the text that shows the right one.",
    ),
    "signs": (
        'ໂປຣແກຣມໃສ່ຄຳທີ່ມີ "{found}" ບໍ່ໄດ້. ໃຫ້ຂຽນແຕ່ຄຳທຳມະດາ ຢູ່ໃນຊ່ອງສິ່ງທີ່ຖືກຕ້ອງ.',
        'A program cannot put in words that hold "{found}". Give plain words as the right ones.',
    ),
    "shape": (
        "ການແກ້ນີ້ປ່ຽນຫຼາຍກວ່າຄຳ: ຈະກະທົບຕໍ່ການອ້າງອີງ, ລິ້ງ, ຫົວຂໍ້ ຫຼື ຊ່ອງຂໍ້ມູນໃນ {expected}.",
        "This would change more than words: a citation, a link, a heading or a field in {expected}.",
    ),
}


class NotCorrected(NotAForm):
    """The correction cannot be made by a program; the text says why and what to do by hand, in Lao and in English."""

    sentences = MappingProxyType({
        code: (f"{lo} {BY_HAND[0]}", f"{en} {BY_HAND[1]}") for code, (lo, en) in SENTENCES.items()
    })


def correct(library: Library, values: Mapping[str, str]) -> str:
    """Replace the wrong words by the right ones. Returns the file that was changed; raises NotCorrected.

    ``values`` are the answers of the form: page, wrong, right and perhaps source.
    """
    file = _file(library, values["page"])
    wrong, right = (" ".join(values[name].split()) for name in ("wrong", "right"))
    if wrong == right:
        raise NotCorrected("same")
    if found := SIGNS.search(right):
        raise NotCorrected("signs", found[0])
    if re.findall(r"\d+", wrong) != re.findall(r"\d+", right) and not values.get("source"):
        raise NotCorrected("proof")
    text = library.raw_text(file)
    words = r"\s+".join(map(re.escape, wrong.split()))
    hits = list(re.finditer(f"{BEFORE}{words}{AFTER}", text))
    if len(hits) != 1:
        raise NotCorrected("often" if hits else "nowhere", wrong, file, len(hits))
    start, end = hits[0].span()
    before = text[:start].rpartition("\n")[2]
    if re.fullmatch(r"[\s>*+-]*(?:[\w.-]+:)?\s*", before) and (opening := OPENINGS.match(right)):
        raise NotCorrected("signs", opening[0])
    after = text[:start] + right + text[end:]
    if not (_only_prose if file.endswith(".md") else _only_a_value)(file, text, after):
        raise NotCorrected("shape", expected=file)
    replace(library.root / file, after)
    return file


def _file(library: Library, named: str) -> str:
    """One of our own files, chosen by its path or its address; no path is ever made from what was answered."""
    ours = {page.file for page in library.pages.values()} | {"data/glossary.yml", "data/amendment.yml"}
    ours |= {f"data/{folder}/{identity}.yml" for folder in FOLDERS for identity in library.known[folder]}
    file = named.strip("/")
    if file not in ours:
        path = urlsplit(named).path.removesuffix("index.html").strip("/")
        addresses = {address(page.lang, page.path).strip("/"): page.file for page in library.pages.values()}
        fits = [one for one in addresses if one == path or (one and path.endswith(f"/{one}"))]
        if not fits or "//" not in named:
            raise NotCorrected("page", named)
        file = addresses[max(fits, key=len)]
    place = (library.root / file).resolve()
    inside = (place.is_relative_to((library.root / folder).resolve()) for folder in ("docs", "data"))
    if not (place.is_file() and any(inside)):
        raise NotCorrected("page", named)
    return file


def _only_prose(file: str, before: str, after: str) -> bool:
    """The marks of the page are the same, and of its first lines only title and summary may have changed."""
    fronts = [FRONT_MATTER.match(text) for text in (before, after)]
    if not (fronts[0] and fronts[1]):
        return False
    bodies = [text[front.end() :] for text, front in zip((before, after), fronts, strict=True) if front]
    changed = _changed(file, fronts[0][1] or "", fronts[1][1] or "")
    shapes = [[_shape(mark) for mark in markup.marks(body)] for body in bodies]
    return changed is not None and changed <= PROSE_FIELDS and shapes[0] == shapes[1]


def _shape(mark: markup.Mark) -> Any:
    """A mark without its place; the words of a heading may change, its id may not."""
    values = dataclasses.asdict(mark)
    return type(mark), {name: value for name, value in values.items() if name not in ("line", "start", "end", "text")}


def _only_a_value(file: str, before: str, after: str) -> bool:
    changed = _changed(file, before, after)
    return changed is not None and len(changed) == 1


def _changed(file: str, before: str, after: str) -> set[yamlfile.Path] | None:
    """Where two texts of YAML say something else; None if one cannot be read, or the fields are not the same."""
    documents = [yamlfile.parse(text, file)[0] for text in (before, after)]
    if not (documents[0] and documents[1]) or set(documents[0].lines) != set(documents[1].lines):
        return None
    return {
        path for path in documents[0].lines
        if not isinstance(old := _at(documents[0].value, path), dict | list) and old != _at(documents[1].value, path)
    }


def _at(value: Any, path: yamlfile.Path) -> Any:
    for part in path:
        value = value[part]
    return value
