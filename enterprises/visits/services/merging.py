"""An enterprise became part of another: who was to come to the one comes to the other."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Booking, ContactWish, Enterprise


def follow(old: Enterprise, new: Enterprise, *, actor: Viewer, why: str) -> None:
    """Plans that stand go over, and the wish where the new one has none; what is over stays."""
    Booking.objects.open().filter(enterprise=old).update(enterprise=new)
    standing = ContactWish.objects.filter(ended_at__isnull=True)
    if standing.filter(enterprise=new).exists():
        standing.filter(enterprise=old).update(ended_at=actor.at)
    else:
        standing.filter(enterprise=old).update(enterprise=new)
