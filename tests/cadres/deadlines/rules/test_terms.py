"""The kernel of terms: a row keeps what it was counted to, and a newer calendar moves it."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.deadlines.rules import limits, terms
from cadres.deadlines.rules.limits import TIME_UNITS, Limit, LimitUnit
from cadres.deadlines.rules.office_hours import Season, Span
from cadres.deadlines.rules.terms import OpenRow, OpenTerm
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors.terms import stored
from cases.leads.models import LeadClock, Stub
from cases.models import Application, Check, Topic
from tests.factories.people import moment

HOURS = (Season("", date(1990, 1, 1), (Span(time(8), time(12)),)),)
OLD = WorkCalendar(published=frozenset(range(2020, 2027)), version=1, hours=HOURS)
NEW = WorkCalendar(
    days_off={date(2027, 1, day): "元旦" for day in range(1, 6)},
    published=frozenset(range(2020, 2028)),
    version=2,
    hours=HOURS,
)
# The tables are made here, and not within an example.
assert OLD.is_working(date(2027, 1, 4))
assert not NEW.is_working(date(2027, 1, 4))
CALENDARS = {1: OLD, 2: NEW}.__getitem__
KINDS = [Application, Check, Topic, LeadClock, Stub]

some_limits = st.builds(
    Limit,
    st.just("topic"),
    st.just(""),
    st.integers(1, 60),
    st.sampled_from(TIME_UNITS),
    st.just(""),
)
some_moments = st.dates(date(2026, 1, 5), date(2026, 12, 31)).map(moment)


@settings(max_examples=25)
@given(some_limits, some_moments, st.sampled_from(KINDS))
def test_what_a_row_of_any_kind_keeps_is_what_its_term_comes_to(limit, since, kind):
    columns = terms.columns(terms.begin(limit, since, OLD), CALENDARS)

    kept = stored(kind(**columns), since, columns["due_on"])

    due = limits.due_on(limit, since, OLD)
    assert terms.due(kept, CALENDARS) == due
    assert (columns["due_on"], columns["is_due_provisional"]) == (due.on, due.is_provisional)
    assert terms.explain(kept, CALENDARS).days[-1].day == due.on


@settings(max_examples=25)
@given(some_limits, some_moments)
def test_a_term_that_reaches_into_the_year_is_recounted_when_its_notice_is_there(limit, since):
    term = terms.begin(limit, since, OLD)
    before = terms.due(term, CALENDARS)
    one = OpenTerm("专题办理", term, before.on, before.is_provisional)

    moved = terms.recount([OpenRow(7, "", 1, (one,))], OLD, NEW)

    after = limits.due_on(limit, since, NEW)
    assert bool(moved) == (before != after)
    assert [(shift.before, shift.after) for shift in moved.get(7, [])] in ([], [(before, after)])
    assert bool(moved) or after.is_provisional or not before.is_provisional


def test_a_day_that_was_stated_is_moved_by_no_calendar_and_needs_no_mark():
    stated = stored(Topic(due_on=date(2027, 1, 4)), moment(date(2026, 12, 1)), date(2027, 1, 4))
    one = OpenTerm("", stated, date(2027, 1, 4), is_provisional=True)

    assert terms.shift(one, 2, CALENDARS) is None
    assert terms.differences(OpenRow(1, "", 1, (one,)), CALENDARS) == []


def test_a_stored_day_or_mark_that_is_not_the_term_s_is_named():
    limit = Limit("topic", "", 3, LimitUnit.WORKDAY, "")
    term = terms.begin(limit, moment(date(2026, 12, 31)), OLD)
    due = terms.due(term, CALENDARS).on
    wrong = OpenTerm("专题办理", term, due + timedelta(days=1), is_provisional=False)

    found = terms.differences(OpenRow(1, "", 1, (wrong,)), CALENDARS)

    assert [one.label for one in found] == ["专题办理", "专题办理暂定"]
    assert terms.correction(wrong, CALENDARS).after.on == due


def test_of_a_day_whose_moment_nobody_knows_hours_begin_with_its_end():
    term = terms.begin(Limit("", "", 2, LimitUnit.HOUR, ""), date(2026, 3, 2), OLD)

    assert timezone.localtime(terms.due(term, CALENDARS).at).date() == date(2026, 3, 3)
