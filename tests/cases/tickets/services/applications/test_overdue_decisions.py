"""What nobody decided in time goes up once; what was parked comes back on its day, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadres.errors import NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.desk.services import scheduled_jobs
from cases.models import Application, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services.applications.application_decisions import grant_application
from cases.tickets.services.applications.overdue_decisions import (
    raise_applications,
    report_unsigned,
    unpark_due,
    urge_heads,
)
from cases.tickets.services.applications.unit_drafts import say
from cases.tickets.services.handling.results import resolve_ticket
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
    limit,
    parking,
)
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.people import PostingFactory, moment
from tests.fresh import approve_ticket, send_back_ticket, set_overseen

WEDNESDAY, THURSDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)
FRIDAY, NEXT_MONDAY = MONDAY + timedelta(days=4), MONDAY + timedelta(days=7)
LATE = {EXTENSION: WEDNESDAY, PARKING: THURSDAY, PLAN: WEDNESDAY, HAND_UP: THURSDAY}


def told(kind):
    return set(OutboxRow.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.mark.parametrize("kind", KINDS)
def test_an_application_waits_until_its_limit_is_over(in_hand, handler, kind):
    ASK[kind](in_hand, handler)

    assert raise_applications(moment(LATE[kind] - timedelta(days=1), 9)) == 0
    assert raise_applications(moment(LATE[kind], 9)) == 1
    assert Application.objects.get().raised_on == LATE[kind]


def test_it_is_raised_once_and_told_once(in_hand, handler, leader, office_head):
    extension(in_hand, handler)

    assert [raise_applications(moment(WEDNESDAY, hour)) for hour in (9, 10, 11)] == [1, 0, 0]
    assert TicketEvent.objects.filter(action=Action.RAISE_APPROVAL).count() == 1
    assert AuditEntry.objects.filter(verb="ticket.raise_approval").count() == 1
    assert told("application_raised") == {leader.cadre.pk, office_head.cadre.pk}
    assert OutboxRow.objects.filter(kind="application_raised").count() == 2


def test_an_extension_that_is_late_may_be_decided_by_a_leader_too(in_hand, handler, leader):
    asked = extension(in_hand, handler)
    raise_applications(moment(WEDNESDAY, 9))

    grant_application(in_hand, EXTENSION, actor=leader.viewer(WEDNESDAY), digest=asked.digest)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (ApplicationState.GRANTED, leader.cadre)


def test_and_still_by_the_head_of_the_office(in_hand, handler, office_head):
    asked = extension(in_hand, handler)
    raise_applications(moment(WEDNESDAY, 9))

    assert grant_application(
        in_hand, EXTENSION, actor=office_head.viewer(WEDNESDAY), digest=asked.digest
    )


@pytest.mark.parametrize("kind", [PARKING, HAND_UP])
def test_what_leaders_decide_is_told_to_all_of_them_and_seen_to_by_the_office_head(
    in_hand, handler, leader, office_head, kind
):
    other = cast.person("高远", Role.LEADER, leader.unit)
    asked = ASK[kind](in_hand, handler)
    raise_applications(moment(THURSDAY, 9))

    everybody = {leader.cadre.pk, other.cadre.pk, office_head.cadre.pk}
    assert told("application_raised") == everybody
    with pytest.raises(NotPermitted):
        grant_application(in_hand, kind, actor=office_head.viewer(THURSDAY), digest=asked.digest)


def test_several_late_applications_of_a_ticket_go_up_together(in_hand, handler):
    for ask in ASK.values():
        ask(in_hand, handler)

    assert raise_applications(moment(THURSDAY, 9)) == 1
    assert set(Application.objects.values_list("raised_on", flat=True)) == {THURSDAY}


def test_what_was_decided_goes_nowhere(in_hand, handler, office_head):
    asked = extension(in_hand, handler)
    head = office_head.viewer(TUESDAY)
    grant_application(in_hand, EXTENSION, actor=head, digest=asked.digest)

    assert raise_applications(moment(WEDNESDAY, 9)) == 0


@pytest.fixture
def unsigned(in_hand, handler):
    """Handed to the head on Monday, who has two working days."""
    MeasureFactory(ticket=in_hand, done=True)
    return resolve_ticket(in_hand, actor=handler.viewer(MONDAY), result="已更换变压器")


@pytest.fixture
def office_signs(handler):
    """The county lets the head of the office sign what a unit's head did not."""
    limit("office_signs", 1, "switch", handler.county)


def test_of_a_result_that_nobody_signed_the_unit_s_first_head_is_urged(unsigned, head, office_head):
    second = cast.person("周敏", Role.UNIT_HEAD, head.unit)
    second.cadre.postings.update(title="副局长")

    assert urge_heads(moment(WEDNESDAY, 9)) == 0
    assert [urge_heads(moment(THURSDAY, hour)) for hour in (9, 10)] == [1, 0]

    unsigned.refresh_from_db()
    assert (unsigned.state, unsigned.approval_urged_on) == (State.RESOLVED, THURSDAY)
    assert told("result_urged") == {head.cadre.pk}
    assert told("result_waits") == {second.cadre.pk}
    assert TicketEvent.objects.filter(action=Action.URGE_HEAD).count() == 1


def test_where_all_are_deputies_all_are_urged(unsigned, head):
    head.cadre.postings.update(title="副局长")
    urge_heads(moment(THURSDAY, 9))

    assert told("result_urged") == {head.cadre.pk}


def test_the_leaders_are_told_once_when_that_did_not_help(unsigned, leader, office_head):
    urge_heads(moment(THURSDAY, 9))

    assert report_unsigned(moment(FRIDAY, 9)) == 0
    assert [report_unsigned(moment(NEXT_MONDAY, hour)) for hour in (9, 10)] == [1, 0]
    assert told("result_unsigned") == {leader.cadre.pk, office_head.cadre.pk}
    assert AuditEntry.objects.filter(verb="ticket.report_unsigned").count() == 1


def test_who_oversees_the_unit_is_told_and_no_other_leader(unsigned, leader, office_head):
    cast.person("高远", Role.LEADER, leader.unit)
    post = leader.cadre.postings.get()
    set_overseen(post, [unsigned.unit_id], actor=office_head.viewer(MONDAY))
    urge_heads(moment(THURSDAY, 9))
    report_unsigned(moment(NEXT_MONDAY, 9))

    assert told("result_unsigned") == {leader.cadre.pk, office_head.cadre.pk}
    assert "已报告分管县领导" in TicketEvent.objects.get(action=Action.REPORT_UNSIGNED).note


def test_the_office_does_not_sign_for_another_unit(unsigned, head, office_head):
    urge_heads(moment(THURSDAY, 9))
    report_unsigned(moment(NEXT_MONDAY, 9))

    with pytest.raises(NotPermitted):
        approve_ticket(unsigned, actor=office_head.viewer(NEXT_MONDAY))
    assert not told("result_raised")
    assert approve_ticket(unsigned, actor=head.viewer(NEXT_MONDAY)).state == State.UNCONFIRMED


def test_a_signature_in_time_ends_the_urging(unsigned, head):
    urge_heads(moment(THURSDAY, 9))
    ticket = approve_ticket(unsigned, actor=head.viewer(THURSDAY))

    assert (ticket.approval_urged_on, ticket.approval_report_by) == (None, None)
    assert report_unsigned(moment(NEXT_MONDAY, 9)) == 0


def test_before_that_the_head_of_the_office_does_not_sign(unsigned, office_signs, office_head):
    with pytest.raises(NotPermitted):
        approve_ticket(unsigned, actor=office_head.viewer(WEDNESDAY))


@pytest.mark.parametrize("name", ["head", "office_head"])
def test_where_the_county_lets_the_office_sign_either_head_does(
    request, unsigned, office_signs, name
):
    urge_heads(moment(THURSDAY, 9))
    who = request.getfixturevalue(name)

    ticket = approve_ticket(
        unsigned, actor=who.viewer(THURSDAY), digest=signature_digests.digest(unsigned)
    )

    assert (ticket.state, ticket.approved_by) == (State.UNCONFIRMED, who.cadre)
    assert ticket.approval_raised_on is None
    assert ticket.approvals.get().posting == who.cadre.postings.get()


def test_and_the_head_of_the_office_is_told_so(unsigned, office_signs, office_head):
    urge_heads(moment(THURSDAY, 9))

    assert told("result_raised") == {office_head.cadre.pk}


def test_who_signs_a_result_for_a_unit_speaks_for_it_in_nothing_else(
    unsigned, office_signs, office_head
):
    urge_heads(moment(THURSDAY, 9))

    words = {"reply": "正在办。", "digest": ""}
    with pytest.raises(NotPermitted):
        say(unsigned, DraftKind.REPLY, words, actor=office_head.viewer(THURSDAY))


def test_the_head_of_the_office_signs_nothing_handled_by_themselves(
    in_hand, office_signs, office_head
):
    MeasureFactory(ticket=in_hand, done=True)
    PostingFactory(cadre=office_head.cadre, unit=in_hand.unit, role=Role.UNIT_CLERK)
    resolve_ticket(in_hand, actor=office_head.viewer(MONDAY), result="已更换变压器")
    urge_heads(moment(THURSDAY, 9))

    with pytest.raises(NotPermitted, match="您经办过"):
        approve_ticket(in_hand, actor=office_head.viewer(THURSDAY))


def test_what_was_sent_back_begins_anew(unsigned, handler, office_signs, office_head):
    urge_heads(moment(THURSDAY, 9))
    send_back_ticket(unsigned, actor=office_head.viewer(THURSDAY), reason="佐证不足")
    ticket = resolve_ticket(unsigned, actor=handler.viewer(THURSDAY), result="已更换变压器")

    assert (ticket.approval_raised_on, ticket.approval_urged_on) == (None, None)
    assert urge_heads(moment(THURSDAY, 17)) == 0


def test_what_is_parked_comes_back_on_its_day(in_hand, handler, leader, liaison):
    asked = parking(in_hand, handler)
    grant_application(in_hand, PARKING, actor=leader.viewer(MONDAY), digest=asked.digest)

    assert unpark_due(moment(REVIEW - timedelta(days=1), 9)) == 0
    assert [unpark_due(moment(REVIEW, hour)) for hour in (9, 10)] == [1, 0]

    in_hand.refresh_from_db()
    assert (in_hand.state, in_hand.outcome) == (State.IN_HAND, "")
    event = TicketEvent.objects.get(action=Action.UNPARK)
    assert (event.actor_name, event.note) == ("系统", "复查日期已到，恢复办理。")
    assert {handler.cadre.pk, in_hand.filed_by_id} <= told("ticket_unparked")


def test_one_ticket_that_cannot_move_holds_up_no_other(handler, enterprise):
    for _ in range(3):
        ticket = TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit)
        extension(ticket, handler)

    assert raise_applications(moment(WEDNESDAY, 9)) == 3


def test_the_sweeps_run_with_the_others(in_hand, handler):
    extension(in_hand, handler)

    assert scheduled_jobs.run(moment(WEDNESDAY, 9))["raise_applications"] == 1
