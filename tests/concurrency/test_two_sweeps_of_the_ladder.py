"""Two workers sweep the ladder at once, and people work meanwhile: each rung and notice once."""

from __future__ import annotations

from collections import Counter
from datetime import date

from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.models import LadderStep, TicketEvent
from cases.supervision.services import escalation_sweep
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.results import note_progress
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import LadderStepFactory, TicketFactory
from tests.factories.people import moment
from tests.fresh import issue_step, refuse_step

NEXT = date(2026, 3, 12)
TICKETS = 40


def late_tickets(count: int):
    clerk = cast.person("李娟", Role.UNIT_CLERK, cast.unit("县供电公司"))
    made = TicketFactory.create_batch(
        count, in_hand=True, enterprise__county=clerk.county, unit=clerk.unit
    )
    return made, clerk


def test_each_rung_is_taken_and_told_once(committed, monkeypatch):
    monkeypatch.setattr(escalation_sweep, "BATCH", 5)
    tickets, clerk = late_tickets(TICKETS)

    together(*[lambda: escalate(moment(NEXT))] * 3)
    escalate(moment(NEXT, 11))  # what one stepped over because the other held it

    assert Counter(LadderStep.objects.values_list("ticket_id", flat=True)) == dict.fromkeys(
        (ticket.pk for ticket in tickets), 1
    )
    assert TicketEvent.objects.filter(action=Action.SUPERVISE).count() == TICKETS
    assert AuditEntry.objects.filter(verb="ticket.supervise").count() == TICKETS
    assert OutboxRow.objects.filter(kind="ladder_step", to=clerk.cadre).count() == TICKETS


def test_a_clerk_at_work_and_the_sweep_do_not_lose_each_other_s_writing(committed):
    (ticket,), clerk = late_tickets(1)

    together(
        lambda: escalate(moment(NEXT)),
        lambda: note_progress(ticket, actor=clerk.viewer(NEXT), note="已联系厂家"),
    )
    escalate(moment(NEXT, 11))

    actions = Counter(TicketEvent.objects.filter(ticket=ticket).values_list("action", flat=True))
    assert (actions[Action.SUPERVISE], actions[Action.NOTE]) == (1, 1)
    assert LadderStep.objects.count() == 1


def test_of_two_who_decide_on_a_letter_one_wins(committed):
    (ticket,), _ = late_tickets(1)
    office = cast.unit("县助企办")
    one, other = (cast.person(name, Role.OFFICE_CLERK, office) for name in ("陈静", "赵敏"))
    step = LadderStepFactory(ticket=ticket)

    together(
        lambda: issue_step(step, actor=one.viewer(NEXT)),
        lambda: refuse_step(step, actor=other.viewer(NEXT), reason="已当面说明"),
    )

    decided = AuditEntry.objects.filter(verb__in=["ladder.issue", "ladder.refuse"])
    assert decided.count() == 1
