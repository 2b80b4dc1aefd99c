"""Whom the term of a topic binds hears that a newer calendar moved it."""

from __future__ import annotations

from cadres.notifications.services import outbox
from cadres.viewers.rules.viewer import Viewer
from cases.models import Topic
from cases.tickets.services import recipients


def tell(row: Topic, once_per: str, actor: Viewer) -> None:
    """Clerks and heads of the unit that answers for it."""
    clerks = recipients.speak_to_units([row.unit_id], row.county_id, actor=actor)
    to = [*clerks, *recipients.heads([row.unit_id], actor)]
    outbox.queue("topic_recounted", row.pk, to=to, actor=actor, once_per=once_per)
