"""The daily mail (每日汇总): one for each person and working day, when the office opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import DIGEST_KIND, Channel
from cadres.notifications.services.sending import office_opens
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer

Each = Callable[[str, Iterable[int], Callable[[int], int]], int]


def gather_digests(at: datetime, *, each: Each) -> int:
    """Owe today's mail to everybody for whom something waits; return how many are owed anew.

    `each` does it for one after another, so that one that fails stops none of the others.

    It may run as often as one likes: a person has one mail a day, and what comes after the office
    has opened waits for the next.
    """
    had_one = OutboxRow.objects.filter(
        kind=DIGEST_KIND,
        object_id=OuterRef("to_id"),
        to_id=OuterRef("to_id"),
        once_per=str(timezone.localdate(at)),
    )
    people = _waiting().filter(~Exists(had_one)).order_by("to_id")
    cadre_ids = people.values_list("to_id", flat=True).distinct()
    found = [cadre_id for cadre_id in cadre_ids if cadre_id]
    return each("daily mail of cadre", found, lambda cadre_id: _gather(cadre_id, at))


@transaction.atomic
def _gather(cadre_id: int, at: datetime) -> bool:
    mine, reader = _waiting().filter(to_id=cadre_id), viewers.of(cadre_id, at=at)
    if reader is None:
        mine.update(done_at=at, is_dropped=True)
        return False
    opens = _opens_at(reader)
    if opens is None or at < opens:
        return False
    mine = mine.filter(queued_at__lt=opens)
    if not mine.exists():
        return False
    digest, is_new = OutboxRow.objects.get_or_create(
        kind=DIGEST_KIND,
        object_id=cadre_id,
        channel=Channel.MAIL,
        to_id=cadre_id,
        once_per=str(reader.today),
        defaults={"queued_at": at, "next_try_at": at},
    )
    if is_new:
        mine.update(digest=digest)
    return is_new


def _waiting() -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(
        done_at__isnull=True, next_try_at__isnull=True, digest__isnull=True
    )


def _opens_at(reader: Viewer) -> datetime | None:
    """When the reader's office opens today; None on a day off."""
    midnight = timezone.make_aware(datetime.combine(reader.today, time.min))
    opens = office_opens(reader, midnight)
    return opens if timezone.localdate(opens) == reader.today else None
