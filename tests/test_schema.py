"""The schemas that an editor's program reads: they accept what the project holds and are those that are committed."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import yaml
from conftest import PROJECT
from jsonschema import Draft7Validator

from kb import schema

SCHEMAS = {kind: json.loads(text) for kind, text in schema.schemas().items()}


def plain(value):
    """As a program for YAML reads it: dates as text."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, dt.date) else value


@pytest.mark.parametrize("kind", schema.FILES)
def test_every_record_of_the_project_fits_its_schema(kind):
    files = sorted(PROJECT.glob(schema.FILES[kind]))
    assert files
    validator = Draft7Validator(SCHEMAS[kind])
    for file in files:
        told = [one.message for one in validator.iter_errors(plain(yaml.safe_load(file.read_text("utf-8"))))]
        assert told == [], file


@pytest.mark.parametrize(("change", "told"), [
    ({"titel": {"en": "x", "lo": "x"}}, "'titel' was unexpected"),
    ({"status": "hold"}, "'hold' is not one of ['held', 'announced']"),
    ({"sources": "report"}, "'report' is not of type 'array'"),
])
def test_a_mistake_is_seen(change, told):
    event = plain(yaml.safe_load(next(PROJECT.glob("data/events/*.yml")).read_text("utf-8")))
    messages = [one.message for one in Draft7Validator(SCHEMAS["event"]).iter_errors(event | change)]
    assert any(told in message for message in messages)


def test_hints_come_in_both_languages_with_a_right_and_a_wrong_example():
    hint = SCHEMAS["source"]["properties"]["url"]["description"]
    assert "The address" in hint
    assert "ທີ່ຢູ່ເວັບ" in hint
    assert "✓ https://" in hint
    assert "✗ " in hint


def test_the_committed_schemas_are_those_that_the_records_give():
    """After a change of the model or its descriptions: run kb schema."""
    for kind, text in schema.schemas().items():
        assert (PROJECT / schema.FOLDER / f"{kind}.json").read_text("utf-8") == text


def test_the_editor_of_text_knows_which_schema_is_for_which_file():
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {f"{schema.FOLDER}/{kind}.json": files for kind, files in schema.FILES.items()}
