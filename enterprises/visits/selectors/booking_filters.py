"""What another program may ask the list of booked visits for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cadres.pages.selectors.changes import written
from enterprises.models import Booking, BookingMember
from enterprises.register.selectors.filters import ViewerFilter
from enterprises.visits.models.querysets import BookingQuerySet

ENDED_TOO = f"{SINCE}。已完成、取消、谢绝的也在其中"


class BookingQuestion(ViewerFilter):
    """Open plans; with `updated_since` those too that ended meanwhile."""

    updated_since = MomentFilter(label=ENDED_TOO, method="changed")

    class Meta:
        model = Booking
        fields: list[str] = []

    @property
    def qs(self) -> Any:
        found = super().qs
        return found if self.form.cleaned_data.get("updated_since") else found.open()

    def changed(self, rows: BookingQuerySet, name: str, value: datetime) -> BookingQuerySet:
        """Plans, the name of the enterprise, who comes and the units of those."""
        names = written(value) | written(value, "cadre__") | written(value, "unit__")
        members = BookingMember.objects.filter(names)
        firm = written(value, "enterprise__")
        return rows.filter(written(value) | firm | Q(pk__in=members.values("booking_id")))
