"""What must be said everywhere is said everywhere: every rule has its world, every label both languages and a use."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import jinja2
import material
import pytest
import yaml
from conftest import HERE, PROJECT

from kb import lao, library
from kb.pdf.sheets import LABELS
from kb.problem import rules
from kb.search import WORDS


def test_every_rule_has_a_world_that_breaks_it():
    told = "".join(
        file.read_text("utf-8")
        for file in [*(HERE / "cases").rglob("*.yml"), *HERE.rglob("test_*.py")]
        if file.name != "test_documented.py"
    )
    assert [code for code in rules() if f"[{code}]" not in told and f"code: {code}\n" not in told] == []


@pytest.mark.parametrize("code", sorted(rules()))
def test_both_languages_of_a_rule_name_the_same_values(code):
    def names(sentence):
        return {name for _, name, _, _ in Formatter().parse(sentence) if name}

    rule = rules()[code]
    assert names(rule.what["en"] + rule.fix["en"]) == names(rule.what["lo"] + rule.fix["lo"])


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_has_a_wrong_and_a_right_example(code):
    """For a rule about Lao letters the wrong one breaks that rule; no right one breaks any of them."""
    rule = rules()[code]
    assert rule.wrong.strip()
    assert rule.right.strip()
    assert rule.wrong != rule.right
    assert rule.shown(rule.wrong) != rule.shown(rule.right)
    if code in {one.code for one in lao.RULES} | {lao.NOT_NFC}:
        assert code in {one.code for one in lao.findings(rule.wrong)}
    assert list(lao.findings(rule.right)) == []


def test_what_no_eye_sees_is_shown_by_its_code_point():
    """A page that showed it as it is would show two equal examples, or a letter that the site's font does not have."""
    assert {code: rules()[code].shown(rules()[code].wrong) for code in ("L02", "L03", "L04", "L05", "L12")} == {
        "L02": "ກ[U+0EC7]",
        "L03": "ທັມ[U+0E98]",
        "L04": "ປະກັນ[U+200B]ສັງຄົມ",
        "L05": "ສປປ[U+00A0]ລາວ",
        "L12": "ທ\u0ecd\u0eb2ອິດ <!-- U+0ECD U+0EB2 -->",
    }
    assert [code for code, rule in rules().items() if rule.shown(rule.right) != rule.right] == []


def test_every_label_is_used_and_every_used_label_exists():
    labels = set(library.load(PROJECT).strings)
    templates = [*(PROJECT / "overrides").rglob("*.html"), *(PROJECT / "overrides").rglob("*.txt")]
    code = "".join(file.read_text("utf-8") for file in (PROJECT / "scripts").rglob("*.py"))
    text = code + "".join(file.read_text("utf-8") for file in templates)
    named = set(re.findall(r"""(?<!words\.)\bt\(f?"([a-z.-]+?)"\)|strings\[f?"([a-z.-]+?)"\]""", text))
    used = {first or second for first, second in named} | {f"search.{word}" for word in WORDS}
    used |= {f"pdf.{label}" for label in LABELS} | (set(re.findall(r'"([a-z]+\.[a-z.-]+)"', code)) & labels)
    families = set(re.findall(r""""([a-z.-]+\.)" ~ """, text)) | {"unit.", "qualifier."}
    assert used - labels == set()
    assert {label for label in labels - used if not label.startswith(tuple(families))} == set()


def theme_words(lang, folder):
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=False)  # noqa: S701
    source = (Path(folder) / f"partials/languages/{lang}.html").read_text("utf-8")
    keys = re.findall(r'^\s*"([a-z.]+)":', source, re.MULTILINE)
    words = environment.get_template(f"partials/languages/{lang}.html").module
    return {key: str(words.t(key)) for key in keys}


def test_the_theme_speaks_lao():
    """Material ships no Lao; every word it has in English is there, and the page's language is right."""
    english = theme_words("en", Path(material.__file__).parent / "templates")
    lao = theme_words("lo", PROJECT / "overrides")
    assert set(lao) == set(english)
    assert (lao["language"], lao["direction"]) == ("lo", "ltr")
    assert [key for key, word in lao.items() if not word] == []


def test_the_theme_has_the_style_sheet_that_the_templates_name():
    """The name carries a hash that changes with the theme."""
    page = (PROJECT / "overrides/main.html").read_text("utf-8")
    sheet = re.search(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css", page)
    assert sheet
    assert (Path(material.__file__).parent / "templates" / sheet[0]).exists()


def test_ci_runs_the_readmes_test_command():
    assert "make test" in (PROJECT / ".ci/run").read_text("utf-8")
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert "make serve" in readme
    assert "make test" in readme


def test_locks_hold_hashes_and_the_named_versions():
    for name in ("requirements.lock", "requirements-test.lock"):
        lock = (PROJECT / name).read_text("utf-8")
        packages = re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE)
        assert lock.count("--hash=sha256:") >= len(packages)
        pinned = dict(packages)
        wanted = {
            "mkdocs": "1.6.1", "mkdocs-material": "9.8.1", "mkdocs-static-i18n": "1.3.1", "pymdown-extensions": "13.1",
        }
        assert {key: pinned[key] for key in wanted} == wanted


def test_records_of_the_good_world_are_read_by_the_schema_of_yaml():
    """The cases themselves are plain YAML that a person can read."""
    for file in (HERE / "cases").rglob("*.yml"):
        case = yaml.safe_load(file.read_text("utf-8"))
        assert case["about"], file
