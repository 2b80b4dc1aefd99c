"""The office writes down what was said on the phone, and what a meeting decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Region
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import BoardCall, BoardDecision, OfficeTask, Ticket
from cases.office_work.rules import board as rules
from cases.office_work.rules.board import BoardVerb
from cases.office_work.selectors import decisions

NO_WORDS = "请用一句话写明通话情况。"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, in which meeting, on which day, about which ticket if about one."""

    decided_on: date
    meeting: str
    text: str
    ticket: Ticket | None = None


@transaction.atomic
def record_call(about: Ticket | OfficeTask, *, actor: Viewer, text: str) -> BoardCall:
    """Somebody was called about what falls due; the sentence stands beside it for the day."""
    rules.check_writer(actor, about.county_id)
    text_limits.require(text, "text", NO_WORDS)
    call = BoardCall.objects.create(
        county_id=about.county_id,
        ticket=about if isinstance(about, Ticket) else None,
        task=about if isinstance(about, OfficeTask) else None,
        text=text.strip(),
        called_by_id=actor.person_id,
        called_at=actor.at,
    )
    audit.record(f"board.{BoardVerb.CALL}", call, actor=actor)
    return call


@transaction.atomic
def record_decision(given: Decided, *, actor: Viewer, county: Region) -> BoardDecision:
    """What the meeting decided is written down; what is to be done about it becomes tasks."""
    rules.check_writer(actor, county.pk)
    text_limits.require(given.text, "text", "请写明会上定的事。")
    text_limits.require(given.meeting, "meeting", "请填写会议名称。")
    if given.decided_on > actor.today:
        raise Invalid("决定日期不能晚于今天。", {"decided_on": "决定日期不能晚于今天。"})
    if given.ticket is not None and given.ticket.county_id != county.pk:
        raise Invalid("工单不是本县的，请重新选择。", {"ticket": "工单不是本县的。"})
    row = BoardDecision.objects.create(
        county=county,
        decided_on=given.decided_on,
        meeting=given.meeting.strip(),
        text=given.text.strip(),
        ticket=given.ticket,
        filed_by_id=actor.person_id,
        filed_at=actor.at,
    )
    audit.record(f"board.{BoardVerb.DECIDE}", row, actor=actor)
    return row


@transaction.atomic
def void_decision(row: BoardDecision, *, actor: Viewer, why: str) -> BoardDecision:
    """It was written down wrongly; the row stays, with the reason."""
    text_limits.require(why, "why", "请写明撤销的原因。")
    BoardDecision.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    row = decisions.fetch(row.pk, seen_by=actor)
    rules.check_void(row, actor, has_tasks=decisions.has_tasks(row, seen_by=actor))
    row.voided_at, row.voided_by_id, row.voided_why = actor.at, actor.person_id, why.strip()
    row.save(update_fields=["voided_at", "voided_by", "voided_why"])
    audit.record(f"board.{BoardVerb.VOID}", row, actor=actor)
    return row
