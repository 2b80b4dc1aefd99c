"""What enterprises said themselves (企业原话) when they confirmed or were called, lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from cadres.deadlines.rules.limits import moment_of
from cadres.viewers.rules.viewer import Viewer
from cases.models import Rating, Ticket
from cases.tickets.rules import visibility
from cases.tickets.rules.vocabulary import Answer, Satisfaction

LONGEST = 50


@dataclass(frozen=True, slots=True)
class EnterpriseWords:
    """One comment, word for word, with what the enterprise answered and the ticket it is of."""

    ticket_pk: int
    who: str
    said: str
    answer: str
    on: date


def lately(back_days: int, *, seen_by: Viewer) -> list[EnterpriseWords]:
    """Return the comments of so many calendar days, the newest first; to units none."""
    if not visibility.may_see_ratings(seen_by):
        return []
    since = moment_of(seen_by.today - timedelta(days=back_days))
    visible = Ticket.objects.visible_to(seen_by).counted()
    visible = visible.filter(enterprise__isnull=False)
    found = Rating.objects.filter(ticket__in=visible, rated_at__gt=since).exclude(comment="")
    rows = found.order_by("-rated_at", "-pk").values_list(
        *("ticket_id", "ticket__enterprise__name"),
        *("comment", "answer", "satisfaction", "rated_at"),
    )
    return [_said(*row) for row in rows[:LONGEST]]


def _said(
    pk: int, who: str, said: str, answer: str, satisfied: str, at: datetime
) -> EnterpriseWords:
    words = [Answer(answer).label if answer else "", _satisfaction(satisfied)]
    return EnterpriseWords(pk, who, said, "、".join(filter(None, words)), timezone.localdate(at))


def _satisfaction(said: str) -> str:
    return Satisfaction(said).label if said else ""
