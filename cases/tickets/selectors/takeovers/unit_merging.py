"""What becomes of tickets when one unit takes another over, in counts."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from cadres.models import Unit
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.workflow import WITH_UNIT
from cases.tickets.selectors.takeovers import unit_work


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """Whoever keeps units sees none of these things: the counts are enough."""
    if people is not None:
        return _of_people(old, viewer, people)
    ended = Ticket.objects.filter(unit=old).exclude(state__in=sorted(WITH_UNIT)).count()
    return Effects(
        moves=counted(unit_work.of_unit(old, viewer)),
        stays=counted((Holding(ended, "件已办结或作废的工单（过去的统计不变）"),)),
    )


def _of_people(old: Unit, viewer: Viewer, people: Collection[int]) -> Effects:
    """The tickets that they have in hand, and the parts that they took."""
    moved = tickets(old, seen_by=viewer, people=people)
    led = moved.filter(unit=old).count()
    staying = Ticket.objects.filter(unit=old, state__in=sorted(WITH_UNIT)).count() - led
    return Effects(
        moves=counted(
            (
                Holding(led, "件由他们经办的工单（时限不变）"),
                Holding(moved.exclude(unit=old).count(), "项由他们签收的协办、分办"),
            )
        ),
        stays=counted((Holding(staying, "件在办工单"),)),
    )


def tickets(old: Unit, *, seen_by: Viewer, people: People = None) -> TicketQuerySet:
    """Return what the unit leads or helps with and is not over, in the order of keys.

    Of `people` only what they have in hand, and the parts that one of them took.
    """
    leads, helps = Q(unit=old), Q(co_unit_ids__contains=[old.pk])
    if people is not None:
        taken = Share.objects.filter(
            ticket=OuterRef("pk"), unit=old, ended_at__isnull=True, accepted_by__in=people
        )
        leads = Q(unit=old, handler__in=people)
        helps = Q(Exists(taken), co_unit_ids__contains=[old.pk])
    found = Ticket.objects.filter(leads | helps, state__in=sorted(WITH_UNIT))
    return found.order_by("pk")


def shares(pks: list[int], *, seen_by: Viewer) -> list[Share]:
    """Return the parts in these tickets that have not ended."""
    return list(Share.objects.filter(ticket__in=pks, ended_at__isnull=True).order_by("pk"))
