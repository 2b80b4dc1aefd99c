"""Every combination of state, action and party is decided."""

from __future__ import annotations

from itertools import product

import pytest

from cadres.errors import NotPermitted, WrongState
from cases.tickets.rules import workflow
from cases.tickets.rules.workflow import STEPS, Action, Party, State


@pytest.mark.parametrize(("state", "party"), list(product(State, Party)))
def test_a_step_is_allowed_exactly_where_the_table_has_it(state, party):
    for action in Action:
        _is_as_in_the_table(state, action, party)


def _is_as_in_the_table(state, action, party):
    rows = [s for s in STEPS if (s.source, s.action, s.party) == (state, action, party)]
    if rows:
        assert workflow.step_for(state, action, frozenset({party})) == rows[0]
        return
    known = any(s.source == state and s.action == action for s in STEPS)
    with pytest.raises(NotPermitted if known else WrongState):
        workflow.step_for(state, action, frozenset({party}))


def test_nobody_may_press_anything_without_a_part_in_the_ticket():
    assert all(workflow.actions_for(state, frozenset()) == () for state in State)


def test_what_no_figure_counts_is_left_alone():
    for state in workflow.NOT_COUNTED:
        assert workflow.actions_for(state, frozenset(Party)) == ()


def test_one_action_leads_from_one_state_to_one_other():
    targets = {}
    for step in STEPS:
        assert targets.setdefault((step.source, step.action), step.target) == step.target


def test_every_state_but_the_last_ones_waits_for_somebody():
    assert set(workflow.WAITS_FOR) == set(State) - workflow.ENDED


def test_a_refusal_says_whose_the_step_is():
    with pytest.raises(NotPermitted, match="助企办"):
        workflow.step_for(State.FILED, Action.DISPATCH, frozenset({Party.HANDLER}))
