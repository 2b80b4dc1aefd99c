"""Which clock the ladder asks, over a table of situations: the one that runs now, if any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.supervision.rules import ladder, ladder_clock, ladder_lifts
from cases.supervision.rules.ladder import Lift, Rung, Side, StepState, Taken, Trigger
from cases.supervision.rules.ladder_clock import RungClock, Standing
from cases.tickets.rules.workflow import State
from tests.factories.people import moment

DAYS = WorkCalendar(published=frozenset({2026}))
# Promised until Wednesday 11 March 2026; the unit's own time ends a day earlier.
DUE, OWN = date(2026, 3, 11), date(2026, 3, 10)
LATE = date(2026, 3, 16)
IN_HAND = Standing(
    state=State.IN_HAND,
    ends={
        RungClock.PROMISE: DUE,
        RungClock.UNIT: OWN,
        RungClock.FEEDBACK: date(2026, 3, 5),
        RungClock.DISPATCH: OWN,
        RungClock.ACCEPT: date(2026, 3, 3),
        RungClock.DECISION: date(2026, 3, 12),
    },
)
PROMISE, UNIT, FEEDBACK = RungClock.PROMISE, RungClock.UNIT, RungClock.FEEDBACK
DISPATCH, ACCEPT, DECISION = RungClock.DISPATCH, RungClock.ACCEPT, RungClock.DECISION
URGE = Rung("urge", "催办", 20, Trigger.CLOCK, PROMISE, Side.AFTER, 1, reply_days=2)
REMINDER = Rung("before_due", "到期前提醒", 10, Trigger.CLOCK, PROMISE, Side.BEFORE, 2)
HINT = Rung("hint_letter", "督办提示函", 30, Trigger.CLOCK, PROMISE, Side.AFTER, 5, reply_days=3)
LETTER = Rung("letter", "督办函", 40, Trigger.UNANSWERED, follows="hint_letter", reply_days=3)
LADDER = (REMINDER, URGE, HINT, LETTER)

SITUATIONS = [
    # what it is, how it stands, and which clocks answer for those that a rung may name
    ("in hand", {}, {PROMISE: PROMISE, UNIT: UNIT, FEEDBACK: FEEDBACK}),
    ("to be dispatched", {"state": State.FILED}, {PROMISE: PROMISE, DISPATCH: DISPATCH}),
    ("to be accepted", {"state": State.ASSIGNED}, {PROMISE: PROMISE, ACCEPT: ACCEPT}),
    (
        "to be signed",
        {"state": State.RESOLVED},
        {PROMISE: PROMISE, UNIT: UNIT, DECISION: DECISION},
    ),
    # Promised in a round that is finished: the unit's new time answers.
    ("redone", {"round": 2}, {PROMISE: UNIT, UNIT: UNIT, FEEDBACK: FEEDBACK}),
    ("redone, to be signed", {"round": 2, "state": State.RESOLVED},
     {PROMISE: UNIT, UNIT: UNIT, DECISION: DECISION}),
    ("revived, to be dispatched", {"round": 2, "state": State.FILED}, {DISPATCH: DISPATCH}),
    ("revived, to be accepted", {"round": 2, "state": State.ASSIGNED}, {ACCEPT: ACCEPT}),
    # An extension asked for in time waits: what bounds the whole work is not asked.
    ("extension waits", {"extension_waits": True}, {FEEDBACK: FEEDBACK}),
    # Nobody here can act.
    ("clock stands still", {"is_paused": True}, {}),
    ("enterprise is asked", {"state": State.ASKING}, {}),
    ("parked", {"state": State.PARKED}, {}),
    ("handed up", {"state": State.HANDED_UP}, {}),
    ("to be confirmed", {"state": State.UNCONFIRMED}, {}),
    ("closed", {"state": State.CLOSED}, {}),
    ("merged", {"state": State.MERGED}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "how", "answers"), SITUATIONS, ids=[row[0] for row in SITUATIONS])
def test_the_clock_that_runs_now_answers(what, how, answers):
    standing = replace(IN_HAND, **how)

    found = {clock: ladder_clock.asked(clock, standing) for clock in RungClock}

    assert {clock: one.clock for clock, one in found.items() if one} == answers
    for one in found.values():
        assert one is None or one.end == IN_HAND.ends[one.clock]


def taken(on: date, standing: Standing, *before: Taken) -> list[str]:
    return [one.rung.code for one in ladder.due_rungs(LADDER, standing, before, DAYS, moment(on))]


def issued(code: str, on: date, until: date | None = None, state=StepState.ISSUED) -> Taken:
    return Taken(code, 0, state, until, taken_on=on)


def test_hands_that_have_just_begun_have_their_own_time_first():
    own_time = Limit("", "", 1, LimitUnit.WORKDAY, "")
    # Given to another unit on Friday: Monday is its own, on Tuesday it may be urged.
    begun = ladder_clock.quiet_until(date(2026, 3, 13), own_time, DAYS)
    standing = replace(IN_HAND, quiet_until=begun)

    assert [taken(date(2026, 3, day), standing) for day in (13, 16, 17)] == [[], [], ["urge"]]


def test_a_unit_that_came_late_is_not_led_to_the_letter_before_its_days_have_passed():
    standing = replace(IN_HAND, quiet_until=date(2026, 3, 16))
    urged = issued("urge", date(2026, 3, 17), date(2026, 3, 19))

    assert taken(date(2026, 3, 20), standing, urged) == []
    assert taken(date(2026, 3, 23), standing, urged) == ["hint_letter"]


def test_without_a_limit_of_own_time_it_is_the_very_day():
    standing = replace(IN_HAND, quiet_until=ladder_clock.quiet_until(LATE, None, DAYS))

    assert [taken(on, standing) for on in (LATE, date(2026, 3, 17))] == [[], ["urge"]]


def test_to_accept_and_to_decide_are_terms_of_their_own():
    late = Rung("not_accepted", "签收催办", 12, Trigger.CLOCK, ACCEPT, Side.AFTER, 1)
    standing = replace(IN_HAND, state=State.ASSIGNED, quiet_until=LATE)

    assert ladder.due_rungs([late], standing, [], DAYS, moment(date(2026, 3, 4)))


def test_one_rung_a_day_and_the_lowest_first():
    on, long_late = date(2026, 4, 1), replace(IN_HAND)

    assert taken(on, long_late) == ["urge"]
    assert taken(on, long_late, issued("urge", on)) == []


def test_the_next_rung_waits_while_the_reply_to_the_last_may_come_in_time():
    urged = issued("urge", date(2026, 4, 1), date(2026, 4, 3))

    assert [taken(date(2026, 4, day), IN_HAND, urged) for day in (2, 3, 7)] == [
        [], [], ["hint_letter"],
    ]  # fmt: skip


def test_what_lapsed_may_be_taken_again_and_what_was_answered_may_not():
    on = date(2026, 3, 12)

    assert taken(date(2026, 3, 13), IN_HAND, issued("urge", on, None, StepState.LAPSED)) == ["urge"]
    assert taken(date(2026, 3, 13), IN_HAND, issued("urge", on, None, StepState.ANSWERED)) == []


@pytest.mark.parametrize(
    ("how", "on", "ended"),
    [
        ({}, LATE, set()),
        ({"ends": {PROMISE: LATE}}, LATE, {"urge", "hint_letter", "letter"}),
        ({"ends": {PROMISE: date(2026, 3, 25)}}, LATE,
         {"before_due", "urge", "hint_letter", "letter"}),
        # Late still, by the other clock of this round; then not.
        ({"round": 2}, LATE, set()),
        ({"round": 2, "ends": {PROMISE: DUE, UNIT: date(2026, 3, 18)}}, LATE,
         {"urge", "hint_letter", "letter"}),
        # Where no clock is asked, the action itself decides.
        ({"state": State.CLOSED}, LATE, set()),
    ],
)  # fmt: skip
def test_what_takes_the_lateness_away_ends_what_stood_on_it(how, on, ended):
    rungs = {rung.code: rung for rung in LADDER}

    found = ladder_lifts.lapsed(rungs, rungs, replace(IN_HAND, **how), DAYS, moment(on))

    assert found == ended


def test_a_circle_of_rungs_has_no_root():
    one = Rung("one", "甲", 1, Trigger.UNANSWERED, follows="two")
    two = Rung("two", "乙", 2, Trigger.UNANSWERED, follows="one")

    assert ladder_lifts.root_of("one", {"one": one, "two": two}) is None


def test_waiting_for_others_ends_what_is_open_and_handing_in_lifts_it():
    for state in (State.ASKING, State.PARKED, State.HANDED_UP, State.CLOSED, State.MERGED):
        assert ladder_lifts.ends_steps("note", state)
    assert not ladder_lifts.ends_steps("note", State.IN_HAND)
    assert ladder_lifts.lifted_by("resolve") is Lift.RESULT
