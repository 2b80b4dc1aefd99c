"""Two people and one ticket: what others did to it since a phone last heard, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from cadres.offline.rules.commands import Both
from cadres.pages.rules import wording
from cadres.pages.rules.action_fields import Choice, Field
from cadres.submissions.rules import edits, typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State


def others_step(pk: int, trunk: str, *, seen_by: Viewer) -> TicketEvent | None:
    """Return the last step of somebody else since the version `trunk` of a visible ticket.

    Own steps never count: the chain that a person made without a signal is not in its own way.
    """
    since = typed_values.moment(trunk)
    visible = Ticket.objects.visible_to(seen_by).filter(pk=pk)
    if since is None:
        return None
    steps = TicketEvent.objects.standing().filter(ticket__in=visible, at__gt=since)
    return steps.exclude(actor_id=seen_by.cadre_id).order_by("-pk").first()


def overwritten(
    ticket: Ticket, fields: Iterable[Field], words: Mapping[str, Any]
) -> tuple[Both, ...]:
    """Return the fields that stand on the ticket, and stand otherwise than these words say."""
    found = []
    for field in fields:
        mine, theirs = words.get(field.name), getattr(ticket, field.name, None)
        is_column = field.name in _columns(ticket)
        if is_column and theirs and edits.plain(mine) != edits.plain(theirs):
            said = _labels(field)
            found.append(Both(field.name, field.label, said(mine), said(theirs)))
    return tuple(found)


def moved_on(ticket: Ticket, step: TicketEvent, label: str, seen_by: Viewer) -> Both:
    """Say what the person wanted to do, and where the ticket stands by what somebody else did."""
    when = wording.moment(timezone.localtime(step.at), seen_by.today)
    did = f"{step.actor_name} {when} {Action(step.action).label}"
    return Both("state", "工单", label, f"{State(ticket.state).label}（{did}）")


def _columns(ticket: models.Model) -> set[str]:
    return {column.name for column in ticket._meta.concrete_fields}


def _labels(field: Field) -> Any:
    if not isinstance(field, Choice):
        return edits.said
    labels = {str(value): str(label) for value, label in field.choices}
    return lambda value: labels.get(str(value), str(value or ""))
