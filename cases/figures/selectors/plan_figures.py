"""Plans as figures see them (到期兑现): whose plan was due, and whether it was kept."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from cases.figures.rules.completion import ENDINGS, Look
from cases.models import Application, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.workflow import State

DUE, KEPT = "plans_due", "plans_kept"
LABELS = {DUE: "到期计划", KEPT: "到期兑现"}


def narrowed(
    cohort: QuerySet[Any], ticket: str, look: Look, *, kept: bool = False
) -> QuerySet[Any]:
    """Return those of a cohort whose last plan was due by then; `is_kept` says which were kept.

    A plan is kept where what was planned is done and confirmed by the day of the plan. `ticket` is
    the column by which the cohort knows its tickets.
    """
    granted = Application.objects.filter(
        kind=ApplicationKind.PLAN, state=ApplicationState.GRANTED, decided_at__lt=look.ends_at
    )
    last = granted.filter(ticket=OuterRef(ticket)).order_by("-pk")
    closed = TicketEvent.objects.filter(
        ticket=OuterRef(ticket),
        state=State.CLOSED,
        at__lt=look.ends_at,
        at__gt=OuterRef("planned_at"),
    ).exclude(outcome__in=sorted(ENDINGS.values()))
    found = cohort.filter(**{f"{ticket}__in": granted.order_by().values("ticket")}).annotate(
        plan_on=Subquery(last.values("until_on")[:1]),
        planned_at=Subquery(last.values("decided_at")[:1]),
    )
    due: QuerySet[Any] = found.filter(plan_on__lte=look.on).annotate(
        is_kept=Exists(closed.filter(at__date__lte=OuterRef("plan_on")))
    )
    return due.filter(Q(is_kept=True)) if kept else due
