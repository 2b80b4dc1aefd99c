"""What nobody decided in time goes up (逾期未审转上级); what was parked comes back by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadres.deadlines.rules.limits import due_on
from cadres.deadlines.rules.workdays import short
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import WrongState
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import (
    HELD,
    WAYS,
    ApplicationKind,
    ApplicationState,
)
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services import batches, recipients
from cases.tickets.services.applications.application_decisions import REVIEW_CAME, unpark_ticket
from cases.tickets.services.transitions import advance, ready


def raise_applications(at: datetime) -> int:
    """Applications that nobody decided in time: the next above may decide them too."""
    late = Application.objects.filter(
        state=ApplicationState.WAITING,
        raised_on__isnull=True,
        due_on__lt=timezone.localdate(at),
    )
    due = Ticket.objects.filter(pk__in=late.values("ticket_id"), state__in=sorted(HELD))
    return batches.in_batches(due, _raise_applications, actor=Viewer.system(at))


def urge_heads(at: datetime) -> int:
    """Results that no head signed in time: the unit's 主要负责人 is urged."""
    due = Ticket.objects.filter(
        state=State.RESOLVED,
        approval_urged_on__isnull=True,
        step_due_on__lt=timezone.localdate(at),
    )
    return batches.in_batches(due, _urge_head, actor=Viewer.system(at))


def report_unsigned(at: datetime) -> int:
    """Results that nobody signed after that either: the leader who oversees the unit is told."""
    due = Ticket.objects.filter(state=State.RESOLVED, approval_report_by__lt=timezone.localdate(at))
    return batches.in_batches(due, _report_unsigned, actor=Viewer.system(at))


def unpark_due(at: datetime) -> int:
    """Parked matters whose day of review has come: they are worked on again."""
    due = Ticket.objects.filter(state=State.PARKED, step_due_on__lte=timezone.localdate(at))
    return batches.in_batches(due, _unpark, actor=Viewer.system(at))


@transaction.atomic
def _raise_applications(ticket: Ticket, actor: Viewer) -> None:
    ticket = ready(ticket, Action.RAISE_APPROVAL, actor=actor)
    waiting = Application.objects.filter(ticket=ticket, state=ApplicationState.WAITING)
    late = list(waiting.filter(raised_on__isnull=True, due_on__lt=actor.today))
    if not late:
        raise WrongState("没有逾期未审的申请。")
    for asked in late:
        Application.objects.filter(pk=asked.pk).update(raised_on=actor.today)
        kind = ApplicationKind(asked.kind)
        way = WAYS[kind]
        note = f"{kind.label}申请应于 {short(asked.due_on)} 前审批，现由{way.above.label}审批。"
        advance(ticket, Action.RAISE_APPROVAL, actor=actor, is_ready=True, note=note)
        _tell_county("application_raised", ticket, way.told, f"{asked.pk}", actor)


@transaction.atomic
def _urge_head(ticket: Ticket, actor: Viewer) -> None:
    """The unit alone signs for itself; the office's head may where the county says so."""
    ticket = ready(ticket, Action.URGE_HEAD, actor=actor)
    if ticket.approval_urged_on is not None:
        raise WrongState("已经催办过单位主要负责人。")
    limit = limits.find(limit_keys.RESULT_TOLD, "", actor.today, ticket.county_id)
    days = calendar.work_calendar(region_id=ticket.county_id)
    ticket = advance(
        ticket,
        Action.URGE_HEAD,
        actor=actor,
        is_ready=True,
        note="单位负责人逾期没有审核办理结果，已催办单位主要负责人。",
        approval_urged_on=actor.today,
        approval_report_by=due_on(limit, actor.today, days).on,
    )
    once = f"{actor.today.isoformat()} {ticket.round}"
    heads = recipients.heads([ticket.unit_id], actor)
    chiefs = recipients.chiefs(ticket.unit_id, actor)
    recipients.tell("result_urged", ticket, chiefs, actor=actor, once_per=once)
    others = [pk for pk in heads if pk not in chiefs]
    recipients.tell("result_waits", ticket, others, actor=actor, once_per=once)
    switch = limits.book(actor.today, ticket.county_id, key=limit_keys.OFFICE_SIGNS)
    if switch.get(limit_keys.OFFICE_SIGNS) is not None:
        _raise_result(ticket, actor)


@transaction.atomic
def _report_unsigned(ticket: Ticket, actor: Viewer) -> None:
    ticket = ready(ticket, Action.REPORT_UNSIGNED, actor=actor)
    if ticket.approval_report_by is None:
        raise WrongState("已经报告过县领导。")
    told = "分管县领导" if recipients.overseeing(ticket, actor) else "县领导"
    ticket = advance(
        ticket,
        Action.REPORT_UNSIGNED,
        actor=actor,
        is_ready=True,
        note=f"催办主要负责人后仍没有审核，已报告{told}。",
        approval_report_by=None,
    )
    to = [*recipients.leaders(ticket, actor), *recipients.office_heads(ticket, actor)]
    once = f"{actor.today.isoformat()} {ticket.round}"
    recipients.tell("result_unsigned", ticket, to, actor=actor, once_per=once)


def _raise_result(ticket: Ticket, actor: Viewer) -> None:
    """The unit's own head may still sign; the office's hears of it once."""
    ticket = advance(
        ticket,
        Action.RAISE_APPROVAL,
        actor=actor,
        note="单位负责人逾期没有审核，助企办主任也可以审核。",
        approval_raised_on=actor.today,
    )
    _tell_county("result_raised", ticket, (Role.OFFICE_HEAD,), f"{ticket.round}", actor)


def _unpark(ticket: Ticket, actor: Viewer) -> None:
    unpark_ticket(ticket, actor=actor, reason=REVIEW_CAME)


def _tell_county(
    kind: str, ticket: Ticket, roles: tuple[Role, ...], once: str, actor: Viewer
) -> None:
    people = recipients.in_county(ticket, roles, actor)
    once_per = f"{actor.today.isoformat()} {once}"
    outbox.queue(kind, ticket.pk, to=people, actor=actor, once_per=once_per)
