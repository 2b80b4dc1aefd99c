"""What the history of a ticket tells: in time or not, returned, extended late, opened again."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.limits import moment_of
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.rules.definitions.handling import ColumnMeasure, HistoryMeasure
from cases.figures.rules.limit_keys import NEAR_DUE
from cases.figures.selectors import cross_tables
from cases.models import Application, Objection, Ticket
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from cases.tickets.services.handling.results import note_progress
from tests import cast
from tests.cases import drafted
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 3, day) for day in (2, 3, 4, 5))
FRIDAY, NEXT_MONDAY, NEXT_TUESDAY = (date(2026, 3, day) for day in (6, 9, 10))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
LATER = date(2026, 4, 20)
EVERY = (*HistoryMeasure.values, *ColumnMeasure.values, "closed")


@pytest.fixture
def ticket(db, liaison) -> Ticket:
    """Filed on a Monday: one working day to dispatch it, one to accept, three to answer."""
    enterprise = EnterpriseFactory(county=cast.county())
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    problem = Problem(CategoryFactory(), "厂区停电", "visit", enterprise=enterprise)
    return file_ticket(problem, actor=liaison.viewer(MONDAY))


def dispatched(ticket, dispatcher, handler, on) -> Ticket:
    return dispatch_ticket(
        ticket, actor=dispatcher.viewer(on), unit=handler.unit, handling_class="general"
    )


def counted(leader, on, *names, as_of=None) -> tuple[int, ...]:
    table = cross_tables.table(
        Ask(MARCH, Dimension.COUNTY, as_of=as_of), EVERY, seen_by=leader.viewer(on)
    )
    return tuple(map(table.total.whole.counted, names))


DISPATCH = (HistoryMeasure.DISPATCH_DUE, HistoryMeasure.DISPATCHED_TIMELY)
ACCEPTANCE = (HistoryMeasure.ACCEPTANCE_DUE, HistoryMeasure.ACCEPTED_TIMELY)
ANSWER = (HistoryMeasure.ANSWER_DUE, HistoryMeasure.ANSWERED_TIMELY)


@pytest.mark.parametrize(("on", "said"), [(TUESDAY, (1, 1)), (WEDNESDAY, (1, 0))])
def test_a_dispatch_is_in_time_until_its_day_ends(ticket, dispatcher, handler, leader, on, said):
    dispatched(ticket, dispatcher, handler, on)

    assert counted(leader, LATER, *DISPATCH) == said


@pytest.mark.parametrize(("on", "said"), [(TUESDAY, (0, 0)), (WEDNESDAY, (1, 0))])
def test_what_nobody_dispatched_is_late_when_the_day_is_over(ticket, leader, on, said):
    assert counted(leader, on, *DISPATCH) == said


def test_a_past_day_knows_nothing_of_what_came_later(ticket, dispatcher, handler, leader):
    dispatched(ticket, dispatcher, handler, WEDNESDAY)

    assert counted(leader, LATER, *DISPATCH, as_of=TUESDAY) == (0, 0)
    assert counted(leader, LATER, *DISPATCH, as_of=WEDNESDAY) == (1, 0)


@pytest.mark.parametrize(("on", "said"), [(WEDNESDAY, (1, 1)), (THURSDAY, (1, 0))])
def test_an_acceptance_is_in_time_until_its_day_ends(ticket, dispatcher, handler, leader, on, said):
    ticket = dispatched(ticket, dispatcher, handler, TUESDAY)
    accept_ticket(ticket, actor=handler.viewer(on))

    assert counted(leader, LATER, *ACCEPTANCE) == said


@pytest.mark.parametrize(("on", "said"), [(NEXT_MONDAY, (1, 1)), (NEXT_TUESDAY, (1, 0))])
def test_a_first_answer_is_in_time_until_its_day_ends(
    ticket, dispatcher, handler, leader, on, said
):
    ticket = dispatched(ticket, dispatcher, handler, TUESDAY)
    ticket = accept_ticket(ticket, actor=handler.viewer(WEDNESDAY))
    note_progress(ticket, actor=handler.viewer(on), note="已到现场勘查。")

    assert counted(leader, LATER, *ANSWER) == said


def test_what_has_no_limit_of_its_own_is_in_no_rate_of_the_course(leader):
    TicketFactory(closed=True, enterprise=EnterpriseFactory(county=cast.county()))

    assert counted(leader, LATER, *DISPATCH, *ACCEPTANCE, *ANSWER) == (0,) * 6


@pytest.fixture
def closed(db, handler) -> Ticket:
    firm = EnterpriseFactory(county=cast.county())
    return TicketFactory(closed=True, enterprise=firm, unit=handler.unit, due_on=date(2026, 3, 9))


def told(ticket, action, on=FRIDAY, **more) -> None:
    ticket.events.create(
        action=action,
        at=moment_of(on, moment(on)),
        actor_name="系统",
        state=ticket.state,
        unit=ticket.unit,
        due_on=ticket.due_on,
        approved_on=ticket.approved_on,
        outcome=ticket.outcome,
        **more,
    )


@pytest.mark.parametrize(("is_taken", "said"), [(True, 1), (False, 0)])
def test_returned_is_what_was_taken_back(closed, handler, leader, is_taken, said):
    Objection.objects.create(
        ticket=closed,
        unit=handler.unit,
        filed_by=handler.cadre,
        filed_at=moment(FRIDAY),
        reason="不属本单位职责",
        is_taken=is_taken,
    )

    assert counted(leader, LATER, HistoryMeasure.RETURNED) == (said,)
    assert counted(leader, LATER, HistoryMeasure.RETURNED, as_of=THURSDAY) == (0,)


@pytest.mark.parametrize(("due_on", "said"), [(NEXT_MONDAY, 1), (NEXT_TUESDAY, 0)])
def test_an_extension_asked_for_within_three_days_of_the_end_came_late(
    closed, handler, leader, due_on, said
):
    extended(closed, handler, due_on)

    assert counted(leader, LATER, HistoryMeasure.EXTENDED_NEAR_DUE) == (said,)


def test_a_county_says_by_a_limit_what_is_late(closed, handler, leader):
    extended(closed, handler, NEXT_TUESDAY)

    drafted.limit(NEAR_DUE, 4, "calendar_day", closed.county)

    assert counted(leader, LATER, HistoryMeasure.EXTENDED_NEAR_DUE) == (1,)


def extended(ticket, handler, unit_due_on) -> None:
    """Asked for on the Friday, and granted."""
    told(ticket, Action.ASK_EXTENSION, unit_due_on=unit_due_on)
    Application.objects.create(
        ticket=ticket,
        county=ticket.county,
        unit=handler.unit,
        round=1,
        kind=ApplicationKind.EXTENSION,
        state=ApplicationState.GRANTED,
        reason="等待设备到货",
        days=5,
        digest="0" * 64,
        asked_by=handler.cadre,
        asked_at=moment(FRIDAY),
        due_on=NEXT_MONDAY,
        decided_at=moment(FRIDAY),
    )


def test_reopened_is_what_a_look_back_found_untrue(closed, leader):
    told(closed, Action.REOPEN, on=NEXT_TUESDAY)

    assert counted(leader, LATER, HistoryMeasure.REOPENED) == (1,)


@pytest.mark.parametrize(("action", "said"), [(Action.ACCEPT, 1), (Action.REMIND, 0)])
def test_a_withdrawal_after_the_unit_s_hands_were_on_it_is_told_apart(
    handler, leader, action, said
):
    firm = EnterpriseFactory(county=cast.county())
    withdrawn = TicketFactory(
        closed=True, enterprise=firm, unit=handler.unit, outcome=Outcome.WITHDRAWN
    )
    told(withdrawn, action)

    assert counted(leader, LATER, HistoryMeasure.WITHDRAWN_AFTER_CONTACT) == (said,)


def test_what_was_approved_on_the_last_day_is_counted_apart(closed, leader):
    assert counted(leader, LATER, ColumnMeasure.ON_DUE_DAY, "closed") == (1, 1)


def test_by_the_original_promise_an_extension_helps_nobody(handler, leader):
    firm, given = EnterpriseFactory(county=cast.county()), {"unit": handler.unit}
    # Extended and then in time; kept anyway; open beyond what was first promised.
    for days in ({"promised_on": FRIDAY}, {}):
        TicketFactory(closed=True, enterprise=firm, due_on=NEXT_TUESDAY, **days, **given)
    TicketFactory(in_hand=True, enterprise=firm, due_on=LATER, promised_on=FRIDAY, **given)
    ask = Ask(MARCH, Dimension.COUNTY)

    table = cross_tables.table(
        ask, ("timely", "timely_as_promised"), seen_by=leader.viewer(NEXT_TUESDAY)
    )

    said = [table.total.whole.value(entry).parts for entry in table.entries]
    assert said == ["2/2", "1/3"]
