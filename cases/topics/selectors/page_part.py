"""The topic on a ticket's page: which it is, and what may be pressed because of it."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, Topic
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.page.page_parts import PagePart
from cases.topics.rules import topics as rules

_TOPIC = Prepared(lambda pk: Topic.objects.filter(pk=pk).values("title", "county_id", "unit_id"))


@dataclass(frozen=True, slots=True)
class TopicMark:
    """The topic that a ticket is in; its page opens only for whoever sees it."""

    pk: int
    title: str
    is_visible: bool


def mark(ticket: Ticket, *, seen_by: Viewer) -> TopicMark | None:
    """Return the topic of a visible ticket; one query, and none for a ticket in no topic."""
    if ticket.topic_id is None:
        return None
    (row,) = _TOPIC(ticket.topic_id)
    is_visible = rules.sees(seen_by, row["county_id"], row["unit_id"])
    return TopicMark(ticket.topic_id, row["title"], is_visible)


# A ticket is in one topic or in none: one of joining and leaving makes no sense for it.
PART = PagePart(
    name="topic",
    template="cases/topics/_of_ticket.html",
    of=lambda page: mark(page.ticket, seen_by=page.seen_by),
    needless={
        Action.JOIN_TOPIC: lambda page: page.ticket.topic_id is not None,
        Action.LEAVE_TOPIC: lambda page: page.ticket.topic_id is None,
    },
)
