"""Each clock that a step starts is ended by some step, on every road to every end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.leads.procedure.rules import clocks, procedure
from cases.leads.procedure.rules.clocks import LIMIT_OF, Clock
from cases.leads.procedure.rules.procedure import STEPS, Action, Outcome, State
from cases.leads.procedure.rules.vocabulary import Route

FIRST = (State.DRAFT, frozenset(clocks.WITH_DRAFT))
ANSWERED = {State.FED_BACK, State.ACKNOWLEDGED, *procedure.ENDED}


def roads(route: Route) -> set[tuple[State, frozenset[Clock]]]:
    """Every state with every set of clocks that can run in it."""
    found, new = set(), {FIRST}
    while new:
        found |= new
        new = {
            (step.target, (running - {*ticks.ends, *ticks.voids}) | set(ticks.starts))
            for state, running in new
            for step in STEPS
            if step.source == state and route in step.routes
            for ticks in _ticks(step)
        } - found
    return found


def _ticks(step: procedure.Step) -> list[clocks.Ticks]:
    """What the step may do to the clocks: with a named reporter it does more."""
    usual = clocks.ticks_of(step.action)
    if step.action == Action.SUGGEST and step.source == State.RETURNED:
        return [clocks.AFTER_RETURN]
    if step.action == Action.FEED_BACK and step.source == State.IN_HAND:
        return [usual, clocks.RESULT_OWED]
    if step.action == Action.SIGN:
        return [usual, replace(usual, starts=(*usual.starts, Clock.INTAKE))]
    return [usual]


@pytest.mark.parametrize("route", list(Route))
def test_no_clock_runs_where_nobody_owes_anything(route):
    """What the receiver owes the reporter outlasts the answer to the sender."""
    late = {(state, clock) for state, running in roads(route) for clock in running}
    owed = {(state, clock) for state, clock in late if state in ANSWERED}

    assert {clock for _, clock in owed} <= clocks.TOWARD_REPORTER


SENDER = {Clock.WHOLE, Clock.TELL, Clock.LETTER}
OWED = {
    State.DRAFT: {Clock.PROPOSE, *SENDER},
    State.PROPOSED: {Clock.APPROVE, *SENDER},
    State.APPROVED: {Clock.DELIVER, *SENDER},
    State.ISSUED: {Clock.DELIVER, *SENDER},
    State.DELIVERED: {Clock.SIGN},
    State.SIGNED: {Clock.DECIDE, Clock.LONGEST, Clock.INTAKE},
    State.SUGGESTED: {Clock.DECIDE, Clock.LONGEST, Clock.INTAKE},
    State.DECIDED: {Clock.DECIDE, Clock.LONGEST, Clock.INTAKE},
    State.RETURNED: {Clock.SUPPLY, Clock.LONGEST, Clock.INTAKE},
    State.IN_HAND: {Clock.PROGRESS, Clock.LONGEST, Clock.INTAKE},
    State.FORWARDED: {Clock.LONGEST},
    **dict.fromkeys((State.FED_BACK, State.ACKNOWLEDGED, State.CLOSED), clocks.TOWARD_REPORTER),
}


@pytest.mark.parametrize("route", list(Route))
def test_only_what_is_owed_in_a_state_runs_there(route):
    for state, running in roads(route):
        assert running <= OWED.get(state, set()), (state, running)
        assert running or state in ANSWERED, state


def test_every_clock_has_a_limit_and_is_started_by_some_step():
    started = {clock for ticks in clocks.TICKS.values() for clock in ticks.starts}

    assert set(LIMIT_OF) == set(Clock)
    assert started | {*clocks.WITH_DRAFT, *clocks.TOWARD_REPORTER} == set(Clock)


def test_progress_is_no_final_answer():
    assert Outcome.IN_HAND not in procedure.FINAL_OUTCOMES
