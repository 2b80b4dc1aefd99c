"""Whoever begins or ends to cover an enterprise (包联) is told so, once a day and assignment."""

from __future__ import annotations

from cadres.notifications.services import outbox
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment


def tell_cadre(kind: str, assignment: Assignment, *, actor: Viewer) -> None:
    told = [assignment.cadre_id]
    outbox.queue(kind, assignment.pk, to=told, actor=actor, once_per=str(actor.today))
