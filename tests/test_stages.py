"""The state of a stage and the outcome of a forecast follow from the steps."""

from __future__ import annotations

import pytest

from kb import library, stages

STEP = """
  - id: {id}
    date: {date}
    stage: {stage}
    status: {status}
    title: {{en: A step, lo: ຂັ້ນຕອນ}}
    detail: {{en: It was taken., lo: ໄດ້ດຳເນີນແລ້ວ.}}
    confidence: high
    sources: [report]{more}
"""
FORECAST = """
    forecast: {{en: It will be adopted., lo: ຈະໄດ້ຮັບການຮັບຮອງ.}}
    due: {due}"""


@pytest.fixture
def amendment(world):
    """An amendment as of February 2026 with these steps besides the first law."""
    def make(*steps):
        text = "".join(
            STEP.format(id=f"s{n}", date=date, stage=stage, status=status, more=FORECAST.format(due=due) if due else "")
            for n, (date, stage, status, due) in enumerate(steps)
        )
        read = library.load(world(edit={"data/amendment.yml": {"steps:\n": f"steps:{text}"}}))
        assert read.problems == ()
        return read.amendment
    return make


def states(amendment):
    return {one.stage: one.state for one in stages.stands(amendment)}


def test_a_stage_stands_as_its_newest_step_unless_one_is_under_way(amendment):
    found = states(amendment(
        ("2023-05", "review", "done", ""), ("2022", "review", "missed", ""),
        ("2023-11", "drafting", "under-way", ""), ("2024", "drafting", "done", ""),
        ("2024", "consultation", "not-known", ""),
    ))
    assert found == {
        "review": "done", "drafting": "under-way", "consultation": "not-known", "adoption": "none",
        "partial-change": "none", "earlier-law": "done",
    }


def test_the_steps_of_a_stage_are_in_the_order_of_time(amendment):
    stand = stages.stands(amendment(("2024", "review", "done", ""), ("2022-09", "review", "done", "")))[0]
    assert [str(step.date) for step in stand.steps] == ["2022-09", "2024"]


@pytest.mark.parametrize(("due", "became"), [
    ("2024", "missed"), ("2026-01", "missed"), ("2026-02", "expected"), ("2026", "expected"), ("", ""),
])
def test_a_forecast_is_missed_when_its_time_has_passed_without_an_adoption(amendment, due, became):
    read = amendment(("2023", "review", "done", due))
    assert stages.outcome(read, read.steps[0]) == became


@pytest.mark.parametrize(("adopted", "status", "became"), [
    ("2024-12-20", "done", "fulfilled"), ("2025-01-02", "done", "missed"), ("2024-12", "expected", "missed"),
])
def test_only_an_adoption_in_time_fulfils_a_forecast(amendment, adopted, status, became):
    read = amendment(("2023", "review", "done", "2024"), (adopted, "adoption", status, ""))
    assert stages.outcome(read, read.steps[0]) == became
