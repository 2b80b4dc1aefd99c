"""Two tickets of one matter become one: the older goes on, both histories stay."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import (
    Application,
    ClockEvent,
    ConfirmationLink,
    Share,
    Ticket,
    TicketEvent,
    Topic,
)
from cases.rules.applications import ApplicationKind, ApplicationState
from cases.rules.clocks import ClockKind, ClockVerb
from cases.rules.workflow import Action, State
from cases.services.merging import merge_tickets
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 4)


@pytest.fixture
def younger(enterprise, handler, dispatcher, liaison) -> Ticket:
    """Told again two days after `in_hand`, and in hand as well."""
    return TicketFactory(
        in_hand=True,
        enterprise=enterprise,
        unit=handler.unit,
        dispatched_by=dispatcher.cadre,
        filed_by=liaison.cadre,
        filed_on=LATER,
    )


def merge(one, other, by, **more) -> Ticket:
    return merge_tickets(one, other, actor=by.viewer(FRIDAY), **more)


def test_the_older_one_stays_from_whichever_side_one_asks(in_hand, younger, dispatcher):
    master = merge(in_hand, younger, dispatcher)

    younger.refresh_from_db()
    assert master.pk == in_hand.pk
    assert master.state == State.IN_HAND
    assert (younger.state, younger.merged_into) == (State.MERGED, in_hand)


def test_the_younger_one_may_be_named_first(in_hand, younger, dispatcher):
    assert merge(younger, in_hand, dispatcher).pk == in_hand.pk


def test_each_of_the_two_has_a_line_in_its_history_and_in_the_trail(in_hand, younger, dispatcher):
    merge(in_hand, younger, dispatcher, note="同一台变压器")

    told = TicketEvent.objects.get(ticket=younger, action=Action.MERGE)
    assert told.note == f"并入 {in_hand.number}：同一台变压器"
    assert TicketEvent.objects.get(ticket=in_hand, action=Action.ABSORB).note.startswith(
        younger.number
    )
    assert AuditEntry.objects.filter(verb="ticket.merge").count() == 1
    assert AuditEntry.objects.filter(verb="ticket.absorb").count() == 1


def test_neither_the_unit_nor_its_words_are_lost(in_hand, younger, dispatcher, handler):
    merge(in_hand, younger, dispatcher)

    younger.refresh_from_db()
    assert younger.unit == handler.unit
    assert younger.events.count() == 2


def test_its_clocks_stop(in_hand, younger, dispatcher):
    merge(in_hand, younger, dispatcher)

    younger.refresh_from_db()
    assert (younger.step_due_on, younger.unit_due_on) == (None, None)
    stopped = ClockEvent.objects.filter(ticket=younger, verb=ClockVerb.STOPPED)
    assert stopped.filter(kind=ClockKind.UNIT).exists()


def test_what_waited_on_it_ends(in_hand, younger, dispatcher, handler, outsider):
    at = moment(LATER)
    share = Share.objects.create(ticket=younger, unit=outsider.unit, asked_at=at)
    ClockEvent.objects.create(
        ticket=younger,
        kind=ClockKind.SHARE,
        verb=ClockVerb.STARTED,
        at=at,
        since=at,
        stated_on=FRIDAY,
        share=share,
    )
    asked = Application.objects.create(
        ticket=younger,
        county=younger.county,
        round=1,
        kind=ApplicationKind.EXTENSION,
        reason="等设备",
        days=3,
        digest="0",
        asked_by=handler.cadre,
        asked_at=at,
        due_on=FRIDAY,
    )
    link = ConfirmationLink.objects.create(
        ticket=younger, digest="1", round=1, issued_at=at, expires_at=moment(date(2026, 4, 1))
    )

    merge(in_hand, younger, dispatcher)

    share.refresh_from_db()
    asked.refresh_from_db()
    link.refresh_from_db()
    assert share.ended_at is not None
    assert asked.state == ApplicationState.LAPSED
    assert link.ended_at is not None
    assert ClockEvent.objects.filter(share=share, verb=ClockVerb.STOPPED).exists()


def test_a_chain_is_never_left_behind(in_hand, younger, dispatcher, enterprise):
    youngest = TicketFactory(enterprise=enterprise, filed_on=date(2026, 3, 5))
    merge(younger, youngest, dispatcher)

    merge(in_hand, younger, dispatcher)

    youngest.refresh_from_db()
    assert youngest.merged_into == in_hand
    assert TicketEvent.objects.filter(ticket=youngest, action=Action.MERGE).count() == 2


def test_an_earlier_promise_of_the_younger_one_is_kept(in_hand, younger, dispatcher):
    Ticket.objects.filter(pk=younger.pk).update(promised_on=date(2026, 3, 9), due_on=FRIDAY)

    master = merge(in_hand, younger, dispatcher)

    assert (master.promised_on, master.due_on) == (date(2026, 3, 9), date(2026, 3, 9))


def test_a_later_promise_of_the_younger_one_moves_nothing(in_hand, younger, dispatcher):
    before = (in_hand.promised_on, in_hand.due_on)

    master = merge(in_hand, younger, dispatcher)

    assert (master.promised_on, master.due_on) == before


def test_its_topic_goes_along(in_hand, younger, dispatcher, handler):
    topic = Topic.objects.create(
        county=younger.county,
        title="园区供电",
        description="容量不足",
        unit=handler.unit,
        owner_name="王强",
        opened_at=moment(LATER),
        opened_on=LATER,
        due_on=date(2026, 4, 20),
        basis="测试",
    )
    Ticket.objects.filter(pk=younger.pk).update(topic=topic)

    assert merge(in_hand, younger, dispatcher).topic == topic


def test_the_filer_and_the_unit_are_told(in_hand, younger, dispatcher, handler, head, liaison):
    merge(in_hand, younger, dispatcher)

    told = OutboxRow.objects.filter(kind="ticket_merged", object_id=younger.pk)
    assert set(told.values_list("to", flat=True)) == {
        handler.cadre.pk,
        head.cadre.pk,
        liaison.cadre.pk,
    }
    assert OutboxRow.objects.filter(kind="ticket_absorbed", object_id=in_hand.pk).exists()


def test_tickets_of_two_enterprises_are_not_one_matter(in_hand, dispatcher):
    other = TicketFactory(enterprise=EnterpriseFactory(county=in_hand.county), filed_on=LATER)

    with pytest.raises(Invalid, match="专题"):
        merge(in_hand, other, dispatcher)


def test_a_ticket_is_not_its_own_duplicate(in_hand, dispatcher):
    with pytest.raises(Invalid, match="同一张工单"):
        merge(in_hand, in_hand, dispatcher)


def test_what_is_dispatched_does_not_go_into_what_is_not(filed, younger, dispatcher):
    with pytest.raises(WrongState, match="请先交办"):
        merge(filed, younger, dispatcher)


@pytest.mark.parametrize("state", ["unconfirmed", "closed", "void"])
def test_what_is_decided_is_not_merged_away(in_hand, dispatcher, handler, enterprise, state):
    more = {} if state == "void" else {"unit": handler.unit}
    decided = TicketFactory(**{state: True}, enterprise=enterprise, filed_on=LATER, **more)

    with pytest.raises(WrongState):
        merge(in_hand, decided, dispatcher)


def test_what_is_merged_is_merged_once(in_hand, younger, dispatcher):
    merge(in_hand, younger, dispatcher)

    with pytest.raises(WrongState):
        merge(in_hand, younger, dispatcher)
    assert TicketEvent.objects.filter(action=Action.MERGE).count() == 1


@pytest.mark.parametrize("who", ["handler", "head", "liaison", "leader", "supervisor"])
def test_nobody_but_the_office_merges(in_hand, younger, who, request):
    with pytest.raises(NotPermitted):
        merge(in_hand, younger, request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["outsider", "stranger", "auditor"])
def test_whoever_sees_neither_merges_neither(in_hand, younger, who, request):
    with pytest.raises(Absent):
        merge(in_hand, younger, request.getfixturevalue(who))


def test_a_refusal_leaves_nothing_behind(filed, younger, dispatcher):
    with pytest.raises(WrongState):
        merge(filed, younger, dispatcher)

    younger.refresh_from_db()
    assert younger.state == State.IN_HAND
    assert not TicketEvent.objects.filter(action=Action.ABSORB).exists()
    assert not OutboxRow.objects.exists()
