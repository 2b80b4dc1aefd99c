"""What nobody decided in time goes up (逾期未审转上级); what was parked comes back by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cadres.errors import WrongState
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.rules.workdays import short
from cadres.services import outbox
from cases.models import Application, Ticket
from cases.rules.applications import HELD, WAYS, ApplicationKind, ApplicationState
from cases.rules.workflow import Action, State
from cases.services import sweeping, telling
from cases.services.deciding import REVIEW_CAME, unpark_ticket
from cases.services.transitions import advance, ready


def raise_applications(at: datetime) -> int:
    """Applications that nobody decided in time: the next above may decide them too."""
    late = Application.objects.filter(
        state=ApplicationState.WAITING,
        raised_on__isnull=True,
        due_on__lt=timezone.localdate(at),
    )
    due = Ticket.objects.filter(pk__in=late.values("ticket_id"), state__in=sorted(HELD))
    return sweeping.in_batches(due, _raise_applications, actor=Viewer.system(at))


def raise_results(at: datetime) -> int:
    """Results that no head signed in time: the head of the office may sign them too."""
    due = Ticket.objects.filter(
        state=State.RESOLVED,
        approval_raised_on__isnull=True,
        step_due_on__lt=timezone.localdate(at),
    )
    return sweeping.in_batches(due, _raise_result, actor=Viewer.system(at))


def unpark_due(at: datetime) -> int:
    """Parked matters whose day of review has come: they are worked on again."""
    due = Ticket.objects.filter(state=State.PARKED, step_due_on__lte=timezone.localdate(at))
    return sweeping.in_batches(due, _unpark, actor=Viewer.system(at))


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
        advance(ticket, Action.RAISE_APPROVAL, actor=actor, note=note)
        _tell("application_raised", ticket, way.told, f"{asked.pk}", actor)


@transaction.atomic
def _raise_result(ticket: Ticket, actor: Viewer) -> None:
    """The unit's own head may still sign; the office's hears of it once."""
    ticket = ready(ticket, Action.RAISE_APPROVAL, actor=actor)
    if ticket.approval_raised_on is not None:
        raise WrongState("已经转助企办主任审核。")
    ticket = advance(
        ticket,
        Action.RAISE_APPROVAL,
        actor=actor,
        note="单位负责人逾期没有审核，助企办主任也可以审核。",
        approval_raised_on=actor.today,
    )
    _tell("result_raised", ticket, (Role.OFFICE_HEAD,), f"{ticket.round}", actor)
    heads = telling.heads([ticket.unit_id], actor)
    once = actor.today.isoformat()
    outbox.queue("result_waits", ticket.pk, to=heads, actor=actor, once_per=once)


def _unpark(ticket: Ticket, actor: Viewer) -> None:
    unpark_ticket(ticket, actor=actor, reason=REVIEW_CAME)


def _tell(kind: str, ticket: Ticket, roles: tuple[Role, ...], once: str, actor: Viewer) -> None:
    people = telling.in_county(ticket, roles, actor)
    once_per = f"{actor.today.isoformat()} {once}"
    outbox.queue(kind, ticket.pk, to=people, actor=actor, once_per=once_per)
