"""Every combination of state, action, party and way is decided."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.procedure.rules import procedure
from cases.leads.procedure.rules.procedure import STEPS, Action, Outcome, Party, State
from cases.leads.procedure.rules.vocabulary import DUTIES, Duty, Route, Side
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.reader import Reader
from tests.cases.leads.seating import MONDAY
from tests.factories.people import moment

NOW = moment(MONDAY, 9)


def reader(side: Side, duty: Duty) -> Reader:
    return Reader(Viewer(at=NOW, name="某人"), 1, 1, side, duty)


def parties(side: Side, duty: Duty, route: Route, *, is_lent: bool = False) -> frozenset[Party]:
    lead = SimpleNamespace(route=route, is_lent=is_lent)
    return folder_access.parties_of(reader(side, duty), lead)


def everybody(route: Route) -> frozenset[Party]:
    """Every part in which anybody who may have the lead acts on this way."""
    sides = {Route.OUTWARD: [Side.SENDER], Route.INWARD: [Side.RECEIVER]}.get(route, list(Side))
    found = [parties(side, duty, route) for side in sides for duty in DUTIES[side]]
    return frozenset().union(*found)


@pytest.mark.parametrize("route", list(Route))
def test_a_step_is_allowed_exactly_where_the_table_has_it(route):
    for state, action, party in product(State, Action, Party):
        on_route = [s for s in STEPS if route in s.routes]
        rows = [s for s in on_route if (s.source, s.action, s.party) == (state, action, party)]
        if rows:
            assert procedure.step_for(state, route, action, frozenset({party})) == rows[0]
            continue
        known = any(s.source == state and s.action == action for s in on_route)
        with pytest.raises(NotPermitted if known else WrongState):
            procedure.step_for(state, route, action, frozenset({party}))


@pytest.mark.parametrize("route", list(Route))
def test_buttons_are_the_steps_that_may_be_taken(route):
    for state, party in product(State, Party):
        for step in procedure.steps_from(state, route, frozenset({party})):
            assert procedure.step_for(state, route, step.action, frozenset({party})) == step


def test_nobody_may_do_anything_without_a_part_in_the_lead():
    assert not any(
        procedure.steps_from(state, route, frozenset()) for state, route in product(State, Route)
    )


def test_one_action_leads_from_one_state_to_one_other():
    targets = {}
    for step in STEPS:
        assert targets.setdefault((step.source, step.action), step.target) == step.target


def reached(route: Route) -> set[State]:
    """Every state that a lead comes to on this way, by those who may act there."""
    found, new = set(), {State.DRAFT}
    while new:
        found |= new
        steps = [s for state in new for s in procedure.steps_from(state, route, everybody(route))]
        new = {step.target for step in steps} - found
    return found


@pytest.mark.parametrize("route", list(Route))
def test_every_state_can_be_left_or_is_an_end(route):
    for state in reached(route):
        leave = [
            step
            for step in procedure.steps_from(state, route, everybody(route))
            if step.target != state
        ]
        assert bool(leave) != (state in procedure.ENDED), state


@pytest.mark.parametrize("route", list(Route))
def test_every_step_of_a_way_has_somebody_who_may_take_it(route):
    there = reached(route)
    nobody = {
        (step.source, step.action)
        for step in STEPS
        if route in step.routes and step.source in there and step.party not in everybody(route)
    }

    assert nobody == set()


def test_every_state_is_reached_on_some_way():
    assert set().union(*(reached(route) for route in Route)) == set(State)


def test_before_and_after_signing_are_told_apart():
    assert frozenset() == procedure.AFTER_SIGNING & procedure.BEFORE_DELIVERY
    assert State.DELIVERED not in procedure.AFTER_SIGNING
    for step in STEPS:
        if step.source in procedure.AFTER_SIGNING:
            assert step.target in procedure.AFTER_SIGNING, step


def test_a_final_feedback_carries_a_final_code():
    for state in State:
        assert set(procedure.outcomes_from(state)) <= procedure.FINAL_OUTCOMES
    assert procedure.outcomes_from(State.FORWARDED) == (Outcome.FORWARDED,)


@pytest.mark.parametrize("words", [State, Action, Party, Outcome, procedure.Refusal])
def test_every_word_is_said_in_chinese_and_once(words):
    labels = [one.label for one in words]
    assert len(set(labels)) == len(labels)
    assert all(label and not any("a" <= c <= "z" for c in label) for label in labels)


def test_a_refusal_says_whose_the_step_is():
    with pytest.raises(NotPermitted, match="移送方审批人"):
        procedure.step_for(State.PROPOSED, Route.INSIDE, Action.APPROVE, frozenset({Party.SENDER}))


INSIDE = {
    (Side.SENDER, Duty.CLERK): {Party.SENDER},
    (Side.SENDER, Duty.APPROVER): {Party.SENDER, Party.SENDER_DECIDER},
    (Side.SENDER, Duty.HEAD): {Party.SENDER, Party.SENDER_DECIDER},
    (Side.RECEIVER, Duty.CLERK): {Party.RECEIVER},
    (Side.RECEIVER, Duty.REGISTRAR): {Party.RECEIVER, Party.TAKER},
    (Side.RECEIVER, Duty.APPROVER): {Party.RECEIVER, Party.RECEIVER_DECIDER},
    (Side.RECEIVER, Duty.HEAD): {Party.RECEIVER, Party.TAKER, Party.RECEIVER_DECIDER},
}


@pytest.mark.parametrize(("side", "duty"), list(INSIDE))
def test_inside_the_county_each_side_acts_for_itself(side, duty):
    assert parties(side, duty, Route.INSIDE) == INSIDE[side, duty]


def test_what_a_body_outside_does_is_entered_by_those_on_our_side_of_the_desk():
    paper = {Party.TAKER, Party.RECEIVER_DECIDER}
    for duty in DUTIES[Side.SENDER]:
        assert parties(Side.SENDER, duty, Route.OUTWARD) == INSIDE[Side.SENDER, duty] | paper
    for duty in DUTIES[Side.RECEIVER]:
        own = INSIDE[Side.RECEIVER, duty]
        taken = own | {Party.SENDER} if Party.TAKER in own else own
        assert parties(Side.RECEIVER, duty, Route.INWARD) == taken


def test_to_whom_a_lead_is_lent_has_no_part_in_it():
    for side, route in product(Side, Route):
        for duty in DUTIES[side]:
            assert parties(side, duty, route, is_lent=True) == frozenset()


def test_new_files_come_to_those_who_decide_and_to_those_who_take():
    assert {d for d in Duty if folder_access.begins_with(Side.SENDER, d)} == {
        Duty.HEAD,
        Duty.APPROVER,
    }
    assert {d for d in Duty if folder_access.begins_with(Side.RECEIVER, d)} == {
        Duty.HEAD,
        Duty.REGISTRAR,
    }
