"""The real content with many things wrong in it, each in a file of its own: which check notices which.

``pytest -s`` prints the list. A check that notices nothing here would notice nothing in life. Two rounds are enough,
because no two mutations of a round touch the same pair of pages or the same record.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT

from kb import checks, library

LO, EN, EVENT = "docs/lo/lessons/*.md", "docs/en/lessons/*.md", "data/events/*.yml"
"""«Any page» and «any event»: each mutation gets the next that no other has."""
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
SOURCE = re.compile(r"\[@[a-z0-9-]+\]")
ICON = "docs/assets/images/favicon.svg"
Change = Callable[[str], str]


def without(pattern: str, count: int = 1) -> Change:
    return lambda text: re.sub(pattern, "", text, count=count, flags=re.MULTILINE)


def instead(old: str, new: str) -> Change:
    return lambda text: re.sub(old, new, text, count=1, flags=re.MULTILINE)


def after_front(words: str) -> Change:
    return lambda text: FRONT.sub(lambda front: f"{front[0]}{words}\n\n", text, count=1)


def other_digit(text: str) -> str:
    """One digit of the first year in the prose."""
    front = FRONT.match(text)
    start = front.end() if front else 0
    other = re.sub(r"\b(20[01])(\d)\b", lambda year: f"{year[1]}{(int(year[2]) + 3) % 10}", text[start:], count=1)
    return text[:start] + other


def misspelt(pattern: str) -> Change:
    return instead(pattern, r"\1x")


MUTATIONS: dict[str, tuple[str, Change | None, str, str]] = {
    # name: (file, change or None to drop it, where it is told if not in that file, the code)
    "drop a page": ("docs/lo/law/questions.md", None, "docs/en/law/questions.md", "X01"),
    "drop both pages of an event": (
        "docs/*/events/2013-08-27-law-drafting-seminar.md", None, "data/events/2013*", "R10",
    ),
    "drop a source": ("data/sources/ilo-symposium1-2024.yml", None, "docs/*/*", "C01"),
    "drop a figure": ("data/figures/informal-employment.yml", None, "docs/*/*", "C03"),
    "drop an institution": ("data/institutions/lsso.yml", None, "data/events/*", "R06"),
    "alter the id of a heading": (LO, instead(r"\{#([a-z]+)", r"{#\1-x"), "", "X05"),
    "drop the id of a heading": (LO, without(r"[ ]*\{#[a-z-]+\}$"), "", "P03"),
    "swap the language of a page": (LO, None, "", "X02"),
    "one English sentence on a Lao page": (LO, after_front("This sentence was never translated into Lao."), "", "L28"),
    "change one digit on one side": (LO, other_digit, "", "X16"),
    "change one digit of a record's Lao": (
        "data/amendment.yml", instead(r"^(    lo: .*?20[012])\d", r"\g<1>7"), "", "X13",
    ),
    "remove a citation": (LO, lambda text: SOURCE.sub("", text), "", "X06"),
    "remove every proof of a paragraph": (
        "docs/en/law/health-insurance-law.md", lambda text: SOURCE.sub("", text), "", "C05",
    ),
    "misspell a source": (EN, misspelt(r"(\[@[a-z0-9-]+)"), "", "C01"),
    "misspell a figure": ("docs/en/briefs/financing.md", misspelt(r"(\[#[a-z0-9-]+)"), "", "C03"),
    "misspell a directive": ("docs/en/law/amendment.md", instead("kb:timeline", "kb:timelime"), "", "P09"),
    "drop a directive on one side": ("docs/lo/figures.md", without("^<!-- kb:figures -->$"), "", "X08"),
    "an inline script": (LO, after_front("<script>document.title = 'taken'</script>"), "", "H01"),
    "an event handler": (LO, after_front('<img src="x.png" alt="" onerror="take()">'), "", "H02"),
    "a style in braces": (LO, after_front('**x**{ style="position:fixed" }'), "", "H02"),
    "an unclosed tag": (LO, after_front('<span lang="en">Name'), "", "H03"),
    "a link that runs": (LO, after_front("[x](java&#115;cript:take())"), "", "H04"),
    "a foreign picture": (LO, after_front("![x](https://cdn.example/x.png)"), "", "U07"),
    "a foreign address without a scheme": (LO, after_front("[x](//cdn.example/)"), "", "H04"),
    "a snippet": (LO, after_front('--8<-- ".git/config"'), "", "H07"),
    "a footnote": (LO, after_front("ຄຳ[^x]"), "", "H08"),
    "a script in a picture": (ICON, instead("</svg>", "<script>take()</script></svg>"), "", "H09"),
    "NUL in a page": (LO, lambda text: text.rstrip() + "\0\n", "", "Y08"),
    "a reversed direction": (LO, after_front("ຄຳ\u202eຄຳ"), "", "L04"),
    "a page beyond all measure": (LO, lambda text: text + "ກ " * 40_000, "", "Y07"),
    "decomposed Lao": (LO, after_front("ທ\u0ecd\u0eb2ອິດ"), "", "L12"),
    "broken front matter": (LO, instead("^title: ", "title: x: "), "", "Y19"),
    "a tag of programmers": (EVENT, instead("^status: ", "status: !!python/name:os.system "), "", "Y03"),
    "a key twice": (EVENT, instead("^status: held$", "status: held\nstatus: held"), "", "Y02"),
    "a wrong date": (EVENT, instead("^starts: .*$", "starts: 2024-13-31"), "", "R03"),
    "another date than its name": (EVENT, instead("^starts: .*$", "starts: 1999-07-31"), "", "R08"),
    "a misspelt field": (EVENT, instead("^organisers:", "organizers:"), "", "R02"),
    "a page out of the navigation": (
        "mkdocs.yml", without(r"^ +- law/history\.md\n"), "docs/en/law/history.md", "P12",
    ),
    "the original changed": (EN, lambda text: text.replace(".\n", ". It is so.\n"), LO, "X04"),
    "a term in another word": (
        "docs/lo/strategy/index.md", lambda text: text.replace("ປົກປ້ອງສັງຄົມ", "ສະຫວັດດີການ"), "", "T01",
    ),
    "an address of a person": (LO, after_front("someone@office.example"), "", "C07"),
}
SECOND: dict[str, tuple[str, Change | None, str, str]] = {
    "a tag in the settings": ("mkdocs.yml", instead("^site_name: ", "site_name: !ENV "), "", "Y03"),
    "a page of HTML among the files": (ICON, lambda _: "<p>x</p>", "docs/assets/images/page.html", "H05"),
    "a font that is something else": (ICON, lambda _: "<p>x</p>", "docs/assets/fonts/other.woff2", "H06"),
    "a picture that leads out": (ICON, None, "docs/assets/images/host.png", "Y06"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("data", "docs"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    return tmp_path


def change(root: Path, file: str, how: Change | None, used: Counter[str]) -> str:
    """Make one mutation; the name of the file that got it."""
    if "*.md" in file or "*.yml" in file:
        folder = "docs/*/lessons/*.md" if file in (LO, EN) else file
        path = sorted(root.glob(file), reverse="events" in file)[used[folder]]
        used[folder] += 1
    else:
        path = next(root.glob(file))
    if how is None and file == LO:
        shutil.copy(str(path).replace("/docs/lo/", "/docs/en/"), path)
    elif how is None:
        for one in list(root.glob(file)) if "docs/*" in file else [path]:
            one.unlink()
    else:
        text = how(path.read_text("utf-8"))
        assert text != path.read_text("utf-8"), f"nothing changes in {path}"
        path.write_text(text, "utf-8")
    return path.relative_to(root).as_posix()


def test_each_mutation_is_noticed(copy):
    assert checks.check(library.load(copy)) == [], "the content must be right before it is made wrong"
    used: Counter[str] = Counter()
    places = {}
    for name, (file, how, told, _) in MUTATIONS.items():
        place = change(copy, file, how, used)
        places[name] = place.replace("docs/en/", "docs/lo/") if told == LO else told or place
    found = checks.check(library.load(copy))
    missed = []
    for name, (*_, code) in MUTATIONS.items():
        here = [one for one in found if Path(one.path).match(places[name])]
        print(f"{name:<40}{code}  {places[name]}")
        if code not in {one.code for one in here}:
            missed.append(f"{name}: {places[name]} has {sorted({one.code for one in here})}, not {code}")
    assert missed == []


def test_each_mutation_of_files_and_settings_is_noticed(copy):
    for file, how, told, _ in SECOND.values():
        path = copy / (told or file)
        if told and how is None:
            path.symlink_to("/etc/hostname")
        else:
            path.write_text(how((copy / file).read_text("utf-8")), "utf-8")
    found = {(one.path, one.code) for one in checks.check(library.load(copy))}
    for name, (file, _, told, code) in SECOND.items():
        print(f"{name:<40}{code}  {told or file}")
        assert (told or file, code) in found
