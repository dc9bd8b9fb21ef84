"""Reading: what editors' programs do to files must not matter, and what is not text is said plainly."""

from __future__ import annotations

from kb import checks, library


def test_bom_and_windows_line_ends_read_like_any_other(world):
    root = world()
    plain = library.load(root)
    for file in [*root.rglob("*.md"), *root.rglob("*.yml")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    windows = library.load(root)
    assert checks.check(windows) == []
    assert windows.pages["lo", "index.md"].marks == plain.pages["lo", "index.md"].marks
    assert windows.events == plain.events


def test_a_file_that_is_not_utf8_is_one_problem(world):
    root = world()
    (root / "docs/en/index.md").write_bytes("---\ntitle: Caf\xe9\n---\n".encode("latin-1"))
    told = [problem.text() for problem in checks.check(library.load(root))]
    assert told == ["docs/en/index.md:1: this file is not UTF-8 text. Save it again as UTF-8. [Y04]"]


def test_every_scalar_is_text_until_the_model_types_it(world):
    root = world(edit={"data/institutions/office.yml": {"{en: An office, lo: ຫ້ອງການ}": "{en: no, lo: 2024-07-31}"}})
    office = library.load(root).institutions["office"]
    assert (office.name.en, office.name.lo) == ("no", "2024-07-31")


def test_the_newest_value_of_a_figure(world):
    members = library.load(world()).figures["members"]
    assert str(members.at().value) == "1234.5"
    assert str(members.at("2019").value) == "1000"
    assert str(members.at("2024").value) == "1234.5"
    assert members.at("2018") is None
