"""Composable questions about booked visits and official checks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cadres.viewers.rules.viewer import Viewer
from enterprises.register.rules import visibility
from enterprises.visits.rules import bookings

if TYPE_CHECKING:
    from enterprises.visits.models.bookings import Booking, BookingMember  # noqa: F401
    from enterprises.visits.models.official_checks import OfficialCheck  # noqa: F401


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, viewer: Viewer) -> BookingQuerySet:
        """Whoever sees the enterprise; who comes by name is another question."""
        return self.filter(visibility.calendar_for(viewer))

    def open(self) -> BookingQuerySet:
        return self.filter(bookings.is_open())

    def of_cadre(self, cadre_id: int | None) -> BookingQuerySet:
        """Those to which the cadre comes."""
        theirs = _members().filter(Q(cadre_id=cadre_id), booking=OuterRef("pk"))
        return self.filter(Exists(theirs))

    def from_day(self, on: date) -> BookingQuerySet:
        return self.filter(on__gte=on)

    def for_list(self) -> BookingQuerySet:
        members = _members().select_related("cadre", "unit").order_by("pk")
        named = members.only("booking_id", "cadre_id", "unit_id", "cadre__name", "unit__name")
        rows = self.select_related("enterprise", "enterprise__township")
        kept = rows.defer("enterprise__pairs")
        return kept.prefetch_related(Prefetch("members", queryset=named), "slots")


class CheckQuerySet(models.QuerySet["OfficialCheck"]):
    def visible_to(self, viewer: Viewer) -> CheckQuerySet:
        return self.filter(visibility.calendar_for(viewer))

    def standing(self) -> CheckQuerySet:
        """Those that were not struck as noted by mistake."""
        return self.filter(struck_at__isnull=True)

    def for_list(self) -> CheckQuerySet:
        return self.select_related("enterprise", "enterprise__township").defer("enterprise__pairs")


def _members() -> QuerySet[BookingMember]:
    model: type[BookingMember] = apps.get_model("enterprises", "BookingMember")
    return model.objects.all()
