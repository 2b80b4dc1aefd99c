"""Two tickets of one matter become one: the older goes on, both histories stay."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.rules.enterprise_links import Closed
from cases.enterprise_side.selectors import enterprise_links
from cases.models import (
    Application,
    ClockEvent,
    ConfirmationLink,
    LadderStep,
    Share,
    Ticket,
    TicketEvent,
    Topic,
)
from cases.supervision.selectors import ladder_trial
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb
from cases.tickets.rules.closing.link_digests import digest_of
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.duplicates.duplicates import merge_tickets
from cases.tickets.services.handling.dispatch import dispatch_ticket
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
LATER = date(2026, 3, 4)
MONDAY = date(2026, 3, 9)


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
    Ticket.objects.filter(pk=younger.pk).update(promised_on=MONDAY, due_on=MONDAY)

    master = merge(in_hand, younger, dispatcher)

    assert (master.promised_on, master.due_on) == (MONDAY, MONDAY)


def test_of_two_promises_the_day_that_ends_earlier_binds_and_the_first_word_stays(
    in_hand, younger, dispatcher
):
    # The older one was put off, with leave, to the 18th; the younger one is promised for Monday.
    Ticket.objects.filter(pk=in_hand.pk).update(promised_on=FRIDAY, due_on=date(2026, 3, 18))
    Ticket.objects.filter(pk=younger.pk).update(promised_on=MONDAY, due_on=MONDAY)

    master = merge(in_hand, younger, dispatcher)

    assert (master.promised_on, master.due_on) == (FRIDAY, MONDAY)


def test_what_the_younger_one_was_promised_outlives_a_second_dispatch(
    in_hand, enterprise, dispatcher, handler
):
    told = {"enterprise": enterprise, "unit": handler.unit, "filed_on": LATER, "due_on": MONDAY}
    merge(in_hand, TicketFactory(in_hand=True, **told), dispatcher)
    Ticket.objects.filter(pk=in_hand.pk).update(state=State.FILED, unit=None)

    ticket = dispatch_ticket(
        in_hand, actor=dispatcher.viewer(FRIDAY), unit=handler.unit, handling_class="hard"
    )

    assert (ticket.promised_on, ticket.due_on) == (MONDAY, MONDAY)


def test_the_enterprise_hears_by_the_day_it_was_to_hear(in_hand, younger, dispatcher):
    own = MeasureFactory(ticket=in_hand)
    MeasureFactory(ticket=younger, next_feedback_on=MONDAY)

    merge(in_hand, younger, dispatcher)

    own.refresh_from_db()
    assert own.next_feedback_on == MONDAY
    told = TicketEvent.objects.get(ticket=in_hand, action=Action.ABSORB)
    assert "原约定 3月9日 前向企业反馈" in told.note


def test_the_link_of_the_younger_one_says_where_the_matter_went(in_hand, younger, dispatcher):
    at = moment(LATER)
    ConfirmationLink.objects.create(
        ticket=younger,
        digest=digest_of("x"),
        round=1,
        issued_at=at,
        expires_at=moment(date(2026, 4, 1)),
    )
    merge(in_hand, younger, dispatcher)

    closed = enterprise_links.closed("x", seen_by=Viewer.system(moment(FRIDAY)))

    assert closed.why is Closed.MERGED
    assert in_hand.number in closed.reason
    assert "承诺 3月11日 前办结" in closed.reason


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


def urged(ticket: Ticket) -> list[tuple[str, str]]:
    steps = LadderStep.objects.filter(ticket=ticket).order_by("pk")
    return list(steps.values_list("code", "state"))


@pytest.mark.parametrize("is_put_off", [False, True])
def test_whoever_was_urged_is_not_urged_once_more_by_an_earlier_promise(
    in_hand, enterprise, handler, dispatcher, is_put_off
):
    escalate(moment(date(2026, 3, 12)))
    taken = urged(in_hand)
    assert taken == [("urge", "issued")]
    promised_on = FRIDAY if is_put_off else MONDAY
    told = {"enterprise": enterprise, "unit": handler.unit, "filed_on": LATER}
    other = TicketFactory(in_hand=True, **told, promised_on=promised_on, due_on=MONDAY)

    master = merge_tickets(in_hand, other, actor=dispatcher.viewer(date(2026, 3, 19)))
    for day in (19, 20, 23, 24):
        escalate(moment(date(2026, 3, day)))

    assert master.due_on == MONDAY
    assert urged(in_hand) == taken


def test_who_was_not_urged_in_this_run_is_urged_by_the_earlier_promise(
    in_hand, enterprise, handler, dispatcher
):
    told = {"enterprise": enterprise, "unit": handler.unit, "filed_on": LATER}
    merge(in_hand, TicketFactory(in_hand=True, **told, due_on=FRIDAY), dispatcher)

    escalate(moment(MONDAY))

    assert urged(in_hand) == [("urge", "issued")]


def test_the_trial_tells_the_merger_as_the_sweeps_did(in_hand, enterprise, handler, dispatcher):
    told = {"enterprise": enterprise, "unit": handler.unit, "filed_on": LATER, "due_on": MONDAY}
    escalate(moment(date(2026, 3, 12)))
    merge_tickets(
        in_hand, TicketFactory(in_hand=True, **told), actor=dispatcher.viewer(date(2026, 3, 19))
    )
    escalate(moment(date(2026, 3, 20)))

    found = ladder_trial.trial(
        in_hand.county_id,
        date(2026, 3, 12),
        date(2026, 3, 24),
        seen_by=dispatcher.viewer(date(2026, 3, 24)),
        shown=9,
    )

    (urge,) = [one for one in found if one.rung.code == "urge"]
    assert [line.ticket_id for line in urge.lines].count(in_hand.pk) == 1
    assert urged(in_hand) == [("urge", "issued")]
