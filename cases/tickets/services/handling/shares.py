"""The parts of other units (协办、分办): asked by the office, taken and answered by each unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.files.services.uploads import Incoming
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket
from cases.tickets.rules import handling_units
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.attachments import attach_all
from cases.tickets.services.handling import share_rows
from cases.tickets.services.transitions import advance, ready

Uploads = Sequence[Incoming]


@transaction.atomic
def add_share(
    ticket: Ticket, *, actor: Viewer, unit: Unit, kind: str = ShareKind.CO, task: str = ""
) -> Share:
    """The office asks one more unit; whoever answers for a part of its own is told which part."""
    ticket = ready(ticket, Action.ADD_SHARE, actor=actor)
    _check_asked(ticket, unit, kind, task)
    # What it answered before stays on record; there is one open part for each unit.
    Share.objects.filter(ticket=ticket, unit=unit, ended_at__isnull=True).update(
        ended_at=actor.at, ended_why="另有新任务"
    )
    starts = share_rows.ask(ticket, [unit], kind, task, actor=actor)
    ticket = advance(
        ticket,
        Action.ADD_SHARE,
        actor=actor,
        is_ready=True,
        note=f"{ShareKind(kind).label} {unit}：{task.strip()}".rstrip("："),
        ticks=starts,
        co_unit_ids=sorted({*ticket.co_unit_ids, unit.pk}),
    )
    recipients.tell_clerks("share_asked", ticket, [unit.pk], actor=actor)
    recipients.tell_clerks("share_added", ticket, [ticket.unit_id], actor=actor)
    return Share.objects.select_related("ticket", "unit").get(pk=starts[0].share_id or 0)


@transaction.atomic
def accept_share(share: Share, *, actor: Viewer) -> Share:
    """The unit takes its part; from now on its answer is waited for."""
    share = _own(share, Action.ACCEPT_SHARE, actor)
    if share.accepted_at is not None:
        raise WrongState("这项协办已经签收。请刷新后再看。")
    ticket = advance(
        share.ticket,
        Action.ACCEPT_SHARE,
        actor=actor,
        note=str(share.unit),
        ticks=[share_rows.answer_is_due(share)],
    )
    share.accepted_by_id, share.accepted_at = actor.person_id, actor.at
    share.save(update_fields=["accepted_by", "accepted_at"])
    recipients.tell_clerks("share_accepted", ticket, [ticket.unit_id], actor=actor)
    return _fresh(share)


@transaction.atomic
def answer_share(share: Share, *, actor: Viewer, answer: str, uploads: Uploads = ()) -> Share:
    """The unit answers for its part, to the leading unit, which answers for the whole."""
    text_limits.require(answer, "answer", "请填写协办答复。")
    share = _own(share, Action.ANSWER_SHARE, actor)
    if share.accepted_at is None:
        raise WrongState("请先签收这项协办，再答复。")
    if share.answered_at is not None:
        raise WrongState("这项协办已经答复，不能再改。需要补充的，请在工单上反馈进展。")
    share.answer, share.answered_by_id = answer.strip(), actor.person_id
    share.answered_at = actor.at
    share.save(update_fields=["answer", "answered_by", "answered_at"])
    attach_all(share.ticket, actor=actor, uploads=uploads, share=share)
    ticket = advance(
        share.ticket,
        Action.ANSWER_SHARE,
        actor=actor,
        note=f"{share.unit}：{share.answer}",
        ticks=[share_rows.stops(share)],
    )
    asked_by = [share.asked_by_id]
    recipients.tell_clerks(
        "share_answered", ticket, [ticket.unit_id], actor=actor, besides=asked_by
    )
    return _fresh(share)


@transaction.atomic
def end_share(share: Share, *, actor: Viewer, reason: str) -> Share:
    """The office does not need this part any more; its unit loses sight of the ticket."""
    text_limits.require(reason, "reason", "请写明结束原因。")
    ticket = ready(share.ticket, Action.END_SHARE, actor=actor)
    share = _open(share)
    share.ended_at, share.ended_why = actor.at, reason.strip()
    share.save(update_fields=["ended_at", "ended_why"])
    ticket = advance(
        ticket,
        Action.END_SHARE,
        actor=actor,
        is_ready=True,
        note=f"{share.unit}：{reason.strip()}",
        ticks=[share_rows.stops(share)],
        co_unit_ids=[pk for pk in ticket.co_unit_ids if pk != share.unit_id],
    )
    told = recipients.clerks([share.unit_id, ticket.unit_id], actor)
    recipients.tell("share_ended", ticket, told, actor=actor)
    return _fresh(share)


def check_answered(ticket: Ticket, *, actor: Viewer) -> None:
    """Refuse a result while somebody's part is open: who leads answers for the whole (首接负责)."""
    waiting = Share.objects.filter(ticket=ticket, answered_at__isnull=True, ended_at__isnull=True)
    names = "、".join(waiting.values_list("unit__name", flat=True))
    if names:
        raise Invalid(
            f"{names}还没有答复协办（分办），不能提交办结。主办单位首接负责，请先催办；"
            "确不需要的，请县助企办结束该项协办。"
        )


def _own(share: Share, action: Action, actor: Viewer) -> Share:
    """The share as it is now, under the lock of its ticket; only its own unit's clerks may act."""
    ready(share.ticket, action, actor=actor)
    share = _open(share)
    if share.unit_id not in actor.clerk_unit_ids:
        raise NotPermitted(f"这项协办由{share.unit}办理，您只能办理本单位的协办。")
    return share


def _open(share: Share) -> Share:
    share = _fresh(share)
    if share.ended_at is not None:
        raise WrongState("这项协办已经结束。请刷新后再看。")
    return share


def _fresh(share: Share) -> Share:
    return Share.objects.select_related("ticket", "unit").get(pk=share.pk)


def _check_asked(ticket: Ticket, unit: Unit, kind: str, task: str) -> None:
    handling_units.check_not_kept_from(ticket, unit)
    open_units.hold_open(unit, county_id=ticket.county_id)
    sentence, field = "", "unit"
    waiting = Share.objects.filter(ticket=ticket, unit=unit, ended_at__isnull=True)
    if kind not in ShareKind.values:
        sentence, field = "请选择协办或分办。", "kind"
    elif unit.pk == ticket.unit_id:
        sentence = "主办单位不能同时是协办单位，请另选单位。"
    elif waiting.filter(answered_at__isnull=True).exists():
        sentence = f"{unit}已有一项没有答复的协办，请等答复或先结束那一项。"
    elif kind == ShareKind.SPLIT and not task.strip():
        sentence, field = "分办须写明由该单位负责的任务。", "task"
    if sentence:
        raise Invalid(sentence, {field: sentence})
