"""Which leads exist for a reader: asked in the query itself, everywhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from cases.leads.vault.rules.reader import Reader


class LeadQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> LeadQuerySet:
        """Leads of the reader's county to which it is named, and none that excludes it.

        Each knows whether it is only lent to the reader, who then may read and do nothing. Who
        cannot make its own marks sees none: nobody could say from which ones it is kept out.
        """
        from_room = self.model._meta.apps.get_model
        named = from_room("leads", "Access").objects.filter(
            lead=OuterRef("pk"), member=reader.member_id
        )
        found = self.filter(Exists(named.holding(reader.at)), county_id=reader.county_id)
        marked = found.annotate(is_lent=~Exists(named.lasting()))
        if not reader.knows_marks:
            return marked.none()
        return marked.exclude(Q(exclusions__mark__in=reader.marks))

    def for_list(self) -> LeadQuerySet:
        return self.order_by("-opened_at", "-pk")


class AccessQuerySet(models.QuerySet):
    def holding(self, at: datetime) -> AccessQuerySet:
        """By which a lead exists for its reader at the moment, be it only lent."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), ended_at__isnull=True)

    def lasting(self) -> AccessQuerySet:
        """Readers who were named, and not lent a lead for hours: new folders come to them."""
        return self.filter(ended_at__isnull=True, ends_at__isnull=True)


class WrapQuerySet(models.QuerySet):
    def lasting(self) -> WrapQuerySet:
        """Wraps that were not lent for hours."""
        return self.filter(ends_at__isnull=True)

    def holding(self, key_pair_id: int | None, at: datetime) -> WrapQuerySet:
        """Wraps for this key that still hold at the moment."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), key_pair=key_pair_id)
