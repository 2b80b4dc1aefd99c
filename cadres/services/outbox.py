"""Notices owed: queued in the transaction of the deed, delivered by the worker, each once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cadres import channels
from cadres.models import OutboxRow
from cadres.rules.viewer import Viewer
from cadres.selectors import notices, viewers

BATCH = 200
MAX_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice of a kind about a thing, to these people, told once per this word."""

    kind: str
    object_id: int
    to: Iterable[int | None]
    once_per: str


def queue(
    kind: str, object_id: int, *, to: Iterable[int | None], actor: Viewer, once_per: str
) -> None:
    """Owe a notice to each cadre id; nobody is told of their own deed, or twice of the same."""
    queue_all([Owed(kind, object_id, to, once_per)], actor=actor)


def queue_all(owed: Iterable[Owed], *, actor: Viewer) -> None:
    """Owe many notices in one statement; the same promises as of one."""
    OutboxRow.objects.bulk_create(
        [
            OutboxRow(
                kind=one.kind,
                object_id=one.object_id,
                to_id=cadre_id,
                once_per=one.once_per,
                queued_at=actor.at,
                next_try_at=actor.at,
            )
            for one in owed
            for cadre_id in sorted({pk for pk in one.to if pk} - {actor.cadre_id})
        ],
        ignore_conflicts=True,
    )


def deliver(at: datetime, limit: int = BATCH) -> int:
    """Deliver what is due at the moment; return how many rows were settled."""
    settled, readers = 0, _Readers(at)
    while settled < limit and _deliver_next(at, readers):
        settled += 1
    return settled


class _Readers(dict[int, Viewer | None]):
    """Who receives, as they stand at the moment; each is resolved once."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def __missing__(self, cadre_id: int) -> Viewer | None:
        self[cadre_id] = viewers.of(cadre_id, at=self.at)
        return self[cadre_id]


@transaction.atomic
def _deliver_next(at: datetime, readers: _Readers) -> bool:
    row = (
        OutboxRow.objects.select_for_update(skip_locked=True)
        .filter(done_at__isnull=True, next_try_at__lte=at)
        .order_by("next_try_at", "pk")
        .first()
    )
    if row is None:
        return False
    try:
        with transaction.atomic():
            row.is_dropped = not _deliver(row, readers[row.to_id], at)
        row.done_at = at
    # Whatever a channel raises must not stop the others: it is written down and tried again.
    except Exception as error:
        _postpone(row, at, error)
    row.save(update_fields=["done_at", "is_dropped", "attempts", "next_try_at", "error"])
    return True


def _deliver(row: OutboxRow, reader: Viewer | None, at: datetime) -> bool:
    """Send to the channels what the receiver may see now; False where that is nothing."""
    if reader is None or not notices.render(row.kind, [row.object_id], seen_by=reader):
        return False
    channels.inbox.send(row, at)
    return True


def _postpone(row: OutboxRow, at: datetime, error: Exception) -> None:
    row.attempts += 1
    row.error = f"{type(error).__name__}: {error}"[:200]
    row.next_try_at = at + timedelta(minutes=2**row.attempts)
    if row.attempts >= MAX_ATTEMPTS:
        row.done_at, row.is_dropped = at, True
