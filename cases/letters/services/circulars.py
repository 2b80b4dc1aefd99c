"""通报 and 表扬通报: gathered over a period, approved as they stand, and issued to all units."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from cadres.deadlines.selectors import calendar
from cadres.errors import Conflict, Invalid, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Period
from cases.letters.rules import sheets
from cases.letters.rules.kinds import GATHERED, LetterKind
from cases.letters.rules.kinds_of_letters import circular
from cases.letters.rules.kinds_of_letters.circular import Frame
from cases.letters.rules.organs import Organ
from cases.letters.rules.sheets import LetterSheet
from cases.letters.selectors import circular_items
from cases.letters.selectors import styles as letter_styles
from cases.letters.services.drafting import save_draft
from cases.models import CircularItem, LadderStep, Letter, LetterApproval, Ticket
from cases.supervision.rules.ladder import StepState
from cases.supervision.rules.ladder_clock import AT_WORK
from cases.supervision.services.escalation_sweep import begin_reply
from cases.tickets.rules.workflow import Action
from cases.tickets.services.transitions import advance


@transaction.atomic
def draft_circular(
    county_id: int, period: Period, ticket_ids: Collection[int], *, actor: Viewer
) -> Letter:
    """Gather these matters into a 通报; each must still qualify."""
    offered = circular_items.matters(county_id, period, seen_by=actor)
    chosen = [one for one in offered if one.ticket_id in set(ticket_ids)]
    _check_chosen(len(chosen), len(set(ticket_ids)))
    days = circular_items.reply_days(county_id, actor.today, seen_by=actor)
    frame = _frame(county_id, period, LetterKind.CIRCULAR, actor)
    sheet = circular.sheet(frame, [one.item for one in chosen], days)
    letter = _drafted(county_id, LetterKind.CIRCULAR, sheet, actor)
    CircularItem.objects.bulk_create(
        CircularItem(
            letter=letter, unit_id=one.unit_id, ticket_id=one.ticket_id, step_id=one.step_id
        )
        for one in chosen
    )
    return letter


@transaction.atomic
def draft_praise(
    county_id: int, period: Period, unit_ids: Collection[int], *, actor: Viewer
) -> Letter:
    """Gather these units into a 表扬通报, by their results in the period."""
    offered = circular_items.praiseworthy(county_id, period, seen_by=actor)
    chosen = [one for one in offered if one.unit_id in set(unit_ids)]
    _check_chosen(len(chosen), len(set(unit_ids)))
    frame = _frame(county_id, period, LetterKind.PRAISE, actor)
    sheet = circular.praise(frame, [one.praised for one in chosen])
    letter = _drafted(county_id, LetterKind.PRAISE, sheet, actor)
    CircularItem.objects.bulk_create(
        CircularItem(letter=letter, unit_id=one.unit_id) for one in chosen
    )
    return letter


def check_items(letter: Letter) -> None:
    """Raise WrongState where a matter that it names is done, or stands elsewhere, by now."""
    if letter.kind not in GATHERED:
        return
    for item in letter.items.select_related("ticket", "step"):
        ticket = item.ticket
        if ticket is not None and not _stands(item, ticket):
            raise WrongState(
                f"{ticket.number} 已不在原单位督办中，不能再列入通报。请撤销这份，重新汇总。"
            )


def issue_items(letter: Letter, *, actor: Viewer) -> None:
    """With the letter the rungs go out that it gathered; each matter has it in its course."""
    signed = LetterApproval.objects.filter(letter=letter).last()
    named = letter.items.filter(ticket__isnull=False).order_by("ticket_id")
    for item in named.select_related("ticket", "step__rung"):
        ticket = item.ticket
        assert ticket is not None
        advance(ticket, Action.SUPERVISE, actor=actor, note=f"列入{letter.number}通报。")
        if item.step is not None and signed is not None:
            _issue_step(item.step, signed, actor)


def _issue_step(step: LadderStep, signed: LetterApproval, actor: Viewer) -> None:
    step.state, step.issued_at = StepState.ISSUED, actor.at
    step.approved_by_id, step.principal_id = signed.signed_by_id, signed.principal_id
    step.approved_at = signed.signed_at
    begin_reply(step, step.rung.reply_days, calendar.work_calendar(region_id=step.county_id), actor)
    step.save(
        update_fields=[
            *("state", "issued_at", "approved_by", "principal", "approved_at"),
            *("calendar", "reply_due_on", "is_reply_provisional"),
        ]
    )


def _stands(item: CircularItem, ticket: Ticket) -> bool:
    is_same = ticket.unit_id == item.unit_id and ticket.state in AT_WORK
    return is_same and (item.step is None or item.step.state == StepState.PROPOSED)


def _check_chosen(found: int, asked: int) -> None:
    if not asked:
        raise Invalid("请至少选择一项。", {"chosen": "请至少选择一项。"})
    if found < asked:
        raise Conflict("有的事项在您打开页面之后有了变化，请看过现在的名单再选。")


def _frame(county_id: int, period: Period, kind: LetterKind, actor: Viewer) -> Frame:
    styles = letter_styles.of_counties([county_id], seen_by=actor)
    style = styles[county_id, Organ.OFFICE, kind]
    return Frame(style.issuer, period.since, period.until, actor.today, style.contact)


def _drafted(county_id: int, kind: LetterKind, sheet: LetterSheet, actor: Viewer) -> Letter:
    cleaned = sheets.cleaned(sheet)
    return save_draft(cleaned, kind, actor=actor, county_id=county_id, composed=None)
