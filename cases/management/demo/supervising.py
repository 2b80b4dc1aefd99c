"""The demo's ladder: the county has switched its letters on, and whoever signs them does.

The newest letter still waits on the desk, so that there is something to sign.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from cadres.errors import NotPermitted
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import CALLER, Clock, Course
from cases.supervision.selectors import ladder, ladder_steps
from cases.supervision.services.escalation_sweep import climb
from cases.supervision.services.rungs import switch_rung
from cases.supervision.services.supervision_actions import issue_step

OFFICE_HEAD = "郭建国"
DAYS = 45
BASIS = "召助企办〔2026〕6号"
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
    while True:
        at = clock.after(at, 1).replace(hour=8, minute=0)
        yield at
        climb(at)
        _sign(cast, at + timedelta(minutes=20))


def _sign(cast: Cast, at: datetime) -> None:
    """All but the newest of each signer; who sent the ticket out does not sign about it."""
    for name in (CALLER, OFFICE_HEAD):
        signer = cast.viewer(name, at)
        for step in list(ladder_steps.to_sign(seen_by=signer))[:-1]:
            if step.ticket.paused_at is None:
                with suppress(NotPermitted):
                    issue_step(step, actor=signer, digest=ladder_steps.card_digest(step))
