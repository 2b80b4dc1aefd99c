"""The ladder of made counties: switched on, climbed twice, signed for the most part, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cadres.errors import DomainError
from cadres.models import Cadre, Posting
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import OFFICE, Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.selectors import letters, refresh
from cases.letters.selectors.letters import Tab
from cases.letters.services.approving import approve_letter, propose_letter
from cases.models import Letter
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder, ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.supervision.services.rungs import switch_rung
from cases.supervision.services.supervision_actions import issue_step

RUNGS = ("hint_letter", "letter", "circular", "talk")
BASIS = "召助企办〔2026〕6号"
# What each signer leaves lying; how many letters of a county are sent up, and how many of those
# the head has approved.
LEFT, PROPOSED, APPROVED = 4, 8, 4
SIGNING, WRITING, DAY = timedelta(minutes=5), timedelta(minutes=10), timedelta(days=1)


def escalate_and_write(county_ids: Sequence[int], at: datetime) -> None:
    """Let every due ticket climb on two days; signers sign, and letters wait for approval."""
    begins = at - 2 * WRITING
    for county_id in county_ids:
        _switch_on(county_id, begins - DAY)
    escalate(begins - DAY)
    escalate(begins)
    for county_id in county_ids:
        for signer in _people(county_id, begins + SIGNING, *OFFICE, Role.LEADER):
            _sign(signer)
        _write(county_id, begins + WRITING)


def _switch_on(county_id: int, at: datetime) -> None:
    for head in list(_people(county_id, at, Role.OFFICE_HEAD))[:1]:
        for code in RUNGS:
            rung, _ = ladder.rung(county_id, code, seen_by=head)
            read = ladder.read(rung, county_id, seen_by=head)
            with suppress(DomainError):
                switch_rung(code, county_id, actor=head, read=read, is_active=True, basis=BASIS)


def _sign(signer: Viewer) -> None:
    """All but the newest; who had a hand in the matter is refused, and leaves it to others."""
    for step in list(ladder_steps.to_sign(seen_by=signer))[:-LEFT]:
        with suppress(DomainError), transaction.atomic():
            issue_step(step, actor=signer, digest=ladder_steps.card_digest(step))


def _write(county_id: int, at: datetime) -> None:
    """A clerk sends up what the ladder drafted; the head approves some of it."""
    for clerk in list(_people(county_id, at, Role.OFFICE_CLERK))[:1]:
        found = letters.in_tab(letters.rows(seen_by=clerk), Tab.DRAFT, seen_by=clerk)
        drafts = found.filter(step__state=StepState.ISSUED, county=county_id).order_by("pk")
        for draft in list(drafts[:PROPOSED]):
            with suppress(DomainError), transaction.atomic():
                propose_letter(draft, actor=clerk)
    for head in list(_people(county_id, at + SIGNING, Role.OFFICE_HEAD))[:1]:
        found = letters.in_tab(letters.rows(seen_by=head), Tab.TO_APPROVE, seen_by=head)
        for letter in list(found[:APPROVED]):
            with suppress(DomainError), transaction.atomic():
                _approve(letter, head)


def _approve(letter: Letter, head: Viewer) -> None:
    digest = refresh.of_letter(letter, seen_by=head).digest
    approve_letter(letter, actor=head, digest=digest)


def _people(county_id: int, at: datetime, *roles: Role) -> Iterator[Viewer]:
    posts = Posting.objects.in_force(timezone.localdate(at)).holding(*roles)
    people = Cadre.objects.filter(pk__in=posts.filter(unit__region=county_id).values("cadre"))
    return (viewers.build(cadre, at=at) for cadre in people.order_by("pk"))
