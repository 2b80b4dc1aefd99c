"""The demo's bulletins: one of the last month, published; one of the last week, still a draft."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.bulletins.rules import checkpoints
from cases.bulletins.rules.kinds import BulletinKind, usual_cutoff
from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.drafting import draft_bulletin
from cases.bulletins.services.receipts import record_receipt
from cases.bulletins.services.sealing import seal_bulletin
from cases.management.demo.people import Cast
from cases.management.demo.texts import OFFICE
from cases.management.demo.ticket_histories import Clock, Course

KEPT_BY, RECEIVER = "县纪委监委", "周正"


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """The month's goes out with its checkpoint in another hand; the week's waits for approval."""
    at = clock.before(now, 2).replace(hour=9)
    yield at
    clerk = cast.viewer(cast.of(OFFICE, Role.OFFICE_CLERK), at)
    head = cast.viewer(cast.of(OFFICE, Role.OFFICE_HEAD), at)
    day = timezone.localdate(at)
    month = usual_cutoff(BulletinKind.MONTHLY, day)
    row = propose_bulletin(
        draft_bulletin(cast.county, BulletinKind.MONTHLY, month, actor=clerk), actor=clerk
    )
    row = approve_bulletin(row, actor=head, digest=row.digest)
    row = seal_bulletin(row, actor=clerk)
    record_receipt(
        row,
        actor=clerk,
        body=KEPT_BY,
        receiver=RECEIVER,
        on=day,
        root=checkpoints.parsed(row.checkpoint).root_words,
    )
    week = usual_cutoff(BulletinKind.WEEKLY, day)
    propose_bulletin(
        draft_bulletin(cast.county, BulletinKind.WEEKLY, week, actor=clerk), actor=clerk
    )
