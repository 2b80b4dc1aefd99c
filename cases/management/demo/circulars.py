"""The demo's 通报, a suspension and a finding: what the upper part of the ladder looks like."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from cases.figures.rules.completion import Period
from cases.letters.exchange import printing
from cases.letters.selectors import circular_items
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.circulars import draft_circular
from cases.management.demo.applications import LEADER
from cases.management.demo.people import Cast
from cases.management.demo.supervising import OFFICE_HEAD
from cases.management.demo.ticket_histories import CALLER, Clock, Course
from cases.models import Ticket, ToleranceCircumstance
from cases.supervision.services.supervision_actions import suspend_supervision
from cases.tickets.rules.workflow import State
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.services.tolerance import record_finding

DAYS, SPAN = 6, timedelta(days=31)
HOUR = timedelta(hours=1)


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """What the ladder proposes is gathered and goes out; two matters are left alone."""
    at = clock.before(now, DAYS).replace(hour=10)
    yield at
    today = timezone.localdate(at)
    clerk, period = cast.viewer(CALLER, at), Period(today - SPAN, today)
    found = circular_items.matters(cast.county.pk, period, seen_by=clerk)
    named = [one.ticket_id for one in found if one.step_id is not None]
    if named:
        letter = draft_circular(cast.county.pk, period, named, actor=clerk)
        letter = propose_letter(letter, actor=clerk)
        yield at + HOUR
        leader = cast.viewer(LEADER, at + HOUR)
        letter = approve_letter(letter, actor=leader, digest=letter.digest)
        yield at + 2 * HOUR
        printing.issue(letter, actor=cast.viewer(CALLER, at + 2 * HOUR))
    at = clock.before(now, 2).replace(hour=9)
    yield at
    _leave_alone(cast, at)


def _leave_alone(cast: Cast, at: datetime) -> None:
    head, today = cast.viewer(OFFICE_HEAD, at), timezone.localdate(at)
    in_hand = Ticket.objects.filter(state=State.IN_HAND, county=cast.county)
    young, closed = in_hand.order_by("-pk").first(), Ticket.objects.filter(state=State.CLOSED)
    if young is not None:
        suspend_supervision(
            young,
            actor=head,
            reason="上级主管部门正在批复，批复前催办没有意义。",
            from_on=today,
            to_on=today + timedelta(days=14),
        )
    tolerated = closed.filter(unit__isnull=False).order_by("pk").first()
    if tolerated is not None:
        record_finding(
            tolerated,
            actor=head,
            matter="首次按新办法办理，没有先例可循，办理中走了弯路。",
            circumstance_id=ToleranceCircumstance.objects.order_by("pk")[0].pk,
            organ="中共南召县纪律检查委员会",
            document_number=f"召纪函〔{today.year}〕6号",
            decided_on=today,
            outcome=Outcome.EXCUSED,
        )
