"""What is known of commands is forgotten when none of them can come again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Model, QuerySet

from cadres.models import Phone, PhoneCommand, SealedDelivery

BATCH = 2_000


def purge(at: datetime) -> int:
    """Forget what is older than `KEPT_DAYS`, by whichever of its two clocks is later."""
    before = at - timedelta(days=settings.KEPT_DAYS["phone_commands"])
    commands = PhoneCommand.objects.filter(received_at__lt=before, made_at__lt=before)
    brought = SealedDelivery.objects.filter(received_at__lt=before)
    return _delete(commands) + _delete(brought) + _delete(Phone.objects.filter(seen_at__lt=before))


def _delete(rows: QuerySet[Model]) -> int:
    deleted = 0
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=pks).delete()
        deleted += len(pks)
    return deleted
