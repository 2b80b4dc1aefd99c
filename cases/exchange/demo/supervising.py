"""The demo's ladder: the county has switched the first letter on; the office signs some days later.

The newest letters still wait on the desk, so that there is something to sign.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.exchange.demo.course import CALLER, Clock, Course
from cases.exchange.demo.people import Cast
from cases.rules.ladder import StepState
from cases.selectors import ladder_steps
from cases.services.climbing import climb
from cases.services.rungs import switch_rung
from cases.services.supervising import issue_step

OFFICE_HEAD = "郭建国"
DAYS, SIGNED_AFTER = 45, timedelta(days=4)
BASIS = "召助企办〔2026〕6号"


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """Every working morning the ladder is climbed, and what lay on the desk is signed."""
    at = clock.before(now - timedelta(days=DAYS), 1)
    yield at
    head = cast.viewer(OFFICE_HEAD, at)
    switch_rung("hint_letter", cast.county.pk, actor=head, is_active=True, basis=BASIS)
    while True:
        at = clock.after(at, 1).replace(hour=8, minute=0)
        yield at
        climb(at)
        _sign(cast, at + timedelta(minutes=20))


def _sign(cast: Cast, at: datetime) -> None:
    signer = cast.viewer(CALLER, at)
    for step in ladder_steps.to_sign(seen_by=signer):
        is_ripe = step.proposed_at < at - SIGNED_AFTER
        if step.state == StepState.PROPOSED and is_ripe and step.ticket.paused_at is None:
            issue_step(step, actor=signer)
