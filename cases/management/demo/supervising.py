"""The demo's ladder: the county has switched its letters on, and whoever signs them does.

The newest letter still waits on the desk, so that there is something to sign; but of the matter
that goes up the whole ladder each is signed on its morning. Some matters are left alone: one is
suspended, one was found tolerable, and one finding was revoked.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.utils import timezone

from cadres.errors import NotPermitted
from cases.letters.exchange import font_files
from cases.letters.services.font_faces import agree_to_faces
from cases.management.demo.applications import LEADER
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import CALLER, Clock, Course
from cases.management.demo.whole_ladder import TITLE
from cases.models import Ticket, ToleranceCircumstance, ToleranceFinding
from cases.supervision.selectors import ladder, ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.supervision.services.rungs import switch_rung
from cases.supervision.services.supervision_actions import issue_step, suspend_supervision
from cases.tickets.rules.workflow import State
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.services.revocations import revoke_finding
from cases.tolerance.services.tolerance import record_finding

OFFICE_HEAD = "郭建国"
DAYS = 45
BASIS = "召助企办〔2026〕6号"
FOUND, REVOKED, SUSPENDED = 10, 4, 2
SIGNED_AFTER = timedelta(minutes=20)
ORGAN = "中共南召县纪律检查委员会"
MATTERS = (
    ("首次按新办法办理，没有先例可循，办理中走了弯路。", Outcome.EXCUSED),
    ("为赶在汛期前送电先行施工，审批手续后补。", Outcome.REDUCED),
)
RUNGS = ("hint_letter", "letter", "circular", "talk")


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """Every working morning the ladder is climbed, and what lay on the desk is signed."""
    at = clock.before(now - timedelta(days=DAYS), 1)
    yield at
    head = cast.viewer(OFFICE_HEAD, at)
    for code in RUNGS:
        rung, _ = ladder.rung(cast.county.pk, code, seen_by=head)
        read = ladder.read(rung, cast.county.pk, seen_by=head)
        switch_rung(code, cast.county.pk, actor=head, read=read, is_active=True, basis=BASIS)
    _agree_to_faces(cast, at)
    while True:
        at = clock.after(at, 1).replace(hour=8, minute=0)
        yield at
        escalate(at)
        yield at + SIGNED_AFTER
        _sign(cast, at + SIGNED_AFTER)


def left_alone(cast: Cast, clock: Clock, now: datetime) -> Course:
    """A suspension, a finding, and one that was revoked."""
    at = clock.before(now, FOUND).replace(hour=9)
    yield at
    for number, ticket in enumerate(_closed(cast)):
        _find(cast, ticket, number, at)
    at = clock.before(now, REVOKED).replace(hour=9)
    yield at
    _revoke(cast, at)
    at = clock.before(now, SUSPENDED).replace(hour=9)
    yield at
    _suspend(cast, at)


def _agree_to_faces(cast: Cast, at: datetime) -> None:
    """Where this machine has not the faces of the standard, the head agrees to what stands in."""
    head, standing = cast.viewer(OFFICE_HEAD, at), font_files.standing()
    if standing.asks:
        agree_to_faces(cast.county.pk, actor=head, standing=standing, faces=standing.said)


def _sign(cast: Cast, at: datetime) -> None:
    """All but the newest of each signer; who sent the ticket out does not sign about it."""
    for name in (CALLER, OFFICE_HEAD, LEADER):
        signer = cast.viewer(name, at)
        waiting = ladder_steps.first_to_sign(seen_by=signer)
        whole = [step for step in waiting if step.ticket.title == TITLE]
        others = [step for step in waiting if step.ticket.title != TITLE]
        for step in [*whole, *others[:-1]]:
            if step.ticket.paused_at is None:
                with suppress(NotPermitted):
                    issue_step(step, actor=signer, digest=ladder_steps.card_digest(step))


def _closed(cast: Cast) -> list[Ticket]:
    rows = Ticket.objects.filter(state=State.CLOSED, county=cast.county, unit__isnull=False)
    return list(rows.order_by("pk")[: len(MATTERS)])


def _find(cast: Cast, ticket: Ticket, number: int, at: datetime) -> None:
    matter, outcome = MATTERS[number]
    today = timezone.localdate(at)
    record_finding(
        ticket,
        actor=cast.viewer(OFFICE_HEAD, at),
        matter=matter,
        circumstance_id=ToleranceCircumstance.objects.order_by("pk")[number].pk,
        organ=ORGAN,
        document_number=_number(today, 6 + number),
        decided_on=today,
        outcome=outcome,
    )


def _revoke(cast: Cast, at: datetime) -> None:
    today = timezone.localdate(at)
    for finding in ToleranceFinding.objects.filter(outcome=Outcome.REDUCED):
        revoke_finding(
            finding.ticket,
            actor=cast.viewer(OFFICE_HEAD, at),
            finding_id=finding.pk,
            organ=ORGAN,
            document_number=_number(today, 11),
            decided_on=today,
            reason="复核查明，施工前已有催办手续的通知，所称情形不成立。",
        )


def _suspend(cast: Cast, at: datetime) -> None:
    today = timezone.localdate(at)
    in_hand = Ticket.objects.filter(state=State.IN_HAND, county=cast.county)
    young = in_hand.order_by("-pk").first()
    if young is not None:
        suspend_supervision(
            young,
            actor=cast.viewer(OFFICE_HEAD, at),
            reason="上级主管部门正在批复，批复前催办没有意义。",
            from_on=today,
            to_on=today + timedelta(days=14),
        )


def _number(today: date, serial: int) -> str:
    return f"召纪函〔{today.year}〕{serial}号"
