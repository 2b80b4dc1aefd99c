"""Which clock of a bad rating runs: its stages follow from the steps that were taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitKey
from cases.window_ratings.rules import limit_keys
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.procedure import State


class Stage(TextChoices):
    START = "start", "启动核实"
    VERIFY = "verify", "核实"
    ORDER = "order", "交办"
    RECTIFY = "rectify", "整改"
    TELL = "tell", "反馈评价人"
    CALL_BACK = "call_back", "回访"
    PUBLISH = "publish", "公示"


OF_STATE: dict[State, Stage] = {
    State.FILED: Stage.START,
    State.STARTED: Stage.VERIFY,
    State.VERIFIED: Stage.ORDER,
    State.RECTIFYING: Stage.RECTIFY,
    State.UNSIGNED: Stage.RECTIFY,
    State.ANSWERED: Stage.TELL,
    State.TOLD: Stage.CALL_BACK,
    State.CALLED: Stage.PUBLISH,
    State.COPIED: Stage.PUBLISH,
    State.APPROVED: Stage.PUBLISH,
}
_LIMITS: dict[Stage, LimitKey] = {
    Stage.START: limit_keys.START,
    Stage.VERIFY: limit_keys.VERIFY,
    Stage.ORDER: limit_keys.ORDER,
    Stage.TELL: limit_keys.TELL,
    Stage.CALL_BACK: limit_keys.CALL_BACK,
    Stage.PUBLISH: limit_keys.PUBLISH,
}


class Event(Protocol):
    """A step that was taken; `after` is the state to which it led."""

    pk: int
    after: str


@dataclass(slots=True)
class Run:
    """One clock: its stage, the step that started it, and the one that ended it."""

    stage: Stage
    begun: int
    ended: int | None = None


def limit_of(stage: Stage, demand: str) -> LimitKey:
    """Return the limit of a stage; that of rectification is by what was demanded."""
    return ASKED[Demand(demand)].limit if stage is Stage.RECTIFY else _LIMITS[stage]


def replay(events: Iterable[Event]) -> list[Run]:
    """Return every clock that the steps started, in their order; the last may still run."""
    runs: list[Run] = []
    for event in events:
        stage = OF_STATE.get(State(event.after))
        running = runs[-1] if runs and runs[-1].ended is None else None
        if running is not None and running.stage is stage:
            continue
        if running is not None:
            running.ended = event.pk
        if stage is not None:
            runs.append(Run(stage, event.pk))
    return runs
