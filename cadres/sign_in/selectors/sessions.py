"""One's own open sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from cadres.models import SignIn
from cadres.sign_in.rules import devices
from cadres.viewers.rules.viewer import Viewer

SHOWN = 50


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A device on which the viewer is signed in."""

    pk: int
    device: str
    address: str
    signed_in_at: datetime
    seen_at: datetime
    is_here: bool


def own(*, seen_by: Viewer, since: datetime, here: str = "") -> list[SessionLine]:
    """Return the viewer's sessions in use since the moment, the latest first."""
    found = SignIn.objects.filter(cadre_id=seen_by.cadre_id or 0, seen_at__gte=since)
    return [
        SessionLine(
            pk=row.pk,
            device=devices.name(row.device),
            address=row.address or "",
            signed_in_at=row.signed_in_at,
            seen_at=row.seen_at,
            is_here=row.session_key == here,
        )
        for row in found.order_by("-seen_at", "-pk")[:SHOWN]
    ]


def living(at: datetime) -> list[str]:
    """The keys of all sessions that are not over; for who keeps something open beside them."""
    return list(Session.objects.filter(expire_date__gt=at).values_list("session_key", flat=True))


def is_living(session_key: str, at: datetime) -> bool:
    return Session.objects.filter(session_key=session_key, expire_date__gt=at).exists()
