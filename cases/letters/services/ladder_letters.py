"""Letters of the ladder: drafted with its rungs, void or answered with them; never sent by it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from cadres.errors import Invalid
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing
from cases.letters.rules.kinds import OF_TEMPLATE, UNISSUED, LetterState
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import facts as letter_matters
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.styles import Style
from cases.letters.services.drafting import new_draft
from cases.models import LadderStep, Letter
from cases.supervision.rules.ladder import Rung

log = logging.getLogger(__name__)

Taken = tuple[LadderStep, Rung]


def draft_all(taken: Sequence[Taken], *, actor: Viewer) -> None:
    """Put steps of a batch on paper, for clerks to look over: as many statements for many as for
    few. A step that speaks to no unit, or only tells, has no letter."""
    wanted = [(step, rung) for step, rung in taken if step.unit_id and rung.template in OF_TEMPLATE]
    if not wanted:
        return
    facts = letter_matters.facts({step.ticket_id for step, _ in wanted}, seen_by=actor)
    styles = letter_styles.of_counties({step.county_id for step, _ in wanted}, seen_by=actor)
    drafted = []
    for step, rung in wanted:
        style = letter_styles.issuing(styles, step.county_id, OF_TEMPLATE[rung.template])
        sheet = _composed(step, rung, style, facts[step.ticket_id], actor)
        if sheet is not None:
            drafted.append(_letter(step, rung, style, sheet, actor))
    Letter.objects.bulk_create(drafted)
    done = [(letter, {"kind": letter.kind}) for letter in drafted]
    audit.record_all(f"letter.{LetterVerb.DRAFT}", done, actor=actor)


def void_all(steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None:
    """What the steps said is said no more: their letters that were not issued go no further."""
    found = Letter.objects.filter(step__in=steps.values("pk"), state__in=sorted(UNISSUED))
    found.update(state=LetterState.VOID, voided_at=actor.at, void_why=why)


def release_all(steps: QuerySet[LadderStep], *, actor: Viewer, why: str) -> None:
    """What the steps demanded is done, or is another's now: drafts go no further, and what was
    issued need not be answered."""
    found = Letter.objects.filter(step__in=steps.values("pk"), state=LetterState.ISSUED)
    found.filter(replied_on=None, excused_why="").update(excused_why=why[:100])
    void_all(steps, actor=actor, why=why)


def answer_all(
    steps: QuerySet[LadderStep], *, actor: Viewer, reply: str, promised_on: date
) -> None:
    """One reply on the ticket answers what was issued; what was not need not be any more."""
    found = Letter.objects.filter(step__in=steps.values("pk"))
    issued = found.filter(state=LetterState.ISSUED, replied_on=None, reply_due_on__isnull=False)
    issued.update(
        replied_on=actor.today, reply=reply, promised_on=promised_on, reply_by_id=actor.person_id
    )
    void_all(steps, actor=actor, why="承办单位已在工单上回复")


def _composed(
    step: LadderStep, rung: Rung, style: Style, facts: dict[str, object], actor: Viewer
) -> LetterSheet | None:
    """A matter that cannot stand in a letter must not hold up the sweep; it is named in the log."""
    given = {"issuer": style.issuer, "contact": style.contact, "today": actor.today}
    matter = letter_matters.of_step(facts, rung, step.why, **given)
    try:
        return composing.compose(style.kind, matter)
    except Invalid as refused:
        log.warning("no letter for ticket %s: %s", step.ticket_id, refused.code)
        return None


def _letter(
    step: LadderStep, rung: Rung, style: Style, sheet: LetterSheet, actor: Viewer
) -> Letter:
    return new_draft(
        sheet,
        style.kind,
        actor=actor,
        reply_days=rung.reply_days,
        organ=style.organ,
        county_id=step.county_id,
        ticket_id=step.ticket_id,
        step=step,
        unit_id=step.unit_id,
        composed=None,
    )
