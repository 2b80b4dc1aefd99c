"""How well notices get out (发送情况): figures and reasons, never what they say or to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import Channel
from cadres.people.rules import authority
from cadres.people.selectors import people, units
from cadres.viewers.rules.viewer import Viewer

# What was given up longer ago nobody mends any more.
LOOKS_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ChannelFigures:
    """One channel: what is due and not yet out, what is tried again, what was given up."""

    channel: Channel
    due: int = 0
    oldest_due_at: datetime | None = None
    trying: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """One reason why notices did not get out."""

    channel: Channel
    error: str
    count: int
    last_at: datetime
    is_given_up: bool


def figures(*, seen_by: Viewer) -> list[ChannelFigures]:
    """Return the figures of each channel for the receivers of the viewer's region."""
    is_due = Q(done_at__isnull=True, next_try_at__lte=seen_by.at)
    trying = Q(done_at__isnull=True) & ~Q(error="")
    given_up = Q(is_dropped=True, error__gt="")
    counted = (
        _recent(seen_by)
        .values_list("channel")
        .annotate(
            due=Count("pk", filter=is_due),
            oldest=Min("next_try_at", filter=is_due),
            trying=Count("pk", filter=trying),
            given_up=Count("pk", filter=given_up),
        )
    )
    found = {row[0]: ChannelFigures(Channel(row[0]), *row[1:]) for row in counted}
    return [found.get(channel, ChannelFigures(channel)) for channel in Channel]


def troubles(*, seen_by: Viewer) -> list[Trouble]:
    """Return why notices do not get out, the most frequent reason first."""
    rows = _recent(seen_by).exclude(error="")
    grouped = rows.values("channel", "error", "is_dropped").annotate(
        count=Count("pk"), last_at=Max("queued_at")
    )
    return [
        Trouble(
            channel=Channel(row["channel"]),
            error=row["error"],
            count=row["count"],
            last_at=row["last_at"],
            is_given_up=row["is_dropped"],
        )
        for row in grouped.order_by("-count", "channel", "error")
    ]


def late_seconds(*, seen_by: Viewer) -> int:
    """Return how long the oldest notice that is due has not got out; for monitoring."""
    due = OutboxRow.objects.filter(done_at__isnull=True, next_try_at__lte=seen_by.at)
    oldest = due.aggregate(oldest=Min("next_try_at"))["oldest"]
    return int((seen_by.at - oldest).total_seconds()) if oldest else 0


def _recent(viewer: Viewer) -> QuerySet[OutboxRow]:
    """What is open, and what was given up lately, of the viewer's own region."""
    authority.check_sees_deliveries(viewer)
    mine = Q(to__in=people.rows(seen_by=viewer)) | Q(unit__in=units.choices(seen_by=viewer))
    given_up = Q(is_dropped=True, error__gt="", done_at__gte=viewer.at - LOOKS_BACK)
    return OutboxRow.objects.filter(Q(done_at__isnull=True) | given_up).filter(mine).order_by()
