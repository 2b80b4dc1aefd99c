"""What a clock ledger says: pauses never shorten, and facts of the past stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from cadres.deadlines.rules.limits import LimitUnit, due_on
from cadres.deadlines.rules.pauses import nearest
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.clocks import clock_explanations, clocks, recounts
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Run, Tick
from cases.tickets.rules.workflow import State
from tests.factories.people import moment

FRIDAY = moment(date(2026, 3, 6))
PLAIN = WorkCalendar(published=frozenset({2026, 2027}), version=1)
# The same, with a week in which the offices were closed.
FLOODED = WorkCalendar(
    closures={date(2026, 3, 9) + timedelta(days=i): "防汛" for i in range(5)},
    published=frozenset({2026, 2027}),
    version=2,
)
CALENDARS = {1: PLAIN, 2: FLOODED}.__getitem__
UNIT = (ClockKind.UNIT, None)

moments = st.integers(0, 270 * 24 * 60).map(lambda minutes: FRIDAY + timedelta(minutes=minutes))
terms = st.tuples(
    st.integers(1, 40),
    st.sampled_from([LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.HOUR]),
)


def started(amount: int = 7, measure: str = LimitUnit.WORKDAY, at: datetime = FRIDAY) -> Tick:
    return Tick(
        ClockKind.UNIT,
        ClockVerb.STARTED,
        at,
        since=at,
        key="unit_own",
        amount=amount,
        measure=measure,
        basis="测试",
        calendar=1,
    )


def then(verb: ClockVerb, at: datetime, **more: object) -> Tick:
    return replace(Tick(ClockKind.UNIT, verb, at), **more)


def run_of(*ticks: Tick) -> Run:
    return clocks.replay(ticks)[UNIT]


@given(terms, st.lists(moments, min_size=2, max_size=8, unique=True))
def test_pause_and_resume_never_shorten(term, points):
    begun, points = started(*term), sorted(points)
    ticks = [begun]
    for paused, resumed in zip(points[::2], points[1::2], strict=False):
        before = clocks.due(run_of(*ticks), CALENDARS)
        ticks += [then(ClockVerb.PAUSED, paused), then(ClockVerb.RESUMED, resumed)]
        after = clocks.due(run_of(*ticks), CALENDARS)
        assert (after.on, after.at or before.at) >= (before.on, before.at)


@given(st.integers(1, 30), moments, st.integers(0, 60))
def test_a_pause_gives_back_just_the_working_days_it_held(amount, paused, days):
    resumed = paused + timedelta(days=days)
    plain = clocks.due(run_of(started(amount)), CALENDARS).on

    held = run_of(started(amount), then(ClockVerb.PAUSED, paused), then(ClockVerb.RESUMED, resumed))

    since, until = timezone.localdate(paused), timezone.localdate(resumed)
    held_days = nearest(PLAIN.working_days_of(paused, resumed)) if since <= plain else 0
    again = PLAIN.roll_forward(until) if since <= plain else plain
    after = clocks.due(held, CALENDARS).on
    assert after == max(PLAIN.add_working_days(plain, held_days), again)


def test_what_is_late_stays_late_when_the_clock_is_paused_afterwards():
    late = FRIDAY + timedelta(days=60)
    run = run_of(
        started(7), then(ClockVerb.PAUSED, late), then(ClockVerb.RESUMED, late + timedelta(days=9))
    )

    assert clocks.due(run, CALENDARS).on == date(2026, 3, 17)


@given(terms, moments)
def test_a_second_pause_in_a_pause_changes_nothing(term, at):
    twice = run_of(
        started(*term),
        then(ClockVerb.PAUSED, at),
        then(ClockVerb.PAUSED, at + timedelta(hours=1)),
        then(ClockVerb.RESUMED, at + timedelta(days=9)),
    )
    once = run_of(
        started(*term),
        then(ClockVerb.PAUSED, at),
        then(ClockVerb.RESUMED, at + timedelta(days=9)),
    )

    assert clocks.due(twice, CALENDARS) == clocks.due(once, CALENDARS)


@given(st.integers(1, 30))
def test_a_clock_keeps_the_calendar_it_was_begun_on(amount):
    assert clocks.due(run_of(started(amount)), CALENDARS) == due_on(
        run_of(started(amount)).limit, FRIDAY, PLAIN
    )


@given(st.integers(1, 30))
def test_a_recount_counts_by_the_newer_calendar_and_leaves_what_was_before(amount):
    ticks = [started(amount)]
    before = clocks.due(run_of(*ticks), CALENDARS)

    recounted = [*ticks, then(ClockVerb.RECOUNTED, FRIDAY + timedelta(days=20), calendar=2)]

    assert clocks.due(run_of(*recounted), CALENDARS).on > before.on
    assert clocks.due(run_of(*recounted[:1]), CALENDARS) == before


def test_an_extension_is_counted_from_the_end_and_the_original_stays():
    longer = then(
        ClockVerb.EXTENDED,
        FRIDAY,
        key="extension_length",
        amount=5,
        measure=LimitUnit.WORKDAY,
        basis="批准",
    )
    run = run_of(started(7), longer)

    assert clocks.due(run, CALENDARS).on == date(2026, 3, 24)
    assert clocks.due(run, CALENDARS, with_extensions=False).on == date(2026, 3, 17)


def test_a_new_start_replaces_the_run_and_its_pauses():
    run = run_of(
        started(7),
        then(ClockVerb.PAUSED, FRIDAY + timedelta(days=1)),
        started(5, at=FRIDAY + timedelta(days=10)),
    )

    assert (run.paused_at, run.pauses) == (None, ())


def test_an_ended_clock_stands_no_longer_still():
    ended = FRIDAY + timedelta(days=3)
    run = run_of(started(7), then(ClockVerb.PAUSED, FRIDAY), then(ClockVerb.STOPPED, ended))

    assert (run.paused_at, run.is_running) == (None, False)


@pytest.mark.parametrize("state", sorted({State.CLOSED, State.UNCONFIRMED, State.VOID}))
def test_a_newer_calendar_moves_nothing_that_is_decided(state):
    runs = clocks.replay([started(7)])

    assert recounts.shifts(runs, state, 2, CALENDARS) == []


def test_a_newer_calendar_moves_what_runs():
    (shift,) = recounts.shifts(clocks.replay([started(7)]), State.IN_HAND, 2, CALENDARS)

    assert (shift.before, shift.after) == (date(2026, 3, 17), date(2026, 3, 24))


def test_a_stated_day_moves_by_no_calendar():
    stated = replace(started(), measure="", stated_on=date(2026, 3, 20))

    assert recounts.shifts(clocks.replay([stated]), State.IN_HAND, 2, CALENDARS) == []


# From the noon of the last day to a Saturday, and to the morning of a working day before it opens.
@example(1, moment(date(2026, 3, 9), 12, 1), 19)
@example(1, moment(date(2026, 3, 9), 17), 9)
@given(st.integers(1, 20), moments, st.integers(1, 20))
def test_the_days_that_are_said_to_count_are_as_many_as_the_limit(amount, paused, days):
    run = run_of(
        started(amount),
        then(ClockVerb.PAUSED, paused),
        then(ClockVerb.RESUMED, paused + timedelta(days=days)),
    )

    said = clock_explanations.explain(run, CALENDARS)

    assert said.days[-1].day == said.due.on
    assert sum(line.is_counted for line in said.days) == amount


def test_the_explanation_names_a_pause_and_an_extension():
    run = run_of(
        started(7),
        then(ClockVerb.PAUSED, FRIDAY + timedelta(days=3)),
        then(ClockVerb.RESUMED, FRIDAY + timedelta(days=5)),
        then(
            ClockVerb.EXTENDED,
            FRIDAY,
            key="extension_length",
            amount=2,
            measure=LimitUnit.WORKDAY,
            basis="批准",
        ),
    )

    words = "\n".join(line.reason for line in clock_explanations.explain(run, CALENDARS).days)

    assert "3月10日 暂停计时，不计入" in words
    assert "批准延期 2 个工作日" in words


def test_the_day_on_which_a_clock_runs_again_is_said_to_be_why_it_ends_then():
    noon = moment(date(2026, 3, 9), 12, 1)
    run = run_of(
        started(1), then(ClockVerb.PAUSED, noon), then(ClockVerb.RESUMED, noon + timedelta(days=19))
    )

    last = clock_explanations.explain(run, CALENDARS).days[-1]

    assert (last.day, last.is_counted) == (date(2026, 3, 30), False)
    assert last.reason == "3月30日 恢复计时，当日不算超期，到期日顺延至此"
