"""What stands on a ticket while it is planned (列入计划): written and cleared with its steps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.workflow import State


def follow(ticket: Ticket, before: str, target: State, *, actor: Viewer) -> dict[str, Any]:
    """However the ticket leaves its plan: return the columns that it clears.

    The application keeps who was to fulfil it, by which day, and when it was over.
    """
    if before != State.PLANNED or target is State.PLANNED:
        return {}
    _running(ticket).update(returned_at=actor.at)
    return {"plan_owner": "", "plan_due_on": None}


def _running(ticket: Ticket) -> QuerySet[Application]:
    """Return the plan that holds now, among the applications of the ticket."""
    return Application.objects.filter(
        ticket=ticket,
        kind=ApplicationKind.PLAN,
        state=ApplicationState.GRANTED,
        returned_at__isnull=True,
    )
