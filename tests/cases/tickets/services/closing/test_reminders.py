"""提醒企业确认: in office hours, three times at most, each once; then 未答复, no answer at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cadres.deadlines.rules.limits import LimitUnit
from cadres.models import OutboxRow
from cases.models import Rating, Ticket, TicketEvent
from cases.tickets.rules.vocabulary import Answer
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.closing.closing import confirm_by_link, issue_link, record_call_back
from cases.tickets.services.closing.reminders import sweep
from tests.cases.drafted import limit
from tests.factories.people import moment

# The factory's tickets are approved on Monday, 9 March; the interval is three working days.
THURSDAY = date(2026, 3, 12)
TURNS = [THURSDAY, date(2026, 3, 17), date(2026, 3, 20)]
AFTERWARDS = date(2026, 3, 26)


def reminders() -> list[datetime]:
    found = TicketEvent.objects.filter(action=Action.REMIND_ENTERPRISE).order_by("at")
    return list(found.values_list("at", flat=True))


def every_day(first: date, last: date) -> None:
    for offset in range((last - first).days + 1):
        sweep(moment(first + timedelta(days=offset)))


@pytest.fixture
def silent(unconfirmed) -> Ticket:
    every_day(THURSDAY, AFTERWARDS)
    return Ticket.objects.get(pk=unconfirmed.pk)


def test_the_covering_cadre_is_told_once_however_often_it_is_looked(unconfirmed, liaison, handler):
    assert (sweep(moment(THURSDAY)), sweep(moment(THURSDAY)), sweep(moment(THURSDAY, 15))) == (
        *(1, 0),
        0,
    )
    told = OutboxRow.objects.filter(kind="remind_enterprise")
    assert [row.to_id for row in told] == [liaison.cadre.pk]
    assert len(reminders()) == 1


@pytest.mark.parametrize(
    "at", [(THURSDAY, 7), (THURSDAY, 13), (THURSDAY, 20), (date(2026, 3, 14), 10)]
)
def test_at_night_at_noon_and_on_days_off_it_waits(unconfirmed, at):
    assert sweep(moment(*at)) == 0
    assert sweep(moment(date(2026, 3, 16), 9)) == 1


def test_three_times_and_no_more(silent):
    assert [at.date() for at in reminders()] == TURNS
    every_day(AFTERWARDS, date(2026, 4, 30))
    assert len(reminders()) == 3


def test_silence_is_a_state_of_its_own_and_no_answer(silent, liaison):
    last = TicketEvent.objects.filter(ticket=silent).latest("at")
    assert silent.state == State.NO_ANSWER
    assert (last.action, last.at.date()) == (Action.LEAVE_UNANSWERED, date(2026, 3, 26))
    assert (silent.closed_on, silent.answer) == (None, "")
    assert not Rating.objects.exists()
    assert OutboxRow.objects.filter(kind="left_unanswered", to=liaison.cadre).exists()


@pytest.mark.parametrize(
    ("answer", "after"), [(Answer.SOLVED, State.CLOSED), (Answer.NOT_SOLVED, State.IN_HAND)]
)
def test_a_later_answer_is_heard(silent, liaison, caller, answer, after):
    token = issue_link(silent, actor=liaison.viewer(AFTERWARDS))
    assert confirm_by_link(token, at=moment(AFTERWARDS), answer=answer).state == after


def test_a_later_call_is_heard(silent, caller):
    ticket = record_call_back(silent, actor=caller.viewer(AFTERWARDS), answer=Answer.SOLVED)
    assert ticket.state == State.CLOSED


def test_who_was_just_sent_the_link_is_left_alone_for_as_long(unconfirmed, liaison):
    issue_link(unconfirmed, actor=liaison.viewer(THURSDAY - timedelta(days=1)))
    assert sweep(moment(THURSDAY)) == 0
    assert sweep(moment(date(2026, 3, 16))) == 1


def test_a_county_may_remind_once_and_then_leave_them_in_peace(unconfirmed):
    limit("confirm_reminders", 1, LimitUnit.TIMES, unconfirmed.county)
    every_day(THURSDAY, TURNS[1])
    assert Ticket.objects.get(pk=unconfirmed.pk).state == State.UNCONFIRMED
    assert sweep(moment(TURNS[1] + timedelta(days=1))) == 1
    assert Ticket.objects.get(pk=unconfirmed.pk).state == State.NO_ANSWER
    assert len(reminders()) == 1


def test_nobody_is_asked_where_the_enterprise_is_no_more(unconfirmed):
    Ticket.objects.filter(pk=unconfirmed.pk).update(outcome="deregistered")
    every_day(THURSDAY, AFTERWARDS)
    assert reminders() == []
