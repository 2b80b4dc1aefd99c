"""Looks back that wait for a call, and those that were made."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from cadres.errors import Absent, NotPermitted
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, Ticket
from cases.tickets.rules.closing.side_terms import CheckKind
from cases.tickets.rules.workflow import State


def rows(*, seen_by: Viewer, kind: str = "", is_done: bool = False) -> QuerySet[Check]:
    """Those of the viewer's counties: what is due first, or what was done last.

    What waits in vain, because the ticket is handled once more, is left out.
    """
    if not seen_by.is_office:
        raise NotPermitted("回头看和撤单质检由县助企办进行。")
    found = Check.objects.filter(
        county_id__in=seen_by.office_county_ids, ticket__in=Ticket.objects.visible_to(seen_by)
    )
    if kind in CheckKind.values:
        found = found.filter(kind=kind)
    found = found.select_related("ticket__enterprise", "ticket__unit", "done_by")
    if is_done:
        return found.filter(done_at__isnull=False).order_by("-done_at", "-pk")
    return found.filter(waiting()).order_by("due_on", "pk")


def fetch(pk: int, *, seen_by: Viewer, of: Ticket | None = None) -> Check:
    """Return a check of one's own county (of this ticket); hidden and missing look the same."""
    visible = Ticket.objects.visible_to(seen_by)
    found = Check.objects.filter(county_id__in=seen_by.office_county_ids, ticket__in=visible)
    if of is not None:
        found = found.filter(ticket=of)
    check = found.select_related("ticket").filter(pk=pk).first()
    if check is None:
        raise Absent("没有这次回访。")
    return check


def waiting() -> Q:
    """The condition of a check that somebody should make."""
    return Q(done_at__isnull=True, ticket__state=State.CLOSED, round=F("ticket__round"))
