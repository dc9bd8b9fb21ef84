"""Every field of a record is described in both languages, with an example that the model takes and one it refuses."""

from __future__ import annotations

import json
from typing import Annotated

import pytest
import yaml
from conftest import PROJECT
from pydantic import TypeAdapter, ValidationError

from kb import drawing, lao, model, upkeep, yamlfile

FILE = PROJECT / "scripts/kb/records.yml"
MODELS = {
    "source": model.Source, "institution": model.Institution, "former-name": model.FormerName, "event": model.Event,
    "speaker": model.Speaker, "participants": model.Participants, "figure": model.Figure, "value": model.Value,
    "chart": drawing.Chart, "bar": drawing.Bar, "lesson": model.Lesson, "brief": model.Brief,
    "version": model.Version, "step": model.Step, "term": model.Term, "change": upkeep.Change, "page": model.PageMeta,
    "translation": model.Translation,
}
NAMED_BY_FILE = {"source", "institution", "event", "figure", "lesson", "brief"}
"""The name of the file is the id, so an editor does not write it."""
FREE_TEXT = {
    "source.title", "source.publisher", "event.title", "speaker.name", "speaker.point", "term.en", "term.lo",
    "change.text", "page.title", "page.summary", "page.next_step",
}
"""The model takes any words here; the bad example is for reviewers."""
NOT_PLAIN = ("**", "__", "](", "<", "\n")

TEXT = FILE.read_text("utf-8")
READ = {"as records": yamlfile.parse(TEXT, FILE.name)[0].value["kinds"], "as YAML": yaml.safe_load(TEXT)["kinds"]}
KINDS = READ["as records"]
FIELDS = [(kind, field) for kind, described in KINDS.items() for field in described["fields"]]
each_field = pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}.{field}" for kind, field in FIELDS])


def accepts(kind, field):
    info = MODELS[kind].model_fields[field]
    return TypeAdapter(Annotated[info.annotation, info]).validate_python


def test_the_file_is_one_that_an_editor_could_write():
    assert yamlfile.parse(TEXT, FILE.name)[1] == []
    assert json.dumps(READ["as YAML"])


def test_every_kind_is_described():
    assert list(KINDS) == list(MODELS)
    assert {tuple(described) for described in KINDS.values()} == {("home", "about", "fields")}


@pytest.mark.parametrize("kind", MODELS)
def test_the_fields_are_those_of_the_model_in_its_order(kind):
    left_out = {"id"} if kind in NAMED_BY_FILE else set()
    assert list(KINDS[kind]["fields"]) == [name for name in MODELS[kind].model_fields if name not in left_out]


@each_field
def test_a_field_is_described_in_both_languages(kind, field):
    described = KINDS[kind]["fields"][field]
    assert set(described) == {"en", "lo", "good", "bad"}
    assert described["en"] != described["lo"]
    for words in (described["en"], described["lo"]):
        assert 0 < len(words) <= 160
        assert not words.endswith(".")
        assert not any(sign in words for sign in NOT_PLAIN)
        assert words.count("`") % 2 == 0
    assert described["en"].isascii()
    assert list(lao.findings(described["lo"])) == []


@pytest.mark.parametrize("kind", MODELS)
def test_a_kind_is_described_in_both_languages(kind):
    about = KINDS[kind]["about"]
    assert set(about) == {"en", "lo"}
    assert about["en"].isascii()
    assert about["en"] != about["lo"]
    assert list(lao.findings(about["lo"])) == []


@pytest.mark.parametrize("reading", READ)
@each_field
def test_the_model_takes_the_good_example(kind, field, reading):
    accepts(kind, field)(READ[reading][kind]["fields"][field]["good"])


@pytest.mark.parametrize("reading", READ)
@each_field
def test_the_model_refuses_the_bad_example_unless_any_words_will_do(kind, field, reading):
    bad = READ[reading][kind]["fields"][field]["bad"]
    if f"{kind}.{field}" in FREE_TEXT:
        assert accepts(kind, field)(bad)
        assert bad != READ[reading][kind]["fields"][field]["good"]
    else:
        with pytest.raises(ValidationError):
            accepts(kind, field)(bad)


@pytest.mark.parametrize("kind", MODELS)
def test_the_good_examples_of_a_kind_make_a_record(kind):
    goods = {field: described["good"] for field, described in KINDS[kind]["fields"].items()}
    MODELS[kind].model_validate(goods | ({"id": "an-example"} if kind in NAMED_BY_FILE else {}))


def test_the_lao_of_the_examples_is_spelt_right():
    assert list(lao.findings(TEXT)) == []
