"""What was asked for is granted or refused by the right person, on exactly the words they saw."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow, TimeLimit
from cadres.viewers.rules.roles import Role
from cases.models import ClockEvent, Ticket, TicketEvent
from cases.tickets.rules.applications.applications import WAYS, ApplicationState
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.applications import applications as applications_seen
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.applications.application_decisions import (
    bring_back_ticket,
    grant_application,
    refuse_application,
    unpark_ticket,
)
from cases.tickets.services.applications.applications import take_back_application
from cases.tickets.services.handling.dispatch import accept_ticket
from tests import cast
from tests.cases.drafted import (
    ASK,
    EXTENSION,
    HAND_UP,
    KINDS,
    MONDAY,
    PARKING,
    PLAN,
    REVIEW,
    TUESDAY,
    extension,
    hand_up,
    parking,
)
from tests.factories.people import DelegationFactory, PostingFactory

AFTER = {
    EXTENSION: State.IN_HAND,
    PARKING: State.PARKED,
    PLAN: State.PLANNED,
    HAND_UP: State.HANDED_UP,
}
MARCH_18 = date(2026, 3, 18)


@pytest.fixture
def held(assigned, handler):
    """In hand with a clock of its own that runs since Tuesday, 3 March."""
    return accept_ticket(assigned, actor=handler.viewer(date(2026, 3, 3)))


@pytest.fixture
def decider(office_head, leader):
    """Who decides on each kind."""
    return {EXTENSION: office_head, PARKING: leader, PLAN: office_head, HAND_UP: leader}


def grant(ticket, asked, who, on=MONDAY, **more):
    words = {"digest": asked.digest} | more
    return grant_application(ticket, asked.kind, actor=who.viewer(on), **words)


def refuse(ticket, asked, who, on=MONDAY, **more):
    words = {"digest": asked.digest, "note": "条件已具备，请继续办理。"} | more
    return refuse_application(ticket, asked.kind, actor=who.viewer(on), **words)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_granted_moves_the_ticket_and_is_signed(held, handler, decider, kind):
    asked, who = ASK[kind](held, handler), decider[kind]

    ticket = grant(held, asked, who, note="同意")

    asked.refresh_from_db()
    assert ticket.state == AFTER[kind]
    assert (asked.state, asked.decided_by, asked.decision) == ("granted", who.cadre, "同意")
    assert asked.posting == who.cadre.postings.get()
    assert asked.principal is None
    assert AuditEntry.objects.filter(verb=f"ticket.{WAYS[kind].grant}").count() == 1


def test_an_extension_that_leads_into_the_past_is_warned_of_before_it_is_signed(held, handler):
    asked = extension(held, handler, MONDAY)  # five working days from Wednesday the 11th
    asked.refresh_from_db()

    def said(on):
        viewer = handler.viewer(on)
        page = ticket_page.fetch(held.pk, seen_by=viewer)
        api = applications_seen.warning(asked, seen_by=viewer)
        assert [one.warning for one in page.applications.all] == [api]
        return api

    assert said(MARCH_18) == ""
    assert said(date(2026, 3, 20)) == "批准后的期限 3月18日 已经过去，批准后工单仍超期 2 个工作日。"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_refused_moves_nothing(held, handler, decider, kind):
    asked = ASK[kind](held, handler)

    ticket = refuse(held, asked, decider[kind])

    asked.refresh_from_db()
    assert (ticket.state, ticket.due_on, ticket.outcome) == (State.IN_HAND, held.due_on, "")
    assert (asked.state, asked.decision) == ("refused", "条件已具备，请继续办理。")
    assert AuditEntry.objects.filter(verb=f"ticket.{WAYS[kind].refuse}").count() == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("decide", [grant, refuse])
@pytest.mark.parametrize("name", ["handler", "head", "dispatcher", "supervisor", "liaison"])
def test_others_decide_nothing(request, held, handler, kind, decide, name):
    asked = ASK[kind](held, handler)

    with pytest.raises(NotPermitted):
        decide(held, asked, request.getfixturevalue(name))

    asked.refresh_from_db()
    assert asked.state == ApplicationState.WAITING


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_does_not_see_the_ticket_decides_nothing(held, handler, stranger, kind):
    asked = ASK[kind](held, handler)

    with pytest.raises(Absent):
        grant(held, asked, stranger)


def test_the_head_of_the_office_does_not_decide_on_parking(held, handler, office_head):
    with pytest.raises(NotPermitted):
        grant(held, parking(held, handler), office_head)


def test_a_leader_does_not_decide_on_an_extension_that_is_in_time(held, handler, leader):
    with pytest.raises(NotPermitted, match="逾期没有审批"):
        grant(held, extension(held, handler), leader)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_decides_what_they_handled(held, handler, decider, kind):
    who = decider[kind]
    PostingFactory(cadre=who.cadre, unit=handler.unit, role=Role.UNIT_CLERK)
    asked = ASK[kind](held, who)

    with pytest.raises(NotPermitted, match="您经办过"):
        grant(held, asked, who)


@pytest.mark.parametrize("decide", [grant, refuse])
def test_a_decision_holds_for_the_words_that_were_seen(held, handler, office_head, decide):
    seen = extension(held, handler, days=3)
    extension(held, handler, days=7, replaces=seen.digest)

    with pytest.raises(Conflict, match="内容已变"):
        decide(held, seen, office_head)
    assert Ticket.objects.get(pk=held.pk).due_on == held.due_on


@pytest.mark.parametrize("decide", [grant, refuse])
def test_what_was_taken_back_or_decided_is_not_decided_again(held, handler, office_head, decide):
    asked = extension(held, handler)
    take_back_application(held, EXTENSION, actor=handler.viewer(MONDAY))

    with pytest.raises(Conflict, match="已经审批、撤回或失效"):
        decide(held, asked, office_head)


def test_a_refusal_says_why(held, handler, office_head):
    with pytest.raises(Invalid, match="不批准的理由"):
        refuse(held, extension(held, handler), office_head, note=" ")


def test_a_deputy_decides_in_both_names(held, handler, leader):
    other = cast.person("高远", Role.LEADER, leader.unit)
    deputy = cast.person("马超", Role.OFFICE_HEAD, cast.unit("县助企办"))
    posting = other.cadre.postings.get()
    DelegationFactory(posting=posting, deputy=deputy.cadre, from_on=MONDAY, to_on=TUESDAY)

    asked = parking(held, handler)
    grant(held, asked, deputy)

    asked.refresh_from_db()
    assert (asked.decided_by, asked.principal) == (deputy.cadre, other.cadre)
    event = TicketEvent.objects.get(action=WAYS[PARKING].grant)
    assert event.actor_name == "马超 代 高远"


def test_an_extension_moves_the_unit_s_limit_and_leaves_the_promise(held, handler, office_head):
    asked = extension(held, handler, days=5)

    ticket = grant(held, asked, office_head)

    assert (ticket.promised_on, ticket.due_on) == (date(2026, 3, 11), date(2026, 3, 11))
    assert (held.unit_due_on, ticket.unit_due_on) == (date(2026, 3, 12), date(2026, 3, 19))
    extended = ClockEvent.objects.get(ticket=ticket, verb="extended")
    assert (extended.kind, bool(extended.basis)) == ("unit", True)


def test_the_course_names_the_day_before_and_after(held, handler, office_head):
    grant(held, extension(held, handler, days=5), office_head)

    note = TicketEvent.objects.get(action=WAYS[EXTENSION].grant).note
    assert note == "延长 5 个工作日。告知企业后，承诺由 3月11日 延至 3月18日。"


def test_the_covering_cadre_and_the_clerks_hear_of_an_extension(
    held, handler, office_head, liaison
):
    grant(held, extension(held, handler), office_head)

    told = OutboxRow.objects.filter(kind="extension_granted").values_list("to", flat=True)
    assert {handler.cadre.pk, liaison.cadre.pk} <= set(told)


def test_what_is_parked_stands_still_until_its_review(held, handler, leader):
    ticket = grant(held, parking(held, handler), leader)

    assert (ticket.outcome, ticket.step_due_on) == (Outcome.PARKED, REVIEW)
    assert ticket.paused_at is not None
    assert ticket.due_on == held.due_on


def test_what_comes_back_from_parking_goes_on_where_it_stood(held, handler, leader):
    grant(held, parking(held, handler), leader)

    ticket = unpark_ticket(held, actor=handler.viewer(date(2026, 3, 16)), reason="规划已批复")

    assert (ticket.state, ticket.outcome, ticket.paused_at) == (State.IN_HAND, "", None)
    # Five working days stood still.
    assert ticket.unit_due_on == date(2026, 3, 19)
    assert ticket.applications.get().returned_at is not None
    assert AuditEntry.objects.filter(verb="ticket.unpark").count() == 1


@pytest.mark.parametrize("name", ["head", "leader", "liaison"])
def test_others_do_not_bring_it_back_from_parking(request, held, handler, leader, name):
    grant(held, parking(held, handler), leader)

    who = request.getfixturevalue(name)

    with pytest.raises(NotPermitted):
        unpark_ticket(held, actor=who.viewer(TUESDAY), reason="规划已批复")


def test_only_what_is_parked_is_unparked(held, dispatcher):
    with pytest.raises(WrongState):
        unpark_ticket(held, actor=dispatcher.viewer(MONDAY), reason="误操作")


def test_a_parking_whose_review_has_passed_is_not_granted(held, handler, leader):
    asked = parking(held, handler, until_on=TUESDAY)

    with pytest.raises(Invalid, match="已过"):
        grant(held, asked, leader, on=TUESDAY)
    asked.refresh_from_db()
    assert asked.state == ApplicationState.WAITING


def test_handed_up_the_unit_s_clock_stands_still_where_the_switch_says_so(held, handler, leader):
    ticket = grant(held, hand_up(held, handler), leader)

    assert ticket.paused_at is not None
    ticket = back(ticket)
    assert (ticket.state, ticket.paused_at) == (State.IN_HAND, None)
    assert ticket.unit_due_on == date(2026, 3, 19)


def test_without_the_switch_it_runs_on_and_nothing_is_resumed(held, handler, leader):
    TimeLimit.objects.filter(key="hand_up_pause").delete()

    ticket = grant(held, hand_up(held, handler), leader)

    assert ticket.paused_at is None
    ticket = back(ticket)
    assert ticket.unit_due_on == held.unit_due_on
    assert not ClockEvent.objects.filter(verb__in=["paused", "resumed"]).exists()


def test_the_answer_from_above_is_kept_and_told(held, handler, leader):
    ticket = back(grant(held, hand_up(held, handler), leader))

    asked = ticket.applications.get()
    assert asked.answer == "由城投公司配套管网。"
    assert asked.returned_at is not None
    assert OutboxRow.objects.filter(kind="ticket_brought_back", to=handler.cadre).exists()
    assert AuditEntry.objects.filter(verb="ticket.bring_back").count() == 1


@pytest.mark.parametrize("name", ["handler", "leader", "head"])
def test_only_the_office_brings_back(request, held, handler, leader, name):
    grant(held, hand_up(held, handler), leader)

    with pytest.raises(NotPermitted):
        bring_back_ticket(
            held, actor=request.getfixturevalue(name).viewer(TUESDAY), answer="由城投公司办理。"
        )


def test_coming_back_needs_an_answer(held, handler, leader, dispatcher):
    grant(held, hand_up(held, handler), leader)

    with pytest.raises(Invalid, match="意见"):
        bring_back_ticket(held, actor=dispatcher.viewer(TUESDAY), answer="")


def test_what_a_meeting_set_becomes_a_measure_with_owner_and_day(held, handler, leader, dispatcher):
    grant(held, hand_up(held, handler), leader)
    set_by_it = {"measure": "配套管网", "owner_name": "王强", "due_on": date(2026, 4, 1)}

    ticket = bring_back_ticket(
        held, actor=dispatcher.viewer(TUESDAY), answer="由城投公司办理。", **set_by_it
    )

    found = ticket.measures.get()
    assert (found.text, found.owner_name, found.due_on) == tuple(set_by_it.values())
    assert found.decision == ticket.applications.get()
    assert found.done_on is None


@pytest.mark.parametrize(
    ("missing", "said"),
    [("measure", "做什么"), ("owner_name", "责任人"), ("due_on", "完成日期")],
)
def test_what_a_meeting_set_is_somebody_s_and_has_a_day(
    held, handler, leader, dispatcher, missing, said
):
    grant(held, hand_up(held, handler), leader)
    set_by_it = {"measure": "配套管网", "owner_name": "王强", "due_on": date(2026, 4, 1)}
    del set_by_it[missing]

    with pytest.raises(Invalid, match=said):
        bring_back_ticket(
            held, actor=dispatcher.viewer(TUESDAY), answer="由城投公司办理。", **set_by_it
        )
    assert not held.measures.exists()


def test_what_a_meeting_set_is_not_for_a_day_that_is_over(held, handler, leader, dispatcher):
    grant(held, hand_up(held, handler), leader)

    with pytest.raises(Invalid, match="已过"):
        bring_back_ticket(
            held,
            actor=dispatcher.viewer(TUESDAY),
            answer="由城投公司办理。",
            measure="配套管网",
            owner_name="王强",
            due_on=date(2026, 1, 5),
        )


def test_the_decision_s_clocks_can_be_rebuilt(held, handler, office_head, leader):
    grant(held, extension(held, handler), office_head)
    ticket = grant(held, parking(held, handler), leader)

    events = ClockEvent.objects.filter(ticket=ticket).order_by("pk")
    assert [(event.kind, event.verb) for event in events][-3:] == [
        ("unit", "extended"),
        ("step", "started"),
        ("unit", "paused"),
    ]


def back(ticket):
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    actor = office.viewer(date(2026, 3, 16))
    return bring_back_ticket(ticket, actor=actor, answer="由城投公司配套管网。")
