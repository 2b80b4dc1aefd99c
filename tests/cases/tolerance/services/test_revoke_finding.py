"""撤销容错认定: as a competent organ decided; the ladder begins anew and both stay on record."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cases.models import LadderStep, TicketEvent, ToleranceFinding
from cases.supervision.selectors import ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.page import ticket_page
from cases.tolerance.selectors import tolerance
from cases.tolerance.services.revocations import revoke_finding
from tests.cases.tolerance.services.test_find_tolerance import found
from tests.factories.people import moment

URGED, DAY, LATER = date(2026, 3, 12), date(2026, 3, 16), date(2026, 3, 20)


def revoked(ticket, actor, **other):
    words = {
        "finding_id": ToleranceFinding.objects.first().pk,
        "organ": "中共南召县纪律检查委员会",
        "document_number": "召纪函〔2026〕9号",
        "decided_on": LATER,
        "reason": "认定所依据的材料不实。",
    }
    return revoke_finding(ticket, actor=actor, **(words | other))


def test_the_ladder_begins_anew_from_that_day(in_hand, office_head):
    escalate(moment(URGED, 8))
    found(in_hand, office_head.viewer(DAY))
    assert escalate(moment(LATER, 8)) == 0

    revoked(in_hand, office_head.viewer(LATER))

    assert escalate(moment(date(2026, 3, 23), 8)) == 1
    assert LadderStep.objects.latest("pk").proposed_at.date() == date(2026, 3, 23)


def test_while_another_finding_stands_the_matter_is_left_alone(in_hand, office_head):
    found(in_hand, office_head.viewer(DAY))
    found(in_hand, office_head.viewer(DAY), document_number="召纪函〔2026〕4号")

    revoked(in_hand, office_head.viewer(LATER))

    assert escalate(moment(date(2026, 3, 23), 8)) == 0


def test_both_stand_on_the_ticket_in_the_course_and_in_the_trail(in_hand, leader, head):
    viewer = leader.viewer(LATER)
    found(in_hand, viewer, decided_on=DAY)

    revoked(in_hand, viewer)

    (line,) = ladder_steps.of(in_hand, {}, {Action.TOLERATE}, seen_by=viewer).findings
    assert (line.stands, line.document_number) == (False, "召纪函〔2026〕3号")
    assert (line.revoked_on, line.revoking_document) == (LATER, "召纪函〔2026〕9号")
    assert line.revoked_why == "认定所依据的材料不实。"
    note = TicketEvent.objects.get(action=Action.REVOKE_TOLERANCE).note
    assert note.startswith("撤销召纪函〔2026〕3号：认定所依据的材料不实。")
    assert AuditEntry.objects.filter(verb="ticket.revoke_tolerance").count() == 1
    assert OutboxRow.objects.filter(kind="ladder_tolerance_revoked", to=head.cadre).exists()


def test_the_evaluation_shows_both(in_hand, office_head):
    found(in_hand, office_head.viewer(DAY))
    revoked(in_hand, office_head.viewer(LATER))

    def counted(since, until):
        seen = tolerance.within(since, until, seen_by=office_head.viewer(LATER))
        return [(one.excused, one.reduced, one.revoked) for one in tolerance.by_unit(seen)]

    assert counted(date(2026, 3, 1), LATER) == [(0, 0, 1)]
    # It was found before the period, and revoked in it.
    assert counted(LATER, LATER) == [(0, 0, 1)]


@pytest.mark.parametrize("who", ["dispatcher", "handler", "head", "supervisor"])
def test_it_is_recorded_by_the_office_s_head_or_a_leader(in_hand, office_head, who, request):
    found(in_hand, office_head.viewer(DAY))

    with pytest.raises(NotPermitted):
        revoked(in_hand, request.getfixturevalue(who).viewer(LATER))


@pytest.mark.parametrize(
    "wrong",
    [
        {"organ": " "},
        {"document_number": ""},
        {"reason": ""},
        {"decided_on": date(2026, 3, 21)},
        {"decided_on": date(2026, 3, 13)},
        {"finding_id": 0},
    ],
)
def test_it_names_everything(in_hand, leader, wrong):
    found(in_hand, leader.viewer(DAY))

    with pytest.raises(Invalid) as refused:
        revoked(in_hand, leader.viewer(LATER), **wrong)
    assert set(refused.value.fields) == set(wrong)
    assert ToleranceFinding.objects.standing().count() == 1


def test_what_does_not_stand_is_not_revoked(in_hand, office_head):
    found(in_hand, office_head.viewer(DAY))
    revoked(in_hand, office_head.viewer(LATER))

    with pytest.raises(Conflict):
        revoked(in_hand, office_head.viewer(LATER))


def test_the_page_offers_it_only_where_a_finding_stands(in_hand, office_head):
    def offered():
        page = ticket_page.fetch(in_hand.pk, seen_by=office_head.viewer(LATER))
        return Action.REVOKE_TOLERANCE in page.actions

    assert not offered()
    found(in_hand, office_head.viewer(DAY))
    assert offered()
    revoked(in_hand, office_head.viewer(LATER))
    assert not offered()


def test_the_database_keeps_no_half_revocation(in_hand, office_head):
    found(in_hand, office_head.viewer(DAY))

    with pytest.raises(IntegrityError), transaction.atomic():
        ToleranceFinding.objects.update(revoked_at=moment(LATER))
