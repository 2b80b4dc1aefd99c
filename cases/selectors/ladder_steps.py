"""Steps taken on the ladder, as a viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.errors import Absent
from cadres.rules.viewer import Viewer
from cases.models import Exemption, LadderStep, Rung, Ticket
from cases.rules import desks
from cases.rules.desks import View
from cases.rules.ladder import Approver, StepState

ABSENT = "没有这件督办。"
# What has not gone out is nobody's business but the office's and the region's.
INSIDE = (StepState.PROPOSED, StepState.REFUSED)
CARDS = 50


@dataclass(frozen=True, slots=True)
class Supervision:
    """What the page of a ticket shows of the ladder."""

    steps: list[LadderStep]
    exemptions: list[Exemption]
    today: date

    @property
    def exemption(self) -> Exemption | None:
        """The one in force."""
        holds = [one for one in self.exemptions if one.from_on <= self.today <= one.to_on]
        return holds[-1] if holds else None


def rows(*, seen_by: Viewer) -> QuerySet[LadderStep]:
    """Return steps of visible tickets; those inside only for who sees the county whole."""
    visible = Ticket.objects.visible_to(seen_by)
    sight = Q() if seen_by.is_system else ~Q(state__in=INSIDE) | Q(county__in=seen_by.county_ids)
    rows = LadderStep.objects.filter(sight, ticket__in=visible)
    return rows.select_related("rung", "approved_by", "principal", "reply_by", "unit")


def fetch(pk: int, *, seen_by: Viewer) -> LadderStep:
    found = rows(seen_by=seen_by).select_related("ticket").filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> Supervision:
    """Return the steps and exemptions of a visible ticket, in two queries."""
    steps = rows(seen_by=seen_by).filter(ticket=ticket).order_by("pk")
    exemptions = Exemption.objects.filter(ticket__in=Ticket.objects.visible_to(seen_by))
    own = exemptions.filter(ticket=ticket).select_related("approved_by", "principal")
    return Supervision(list(steps), list(own), seen_by.today)


def to_sign(*, seen_by: Viewer) -> list[LadderStep]:
    """Return what waits for this viewer's signature, the oldest first."""
    mine = _signed_by(seen_by)
    if not mine:
        return []
    waiting = rows(seen_by=seen_by).filter(mine, state=StepState.PROPOSED)
    shown = waiting.select_related("ticket__enterprise", "ticket__unit").order_by("fired_on", "pk")
    return list(shown[:CARDS])


def in_view(view: View, *, seen_by: Viewer) -> Q:
    """Return what a view of the tickets holds; the ladder's view asks the steps beside them."""
    if view is not View.SUPERVISED:
        return desks.tickets_in(view, seen_by)
    out = LadderStep.objects.filter(ticket=OuterRef("pk"), state=StepState.ISSUED)
    return Q(Exists(out))


def rung_history(county_id: int, *, seen_by: Viewer) -> QuerySet[Rung]:
    """Return every row that was ever set for this very county, the newest first."""
    found = Rung.objects.filter(region_id=county_id).select_related("set_by")
    return found.order_by("order", "code", "-valid_from", "-pk")


def _signed_by(viewer: Viewer) -> Q | None:
    ways = (
        (Approver.OFFICE_CLERK, viewer.office_county_ids),
        (Approver.OFFICE_HEAD, viewer.office_head_county_ids),
        (Approver.LEADER, viewer.leader_county_ids),
    )
    found = None
    for approver, counties in ways:
        if counties:
            one = Q(rung__approver=approver, county__in=counties)
            found = one if found is None else found | one
    return found
