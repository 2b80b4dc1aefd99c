"""What was said in a run of the promise is not said again where a merger brings an earlier day.

An earlier promise that comes in with a ticket (并入) is written as a new start of the clock, and a
start begins a run. Yet nobody was given more time: whoever was urged is not urged once more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from cases.supervision.rules.ladder import Rung, StepState, Taken
from cases.supervision.rules.ladder_clock import RungClock
from cases.supervision.rules.ladder_lifts import root_of


def carried(
    taken: Collection[Taken], rungs: Mapping[str, Rung], before: int, more: int
) -> list[Taken]:
    """Return the steps as they are counted after the promise began `more` times with a merger.

    `before` says in which run it was. Steps of runs that were over stay where they are.
    """
    return [
        replace(step, cycle=step.cycle + more) if _is_of_run(step, taken, rungs, before) else step
        for step in taken
    ]


def _is_of_run(
    step: Taken, taken: Collection[Taken], rungs: Mapping[str, Rung], before: int
) -> bool:
    root = root_of(step.code, rungs)
    if root is None or root.clock != RungClock.PROMISE:
        return False
    lapsed = sum(one.code == root.code and one.state == StepState.LAPSED for one in taken)
    return step.cycle == before + lapsed
