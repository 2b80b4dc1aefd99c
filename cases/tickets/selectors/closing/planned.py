"""Which tickets were put into a plan (列入计划) on their way to the end."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from cases.models import Application
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState


def was_planned() -> Q:
    """The condition for the draw: a plan was granted, in whichever round."""
    granted = Application.objects.filter(
        ticket=OuterRef("pk"), kind=ApplicationKind.PLAN, state=ApplicationState.GRANTED
    )
    return Q(Exists(granted))
