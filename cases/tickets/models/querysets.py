"""Composable questions about tickets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from cadres.viewers.rules.viewer import Viewer
from cases.tickets.models.applications import Application
from cases.tickets.models.ratings import ConfirmationLink
from cases.tickets.models.shares import Share
from cases.tickets.rules import list_views, visibility
from cases.tickets.rules.applications import applications
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import Whose
from cases.tickets.rules.list_views import View
from cases.tickets.rules.lists import orders
from cases.tickets.rules.lists.orders import KEYS, Order
from cases.tickets.rules.workflow import NOT_COUNTED, OPEN, RUNNING, Action, Party
from enterprises.models import VisitMember

if TYPE_CHECKING:
    from cases.tickets.models.tickets import Ticket, TicketEvent  # noqa: F401


Holds = Callable[[Viewer], Q]
_holds: dict[View, Holds] = {}


def register(view: View, holds: Holds) -> None:
    """An upper room says which tickets a part of the desk holds by what it keeps of them."""
    _holds[view] = holds


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, viewer: Viewer) -> TicketQuerySet:
        return self.filter(visibility.tickets_for(viewer))

    def open(self) -> TicketQuerySet:
        """Not yet approved by a head: the promise still runs."""
        return self.filter(state__in=OPEN)

    def overdue(self, on: date) -> TicketQuerySet:
        """Whose promise, or in a later round whose own time, is over."""
        late = binding_days.is_past(Whose.COUNTY, on)
        return self.filter(late, state__in=sorted(RUNNING))

    def counted(self) -> TicketQuerySet:
        """What figures are made of: all but what was voided or merged into another ticket."""
        return self.exclude(state__in=sorted(NOT_COUNTED))

    def in_view(self, view: View, viewer: Viewer) -> TicketQuerySet:
        """What a part of the viewer's desk holds; whose part of it waits for an answer."""
        if view in _holds:
            return self.filter(_holds[view](viewer))
        found = self.filter(list_views.tickets_in(view, viewer))
        if view is View.TELL:
            untold = Application.objects.filter(applications.extension_untold())
            return found.filter(
                Exists(untold.filter(ticket=OuterRef("pk"), round=OuterRef("round")))
            )
        if view is View.SEND_LINK:
            return found.filter(~Exists(_open_links(viewer)))
        if view is View.ANSWERED:
            return found.filter(Exists(_said_since(viewer)))
        if view is not View.SHARES:
            return found
        waiting = Share.objects.filter(
            ticket=OuterRef("pk"),
            unit_id__in=viewer.clerk_unit_ids,
            answered_at__isnull=True,
            ended_at__isnull=True,
        )
        return found.filter(Exists(waiting))

    def in_order(self, order: Order) -> TicketQuerySet:
        key = KEYS[order]
        sign = "-" if key.is_descending else ""
        if key.column:  # by name: so that a program reads on from the last row
            return self.order_by(f"{sign}{key.column}", f"{sign}pk")
        by = order_key(order)
        return self.order_by(by.desc() if key.is_descending else by.asc(), f"{sign}pk")

    def in_named_order(self, order: Order) -> TicketQuerySet:
        """The same order by a name that each row holds, so that a program reads on from the last
        one: see `orders.BINDS_ON`."""
        if KEYS[order].column:
            return self.in_order(order)
        sign = "-" if KEYS[order].is_descending else ""
        named = self.annotate(**{orders.BINDS_ON: order_key(order)})
        return named.order_by(f"{sign}{orders.BINDS_ON}", f"{sign}pk")

    def beyond(self, order: Order, value: Any, pk: int) -> TicketQuerySet:
        """What comes after a ticket with this value and key in the order, in that order."""
        sign = "lt" if KEYS[order].is_descending else "gt"
        rows = self.alias(sorted_by=order_key(order))
        later = Q(**{f"sorted_by__{sign}": value}) | Q(sorted_by=value, **{f"pk__{sign}": pk})
        # The first condition alone is one that an index answers.
        return rows.filter(Q(**{f"sorted_by__{sign}e": value}), later).in_order(order)

    def before(self, order: Order, value: Any, pk: int) -> TicketQuerySet:
        """What comes before it, the nearest first."""
        return self.beyond(orders.TURNED[order], value, pk)

    def joined_late(self) -> TicketQuerySet:
        """The same rows in the same order, by their keys: what is joined is joined to these alone.

        For a slice of a long answer; otherwise all of it is joined before it is sorted and cut.
        """
        rows = self.model._default_manager.filter(pk__in=self.values("pk"))
        return rows.order_by(*self.query.order_by)

    def for_list(self) -> TicketQuerySet:
        return self.select_related("enterprise", "unit", "category", "township")

    def for_detail(self) -> TicketQuerySet:
        """With what its page and its steps ask; each further join doubles the planner's work."""
        named = ("enterprise", "unit", "category", "township", "filed_by", "policy_refusal")
        rows = self.select_related(*named)
        return rows.defer("pairs", "enterprise__pairs")


def order_key(order: Order) -> Any:
    """The column by which it sorts, or the day that binds the county (`binding_days.day`)."""
    if KEYS[order].column:
        return F(KEYS[order].column)
    return Case(
        When(round=1, then=F("due_on")),
        When(state__in=binding_days.WAITS, then=Coalesce("step_due_on", "due_on")),
        default=Coalesce("unit_due_on", "due_on"),
    )


def _open_links(viewer: Viewer) -> QuerySet[ConfirmationLink]:
    """Links of this round of the ticket that the enterprise can still open."""
    links = ConfirmationLink.objects.filter(ticket=OuterRef("pk"), round=OuterRef("round"))
    return links.filter(used_at__isnull=True, ended_at__isnull=True, expires_at__gt=viewer.at)


def _said_since(viewer: Viewer) -> QuerySet[TicketEvent]:
    """What a unit said in this round, and the viewer has not been in touch with the enterprise
    since: a contact is where it is passed on, so nothing else has to be ticked."""
    since = VisitMember.objects.filter(
        Q(cadre_id=viewer.cadre_id),
        visit__enterprise_id=OuterRef("ticket__enterprise_id"),
        visit__filed_at__gt=OuterRef("at"),
        visit__visited_on__gte=OuterRef("at__date"),
    )
    model: type[TicketEvent] = apps.get_model("cases", "TicketEvent")
    said = model.objects.filter(ticket=OuterRef("pk"), round=OuterRef("round"))
    by_unit = said.filter(action__in=list_views.SAID_BY_UNIT).exclude(party=Party.LIAISON)
    return by_unit.filter(~Exists(since))


class TicketEventQuerySet(models.QuerySet["TicketEvent"]):
    def standing(self) -> TicketEventQuerySet:
        """Without what was taken back within ten seconds, and without the taking back: the same
        as `rules.taking_back.standing`."""
        rows = self.model._default_manager
        before = rows.filter(ticket=OuterRef("ticket"), pk__lt=OuterRef("pk")).order_by("-pk")
        undone = rows.filter(
            ticket=OuterRef("ticket"), action=Action.TAKEN_BACK, pk__gt=OuterRef("pk")
        ).annotate(undone_at=Subquery(before.values("at")[:1]))
        kept = ~Exists(undone.filter(undone_at=OuterRef("at")))
        return self.filter(kept).exclude(action=Action.TAKEN_BACK)
