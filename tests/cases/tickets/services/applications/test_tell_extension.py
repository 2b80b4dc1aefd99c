"""An extension moves the promise when the enterprise has heard of it; silence never counts."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.limits import LimitUnit
from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import Application, ClockEvent, Ticket, TicketEvent
from cases.tickets.rules.list_views import View
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.extension_notices import (
    acknowledge_extension,
    tell_extension,
)
from cases.tickets.services.closing.closing import issue_link, open_link
from cases.tickets.services.handling.dispatch import accept_ticket
from cases.tickets.services.handling.results import resolve_ticket
from tests.cases.drafted import EXTENSION, MONDAY, TUESDAY, extension, limit
from tests.factories.cases import MeasureFactory
from tests.factories.people import moment
from tests.fresh import approve_ticket

MARCH_18, MARCH_19 = date(2026, 3, 18), date(2026, 3, 19)
PROMISED = date(2026, 3, 11)


@pytest.fixture
def granted(assigned, handler, office_head) -> Ticket:
    held = accept_ticket(assigned, actor=handler.viewer(date(2026, 3, 3)))
    asked = extension(held, handler, days=5)
    return grant_application(held, EXTENSION, actor=office_head.viewer(MONDAY), digest=asked.digest)


def tell(ticket, who, on=TUESDAY, **more):
    words = {"means": "call", "note": "告知刘总，同意。"} | more
    return tell_extension(ticket, actor=who.viewer(on), **words)


def in_view(ticket, who):
    return Ticket.objects.in_view(View.TELL, who.viewer(TUESDAY)).filter(pk=ticket.pk).exists()


def test_granted_it_gives_the_unit_its_days_and_leaves_the_promise(granted):
    assert (granted.due_on, granted.unit_due_on) == (PROMISED, MARCH_19)
    events = ClockEvent.objects.filter(ticket=granted, verb="extended")
    assert [event.kind for event in events] == ["unit"]


@pytest.mark.parametrize("name", ["liaison", "dispatcher", "caller"])
def test_told_it_moves_the_promise_and_the_first_one_stays_on_record(granted, request, name):
    who = request.getfixturevalue(name)
    ticket = tell(granted, who)

    assert (ticket.promised_on, ticket.due_on, ticket.unit_due_on) == (
        PROMISED,
        MARCH_18,
        MARCH_19,
    )
    row = Application.objects.get()
    assert (row.told_by, row.told_how) == (who.cadre, "call")
    assert row.told_at == ticket.events.get(action=Action.TELL_EXTENSION).at
    assert AuditEntry.objects.filter(verb="ticket.tell_extension").count() == 1
    note = TicketEvent.objects.get(action=Action.TELL_EXTENSION).note
    assert note == "电话告知，承诺由 3月11日 延至 3月18日。告知刘总，同意。"


def test_the_unit_hears_that_it_counts(granted, liaison, handler):
    tell(granted, liaison)
    assert OutboxRow.objects.filter(kind="extension_told", to=handler.cadre).exists()


@pytest.mark.parametrize("name", ["handler", "head", "leader", "supervisor"])
def test_the_unit_itself_does_not_say_that_the_enterprise_knows(granted, request, name):
    with pytest.raises(NotPermitted):
        tell(granted, request.getfixturevalue(name))
    assert Ticket.objects.get(pk=granted.pk).due_on == PROMISED


def test_the_enterprise_says_so_behind_its_link_and_the_link_stays(granted, liaison):
    token = issue_link(granted, actor=liaison.viewer(TUESDAY))
    open_link(token, at=moment(TUESDAY, 11))
    assert Ticket.objects.get(pk=granted.pk).due_on == PROMISED

    ticket = acknowledge_extension(token, at=moment(TUESDAY, 12))

    assert ticket.due_on == MARCH_18
    row = Application.objects.get()
    assert (row.told_by, row.told_how) == (None, "link")
    assert open_link(token, at=moment(TUESDAY, 13))
    with pytest.raises(Conflict):
        acknowledge_extension(token, at=moment(TUESDAY, 14))


def test_without_a_link_nobody_knows_anything(db):
    with pytest.raises(Absent):
        acknowledge_extension("none", at=moment(TUESDAY, 12))


@pytest.mark.parametrize("more", [{"means": "link"}, {"means": ""}, {"note": " "}])
def test_a_telling_says_how_and_whom(granted, liaison, more):
    with pytest.raises(Invalid):
        tell(granted, liaison, **more)


def test_it_is_told_once(granted, liaison):
    tell(granted, liaison)
    with pytest.raises(Conflict, match="没有等待告知"):
        tell(granted, liaison)
    assert ClockEvent.objects.filter(kind="promise", verb="extended").count() == 1


def test_what_was_not_granted_is_not_told(in_hand, handler, liaison):
    extension(in_hand, handler)
    with pytest.raises(Conflict):
        tell(in_hand, liaison)


def test_until_then_nothing_more_is_asked_for(granted, handler, liaison):
    limit("extension_times", 2, LimitUnit.TIMES, granted.county)
    with pytest.raises(WrongState, match="还没有告知"):
        extension(granted, handler, on=MONDAY)

    tell(granted, liaison, on=MONDAY)
    assert extension(granted, handler, on=TUESDAY)


def test_a_result_that_is_signed_was_measured_by_the_promise_as_it_stood(
    granted, handler, head, liaison
):
    MeasureFactory(ticket=granted, done=True)
    ticket = resolve_ticket(granted, actor=handler.viewer(MARCH_18), result="已更换。")
    ticket = approve_ticket(ticket, actor=head.viewer(MARCH_18))

    assert ticket.state == State.UNCONFIRMED
    assert ticket.approved_on > ticket.due_on == PROMISED
    with pytest.raises(WrongState):
        tell(ticket, liaison, on=MARCH_18)


def test_the_page_says_whose_turn_it_is_and_the_desks_hold_it(
    granted, liaison, dispatcher, handler
):
    page = ticket_page.fetch(granted.pk, seen_by=liaison.viewer(TUESDAY))
    assert (page.untold.days, page.tells_extension) == (5, "包联干部或县助企办")
    assert Action.TELL_EXTENSION in page.actions
    assert [in_view(granted, who) for who in (liaison, dispatcher, handler)] == [True, True, False]

    tell(granted, liaison)
    page = ticket_page.fetch(granted.pk, seen_by=liaison.viewer(TUESDAY))
    assert page.untold is None
    assert Action.TELL_EXTENSION not in page.actions
    assert not in_view(granted, dispatcher)
