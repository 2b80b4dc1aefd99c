"""A unit's figures go by 承办时限, the county's by the promise; the difference is somebody's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cases.figures.rules.completion import Aspect, Bucket, By, Period
from cases.figures.selectors import clock_differences, completion
from cases.figures.selectors.completion import Question
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.clocks.time_spent import Spent
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.applications.admission import admit_ticket, decline_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.enterprise_questions import ask_enterprise
from cases.tickets.services.transitions import advance
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
ON = date(2026, 3, 20)
EARLY, LATE = date(2026, 3, 6), date(2026, 3, 27)
MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (9, 10, 11))
COUNTY_WIDE = [By.TOWNSHIP, By.CATEGORY, By.MONTH, By.COUNTY]
PAST = [None, date(2026, 3, 18)]


def asked(by=By.UNIT, as_of=None) -> Question:
    return Question(MARCH, by, as_of)


def where(by, viewer, as_of=None) -> str:
    """In which bucket the only ticket is."""
    total = completion.report(asked(by, as_of), seen_by=viewer).total
    return next(bucket.value for bucket in Bucket if getattr(total, bucket))


@pytest.fixture
def enterprise(db):
    return EnterpriseFactory(county=cast.county())


@pytest.fixture
def given(enterprise, handler):
    return {"enterprise": enterprise, "unit": handler.unit}


@pytest.mark.parametrize("as_of", PAST)
@pytest.mark.parametrize("by", COUNTY_WIDE)
def test_approved_after_the_promise_and_within_the_unit_s_own_time(given, leader, by, as_of):
    TicketFactory(closed=True, due_on=EARLY, unit_due_on=LATE, **given)

    assert where(By.UNIT, leader.viewer(ON), as_of) == Bucket.ON_TIME
    assert where(by, leader.viewer(ON), as_of) == Bucket.LATE


@pytest.mark.parametrize("as_of", PAST)
@pytest.mark.parametrize("by", COUNTY_WIDE)
def test_open_after_the_unit_s_own_time_and_within_the_promise(given, leader, by, as_of):
    TicketFactory(in_hand=True, due_on=LATE, unit_due_on=EARLY, **given)

    assert where(By.UNIT, leader.viewer(ON), as_of) == Bucket.OVERDUE
    assert where(by, leader.viewer(ON), as_of) == Bucket.WITHIN


@pytest.mark.parametrize(("own", "bucket"), [(LATE, Bucket.WITHIN), (EARLY, Bucket.OVERDUE)])
def test_in_a_later_round_that_round_s_time_binds_both(given, leader, own, bucket):
    ticket = TicketFactory(in_hand=True, round=2, due_on=EARLY, unit_due_on=own, **given)
    TicketEvent.objects.update(round=2)

    for as_of in PAST:
        assert {where(by, leader.viewer(ON), as_of) for by in By} == {bucket}
    assert ticket.due_on == EARLY


def test_a_later_round_that_ends_in_its_time_is_on_time_though_hours_were_promised(given, leader):
    TicketFactory(closed=True, round=2, due_on=EARLY, unit_due_on=LATE, is_late_hours=True, **given)

    assert where(By.COUNTY, leader.viewer(ON)) == Bucket.ON_TIME


def test_before_it_has_accepted_the_time_for_accepting_binds_the_unit(given, leader):
    ticket = TicketFactory(assigned=True, due_on=LATE, step_due_on=ON, **given)

    assert where(By.UNIT, leader.viewer(ON)) == Bucket.WITHIN
    assert where(By.UNIT, leader.viewer(date(2026, 3, 21))) == Bucket.OVERDUE
    assert where(By.COUNTY, leader.viewer(date(2026, 3, 21))) == Bucket.WITHIN
    assert ticket.unit_due_on is None


@pytest.mark.parametrize(
    ("paused_on", "bucket"), [(EARLY, Bucket.WITHIN), (date(2026, 3, 7), Bucket.OVERDUE)]
)
def test_a_clock_that_stands_still_ends_on_no_day(given, leader, paused_on, bucket):
    """What had ended before the pause is over all the same."""
    TicketFactory(
        in_hand=True,
        state=State.PARKED,
        due_on=EARLY,
        unit_due_on=EARLY,
        paused_at=moment(paused_on),
        **given,
    )

    for as_of in PAST:
        assert where(By.UNIT, leader.viewer(ON), as_of) == bucket
        assert where(By.COUNTY, leader.viewer(ON), as_of) == Bucket.OVERDUE


@pytest.fixture
def complaint(enterprise, dispatcher, handler):
    """About tendering, signed for on Monday 9 March: until the 10th it is to be decided whether it
    is taken, while the enterprise has the promise until the 23rd."""
    ticket = TicketFactory(enterprise=enterprise, filed_on=MONDAY)
    viewer = dispatcher.viewer(MONDAY)
    ticket = dispatch_ticket(ticket, actor=viewer, unit=handler.unit, handling_class="tender")
    return accept_ticket(ticket, actor=handler.viewer(MONDAY))


def test_before_it_is_taken_a_complaint_is_judged_by_the_day_for_that(complaint, leader):
    assert (complaint.unit_due_on, complaint.step_due_on) == (None, TUESDAY)
    assert where(By.UNIT, leader.viewer(TUESDAY)) == Bucket.WITHIN
    assert where(By.UNIT, leader.viewer(WEDNESDAY)) == Bucket.OVERDUE
    assert where(By.UNIT, leader.viewer(ON), WEDNESDAY) == Bucket.OVERDUE
    assert where(By.COUNTY, leader.viewer(WEDNESDAY)) == Bucket.WITHIN


def test_once_it_is_taken_its_ten_working_days_count(complaint, handler, leader):
    ticket = admit_ticket(complaint, actor=handler.viewer(TUESDAY))

    last, after = ticket.unit_due_on, ticket.unit_due_on + timedelta(days=1)
    assert last == date(2026, 3, 24)
    assert where(By.UNIT, leader.viewer(last)) == Bucket.WITHIN
    assert where(By.UNIT, leader.viewer(after)) == Bucket.OVERDUE
    # As of the day before, as it stood then.
    assert where(By.UNIT, leader.viewer(after), TUESDAY) == Bucket.WITHIN


@pytest.mark.parametrize(
    ("signed_on", "bucket"), [(date(2026, 3, 10), Bucket.ON_TIME), (date(2026, 3, 11), Bucket.LATE)]
)
def test_what_is_not_taken_is_in_time_where_that_was_signed_in_time(
    complaint, handler, head, leader, signed_on, bucket
):
    ticket = decline_ticket(complaint, actor=handler.viewer(TUESDAY), reason="不是利害关系人。")
    assert ticket.unit_due_on == TUESDAY

    over = {"state": State.CLOSED, "approved_on": signed_on, "closed_on": signed_on}
    Ticket.objects.filter(pk=ticket.pk).update(**over)

    assert where(By.UNIT, leader.viewer(ON)) == bucket


def test_while_the_enterprise_is_asked_nothing_of_the_unit_is_late(complaint, handler, leader):
    ask_enterprise(complaint, actor=handler.viewer(TUESDAY), question="请提供招标编号。")

    assert where(By.UNIT, leader.viewer(WEDNESDAY)) == Bucket.WITHIN


def test_what_a_ledger_told_has_no_day_but_its_promise(given, leader):
    TicketFactory(closed=True, due_on=EARLY, unit_due_on=None, **given)

    assert where(By.UNIT, leader.viewer(ON)) == Bucket.LATE


@pytest.mark.parametrize("outcome", [Bucket.WITHDRAWN, Bucket.REDIRECTED, Bucket.DEREGISTERED])
@pytest.mark.parametrize("as_of", PAST)
def test_what_was_not_done_stands_apart_and_is_never_closed(given, leader, outcome, as_of):
    apart = TicketFactory(closed=True, outcome=outcome.value, **given)
    viewer = leader.viewer(ON)
    figures = completion.report(asked(as_of=as_of), seen_by=viewer).total

    assert where(By.UNIT, viewer, as_of) == outcome
    assert (figures.received, figures.closed, figures.apart) == (1, 0, 1)
    assert figures.timely.value is None
    for bucket in (outcome, completion.APART):
        behind = completion.tickets(asked(as_of=as_of), seen_by=viewer, bucket=bucket)
        assert list(behind) == [apart]


@pytest.fixture
def disputed(enterprise, dispatcher, handler):
    """Filed on Monday 2 March, dispatched on the 5th, given back on the 6th, and once more on the
    11th; accepted on the 12th."""
    ticket = TicketFactory(enterprise=enterprise, filed_on=date(2026, 3, 2))
    way = {"handling_class": "simple"}
    to = handler.unit
    ticket = dispatch_ticket(ticket, actor=dispatcher.viewer(date(2026, 3, 5)), unit=to, **way)
    ticket = advance(ticket, Action.OBJECT, actor=handler.viewer(date(2026, 3, 6)), unit=None)
    ticket = dispatch_ticket(ticket, actor=dispatcher.viewer(date(2026, 3, 11)), unit=to, **way)
    return accept_ticket(ticket, actor=handler.viewer(date(2026, 3, 12)))


def test_the_difference_is_shown_as_whose_it_is(disputed, leader):
    viewer = leader.viewer(date(2026, 3, 16))
    report = completion.report(asked(), seen_by=viewer)
    row, total = clock_differences.of(report)

    assert disputed.due_on < viewer.today <= disputed.unit_due_on
    assert (report.total.overdue, report.total.missed_elsewhere) == (0, 1)
    assert row.row.label == "县供电公司"
    assert row.days == {
        Spent.DISPATCH: 3,
        Spent.ACCEPTANCE: 2,
        Spent.DISPUTE: 3,
        Spent.UNIT: 2,
    }
    assert total.days == row.days
    behind = completion.tickets(asked(), seen_by=viewer, bucket=Aspect.MISSED_ELSEWHERE)
    assert list(behind) == [disputed]


def test_as_of_a_past_day_no_more_than_was_spent_then(disputed, leader):
    viewer = leader.viewer(ON)
    report = completion.report(asked(as_of=date(2026, 3, 10)), seen_by=viewer)

    # It lies with the office, whose the promise is: nothing differs.
    assert clock_differences.of(report) == []


def test_where_the_clocks_agree_nothing_differs(given, leader):
    TicketFactory(closed=True, **given)
    report = completion.report(asked(), seen_by=leader.viewer(ON))

    assert clock_differences.of(report) == []
