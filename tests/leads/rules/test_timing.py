"""Each clock that a step starts is ended by some step, on every road to every end."""

from __future__ import annotations

import pytest

from cases.leads.rules import procedure, timing
from cases.leads.rules.matters import Route
from cases.leads.rules.procedure import STEPS, Action, Outcome, State
from cases.leads.rules.timing import LIMIT_OF, Clock

FIRST = (State.DRAFT, frozenset(timing.WITH_DRAFT))
ANSWERED = {State.FED_BACK, State.ACKNOWLEDGED, *procedure.ENDED}


def roads(route: Route) -> set[tuple[State, frozenset[Clock]]]:
    """Every state with every set of clocks that can run in it."""
    found, new = set(), {FIRST}
    while new:
        found |= new
        new = {
            (step.target, (running - set(ticks.ends)) | set(ticks.starts))
            for state, running in new
            for step in STEPS
            if step.source == state and route in step.routes
            for ticks in _ticks(step.action)
        } - found
    return found


def _ticks(action: Action) -> list[timing.Ticks]:
    usual = [timing.ticks_of(action)]
    return [*usual, timing.ENDS_MATTER] if action == Action.DISPOSE else usual


@pytest.mark.parametrize("route", list(Route))
def test_no_clock_runs_where_nobody_owes_anything(route):
    late = {(state, clock) for state, running in roads(route) for clock in running}

    assert {(state, clock) for state, clock in late if state in ANSWERED} == set()


SENDER = {Clock.WHOLE, Clock.TELL, Clock.LETTER}
OWED = {
    State.DRAFT: {Clock.PROPOSE, *SENDER},
    State.PROPOSED: {Clock.APPROVE, *SENDER},
    State.APPROVED: {Clock.DELIVER, *SENDER},
    State.ISSUED: {Clock.DELIVER, *SENDER},
    State.DELIVERED: {Clock.SIGN},
    State.SIGNED: {Clock.DECIDE, Clock.DISPOSE, Clock.LONGEST},
    State.RETURNED: {Clock.SUPPLY, Clock.DISPOSE, Clock.LONGEST},
    State.ACCEPTED: {Clock.DISPOSE, Clock.PROGRESS, Clock.LONGEST},
    State.IN_HAND: {Clock.DISPOSE, Clock.PROGRESS, Clock.LONGEST},
    State.DISPOSED: {Clock.PROGRESS, Clock.FEEDBACK, Clock.LONGEST},
    State.FORWARDED: {Clock.FEEDBACK, Clock.LONGEST},
}


@pytest.mark.parametrize("route", list(Route))
def test_only_what_is_owed_in_a_state_runs_there(route):
    for state, running in roads(route):
        assert running <= OWED.get(state, set()), (state, running)
        assert running or state in ANSWERED, state


def test_every_clock_has_a_limit_and_is_started_by_some_step():
    started = {clock for ticks in timing.TICKS.values() for clock in ticks.starts}

    assert set(LIMIT_OF) == set(Clock)
    assert started | {*timing.ENDS_MATTER.starts, *timing.WITH_DRAFT} == set(Clock)


def test_progress_is_no_final_answer():
    assert Outcome.IN_HAND not in procedure.FINAL_OUTCOMES
