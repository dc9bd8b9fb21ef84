"""How far the amendment has come: the state of each stage and of each forecast, computed from the steps.

Nobody writes down that a stage is done or a forecast missed, so it cannot contradict the steps.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.dates import PartialDate
from kb.facets import Facet, facet
from kb.library import Library
from kb.model import Amendment, Stage, Step

WAY: tuple[Stage, ...] = ("review", "drafting", "consultation", "adoption", "partial-change")
"""The stages of the amendment itself; the partial change of 2025 stands beside them."""
AROUND: tuple[Stage, ...] = ("earlier-law", "context")
LAST_DAY = (99, 99)
"""A forecast for a year or a month has until its end."""


@dataclass(frozen=True)
class Stand:
    """A stage with its steps, the earliest first. ``state`` is that of a step, or "none" where no step was found."""

    stage: Stage
    state: str
    steps: tuple[Step, ...]


def stands(amendment: Amendment) -> list[Stand]:
    """The stages of the way in their order, then what stands around it if there is any."""
    found = [_stand(stage, amendment) for stage in WAY]
    around = [_stand(stage, amendment) for stage in AROUND]
    return [*found, *(one for one in around if one.steps)]


def facets(library: Library, amendment: Amendment, lang: str) -> tuple[Facet, ...]:
    """By what readers can narrow the steps: the stages in their order, the actors with the most steps first."""
    steps, known = amendment.steps, library.institutions
    return (
        facet("stage", library.strings["step.stage"][lang], (step.stage for step in steps),
              lambda stage: library.strings[f"step.stage.{stage}"][lang], [one.stage for one in stands(amendment)]),
        facet("actor", library.strings["step.actor"][lang], (actor for step in steps for actor in step.actors),
              lambda actor: known[actor].name[lang] if actor in known else actor),
    )


def _stand(stage: Stage, amendment: Amendment) -> Stand:
    steps = tuple(sorted((one for one in amendment.steps if one.stage == stage), key=lambda one: one.date))
    return Stand(stage, _state(steps), steps)


def _state(steps: tuple[Step, ...]) -> str:
    """Under way as long as one step is; else as the newest step stands."""
    if any(one.status == "under-way" for one in steps):
        return "under-way"
    return steps[-1].status if steps else "none"


def outcome(amendment: Amendment, step: Step) -> str:
    """What became of the forecast made at a step: fulfilled, missed, or still expected."""
    if step.due is None:
        return ""
    adopted = [one.date for one in amendment.steps if one.stage == "adoption" and one.status == "done"]
    if any(_start(date) <= _end(step.due) for date in adopted):
        return "fulfilled"
    return "missed" if _end(step.due) < _start(amendment.status.as_of) else "expected"


def _start(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 0, date.day or 0


def _end(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or LAST_DAY[0], date.day or LAST_DAY[1]
