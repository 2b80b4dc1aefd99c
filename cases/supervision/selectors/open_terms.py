"""The terms of steps that wait for a reply: to be recounted, and to be asked about."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.deadlines.rules.terms import OpenRow, OpenTerm
from cadres.viewers.rules.viewer import Viewer
from cases.models import LadderStep
from cases.supervision.rules import ladder
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.tickets.selectors.clocks.open_terms import REPLY, Source


def _issued() -> QuerySet[LadderStep]:
    issued = LadderStep.objects.filter(state=StepState.ISSUED, reply_due_on__isnull=False)
    return issued.select_related("ticket", "rung")


def _row(row: LadderStep) -> OpenRow:
    begun = row.issued_at or row.proposed_at
    term = ladder.reply_term(row.rung.reply_days, begun, row.rung.basis, row.calendar)
    one = OpenTerm(f"{row.rung.name}回复", term, row.reply_due_on, row.is_reply_provisional)
    return OpenRow(row.pk, row.ticket.number, row.county_id, (one,))


def _fetch(pk: int, viewer: Viewer) -> LadderStep:
    return ladder_steps.fetch(pk, seen_by=viewer)


SOURCE = Source("step", "督办", _issued, _row, _fetch, *REPLY)
