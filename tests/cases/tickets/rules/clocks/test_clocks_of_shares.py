"""A part stands still with the unit's own time, and ends where the unit gives the ticket up."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cadres.deadlines.rules.limits import Limit, LimitUnit
from cases.tickets.rules.clocks import clocks
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Move, Run
from cases.tickets.rules.workflow import Action, Party, State

AT = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LIMIT = Limit("co_answer", "", 3, LimitUnit.WORKDAY, "测试")


def runs(paused_at=None, ended_at=None):
    run = Run(
        ClockKind.SHARE, "co_answer", "", AT, LIMIT, None, 0, paused_at=paused_at, ended_at=ended_at
    )
    return {(ClockKind.SHARE, 7): run}


def verbs(action, before, after, **state):
    move = Move(action, Party.HANDLER, before, after)
    found = clocks.commands_for(move, runs(**state), [])
    return [(c.verb, c.share_id) for c in found if c.kind is ClockKind.SHARE]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        (Action.RECALL, State.ASSIGNED, State.FILED),
        (Action.OBJECT, State.ASSIGNED, State.FILED),
        (Action.REASSIGN, State.ASSIGNED, State.ASSIGNED),
        (Action.REASSIGN, State.IN_HAND, State.ASSIGNED),
        (Action.VOID, State.ASSIGNED, State.VOID),
        (Action.MERGE, State.IN_HAND, State.MERGED),
        (Action.WITHDRAW, State.IN_HAND, State.CLOSED),
    ],
)
def test_it_ends_where_the_unit_loses_the_ticket_or_the_ticket_ends(action, before, after):
    assert verbs(action, before, after) == [(ClockVerb.STOPPED, 7)]


@pytest.mark.parametrize("state", [State.ASKING, State.PARKED])
def test_it_stands_still_while_the_ticket_does(state):
    assert verbs(Action.ASK, State.IN_HAND, state) == [(ClockVerb.PAUSED, 7)]
    assert verbs(Action.RESUME, state, State.IN_HAND, paused_at=AT) == [(ClockVerb.RESUMED, 7)]


def test_an_action_during_the_pause_does_not_wake_it():
    assert verbs(Action.REPLY, State.PARKED, State.PARKED, paused_at=AT) == []


@pytest.mark.parametrize("action", [Action.NOTE, Action.MEASURE, Action.ANSWER_SHARE])
def test_what_the_leading_unit_does_in_between_does_not_move_it(action):
    assert verbs(action, State.IN_HAND, State.IN_HAND) == []


def test_what_has_ended_ends_once():
    assert verbs(Action.RECALL, State.ASSIGNED, State.FILED, ended_at=AT) == []
