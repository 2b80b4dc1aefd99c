"""The enterprise's side of a ticket's page: whom to ask there, its link, what it said of it all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cadres.pages.models.prepared import ID, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import ConfirmationLink, Rating, Ticket
from cases.tickets.rules import visibility
from cases.tickets.rules.closing import approvals
from enterprises.models import Contact

_CONTACT = Prepared(
    lambda pk: Contact.objects.filter(enterprise=pk, is_primary=True).values("name")[:1]
)
_UNUSED_LINKS = Prepared(
    lambda pk: (
        ConfirmationLink.objects.filter(ticket=pk, used_at=None, ended_at=None)
        .order_by("-expires_at")
        .values("expires_at")
    )
)


def contact(ticket: Ticket) -> str:
    """Return the name of the enterprise's first contact; no query where there is no enterprise."""
    if ticket.enterprise_id is None:
        return ""
    return "".join(row["name"] for row in _CONTACT(ticket.enterprise_id))


def link_until(ticket: Ticket, *, seen_by: Viewer) -> datetime | None:
    """Return until when the link holds that the enterprise may still use."""
    ends = [row["expires_at"] for row in _UNUSED_LINKS(ticket.pk)]
    return next((end for end in ends if end > seen_by.at), None)


def ratings(ticket: Ticket, *, seen_by: Viewer) -> list[Rating]:
    """Return what the enterprise said of it, for whom it is to see; one a round."""
    if not approvals.was_approved(ticket) or not visibility.may_see_rating(seen_by, ticket):
        return []
    return _RATINGS(ticket.pk, seen_by=seen_by)


def _ratings(viewer: Viewer, ticket: int) -> Any:
    return Rating.objects.filter(ticket=ticket).order_by("round")


_RATINGS = PreparedForViewer(_ratings, ID)
