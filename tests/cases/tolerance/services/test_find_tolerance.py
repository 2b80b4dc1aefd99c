"""容错认定: recorded with what a competent organ decided; the ladder is over for the matter."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cases.models import LadderStep, TicketEvent, ToleranceCircumstance, ToleranceFinding
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.workflow import Action
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.selectors import tolerance
from cases.tolerance.services.tolerance import add_circumstance, end_circumstance, record_finding
from tests.factories.cases import CircumstanceFactory, TicketFactory
from tests.factories.people import moment

URGED, DAY = date(2026, 3, 12), date(2026, 3, 16)


def found(ticket, actor, **other):
    words = {
        "matter": "首次为企业办理临时用电，流程无先例",
        "circumstance_id": ToleranceCircumstance.objects.filter(region=None).first().pk,
        "organ": "中共南召县纪律检查委员会",
        "document_number": "召纪函〔2026〕3号",
        "decided_on": DAY,
        "outcome": Outcome.EXCUSED,
    }
    return record_finding(ticket, actor=actor, **(words | other))


@pytest.mark.parametrize("outcome", Outcome.values)
def test_it_ends_the_ladder_for_the_matter_and_not_for_a_time(in_hand, office_head, outcome):
    escalate(moment(URGED, 8))

    found(in_hand, office_head.viewer(DAY), outcome=outcome)

    assert LadderStep.objects.get().state == StepState.LAPSED
    assert escalate(moment(date(2026, 3, 23))) == 0
    assert escalate(moment(date(2026, 9, 1))) == 0


def test_it_stands_on_the_ticket_in_the_course_and_in_the_trail(in_hand, office_head, head):
    viewer = office_head.viewer(DAY)
    found(in_hand, viewer)

    (line,) = ladder_steps.of(in_hand, {}, {Action.TOLERATE}, seen_by=viewer).findings
    assert (line.outcome, line.document_number) == (Outcome.EXCUSED, "召纪函〔2026〕3号")
    note = TicketEvent.objects.get(action=Action.TOLERATE).note
    assert note.startswith("免责：首次为企业办理临时用电")
    assert AuditEntry.objects.filter(verb="ticket.tolerate").count() == 1
    assert OutboxRow.objects.filter(kind="ladder_tolerated", to=head.cadre).exists()


def test_it_moves_neither_the_promise_nor_any_figure(in_hand, office_head):
    viewer, due_on = office_head.viewer(DAY), in_hand.due_on

    found(in_hand, viewer)

    in_hand.refresh_from_db()
    assert in_hand.due_on == due_on


def test_what_is_closed_may_be_found_tolerable_still(handler, office_head):
    closed = TicketFactory(closed=True, enterprise__county=handler.county, unit=handler.unit)
    found(closed, office_head.viewer(DAY))

    assert ToleranceFinding.objects.get().unit_id == closed.unit_id


@pytest.mark.parametrize("who", ["dispatcher", "handler", "head", "supervisor"])
def test_it_is_recorded_by_the_office_s_head_or_a_leader(in_hand, who, request):
    with pytest.raises(NotPermitted):
        found(in_hand, request.getfixturevalue(who).viewer(DAY))


@pytest.mark.parametrize(
    "wrong",
    [
        {"matter": " "},
        {"organ": ""},
        {"document_number": ""},
        {"decided_on": date(2026, 3, 17)},
        {"outcome": "forgiven"},
        {"circumstance_id": 0},
    ],
)
def test_it_names_everything(in_hand, leader, wrong):
    with pytest.raises(Invalid) as refused:
        found(in_hand, leader.viewer(DAY), **wrong)
    assert set(refused.value.fields) == set(wrong)
    assert not TicketEvent.objects.filter(action=Action.TOLERATE).exists()


def test_a_document_is_recorded_once(in_hand, office_head):
    found(in_hand, office_head.viewer(DAY))

    with pytest.raises(Conflict):
        found(in_hand, office_head.viewer(DAY))


def test_only_the_county_s_own_list_is_offered(in_hand, office_head, stranger):
    elsewhere = CircumstanceFactory(region=stranger.county)

    with pytest.raises(Invalid, match="清单"):
        found(in_hand, office_head.viewer(DAY), circumstance_id=elsewhere.pk)


def test_the_head_of_the_office_keeps_the_list(office_head, dispatcher, in_hand):
    viewer, county = office_head.viewer(DAY), office_head.county.pk
    with pytest.raises(NotPermitted):
        add_circumstance(county, actor=dispatcher.viewer(DAY), text="试点", basis="召办〔2026〕9号")
    row = add_circumstance(county, actor=viewer, text="试点", basis="召办〔2026〕9号")
    found(in_hand, viewer, circumstance_id=row.pk)

    end_circumstance(row, county, actor=viewer)

    assert row not in tolerance.offered(county, seen_by=viewer)
    assert tolerance.of_ticket(in_hand.pk, seen_by=viewer)[0].circumstance == "试点"
    with pytest.raises(Conflict):
        end_circumstance(row, county, actor=viewer)


def test_it_is_shown_by_unit_beside_the_results(in_hand, office_head, outsider):
    found(in_hand, office_head.viewer(DAY))
    found(in_hand, office_head.viewer(DAY), document_number="召纪函〔2026〕4号", outcome="reduced")

    def counted(person):
        seen = tolerance.within(date(2026, 3, 1), DAY, seen_by=person.viewer(DAY))
        return [
            (one.unit, one.excused, one.reduced, one.revoked) for one in tolerance.by_unit(seen)
        ]

    assert counted(office_head) == [(in_hand.unit.name, 1, 1, 0)]
    assert counted(outsider) == []
