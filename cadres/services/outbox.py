"""Notices owed: queued in the transaction of the deed, delivered by the worker, each once.

What stays in the house (the inbox) is delivered here, in one transaction with its mark; what leaves
it is sent by services/sending.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cadres import channels
from cadres.models import OutboxRow, UnitWebhook
from cadres.rules.telling import PATIENCE, Channel, Mode
from cadres.rules.viewer import Viewer
from cadres.selectors import notices, telling, viewers

BATCH = 200
SETTLED = ["done_at", "is_dropped", "attempts", "next_try_at", "sending_at", "error"]


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
    """Owe a notice to each cadre id, by the channels that each has chosen.

    Nobody is told of their own deed, or twice of the same.
    """
    queue_all([Owed(kind, object_id, to, once_per)], actor=actor)


def queue_all(owed: Iterable[Owed], *, actor: Viewer) -> None:
    """Owe many notices in one statement; the same promises as of one."""
    by_kind: dict[str, list[tuple[Owed, set[int]]]] = defaultdict(list)
    for one in owed:
        by_kind[one.kind].append((one, {pk for pk in one.to if pk} - {actor.cadre_id}))
    rows = [row for kind, told in by_kind.items() for row in _rows(kind, told, actor)]
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True)


def _rows(kind: str, told: list[tuple[Owed, set[int]]], actor: Viewer) -> list[OutboxRow]:
    """The plans of all receivers are asked once, however many things they are told of."""
    everybody = set[int]().union(*(receivers for _, receivers in told))
    if not everybody:
        return []
    plans: dict[int, list[telling.Plan]] = defaultdict(list)
    for plan in telling.plans(kind, everybody, channels.open_ones(), seen_by=actor):
        plans[plan.cadre_id].append(plan)
    return [
        OutboxRow(
            kind=kind,
            object_id=one.object_id,
            channel=plan.channel,
            to_id=plan.cadre_id,
            once_per=one.once_per,
            queued_at=actor.at,
            next_try_at=None if plan.mode == Mode.DIGEST else actor.at,
        )
        for one, receivers in told
        for cadre_id in sorted(receivers)
        for plan in plans[cadre_id]
    ]


def queue_for_unit(
    kind: str, object_id: int, *, unit_ids: Iterable[int], actor: Viewer, once_per: str
) -> None:
    """Owe a notice to the groups of these units that have one; only kinds meant for units go."""
    if not notices.is_for_units(kind):
        raise ValueError(f"{kind} is not registered for units")
    listening = UnitWebhook.objects.filter(unit_id__in=set(unit_ids))
    rows = [
        OutboxRow(
            kind=kind,
            object_id=object_id,
            channel=Channel.WECOM,
            unit_id=unit_id,
            once_per=once_per,
            queued_at=actor.at,
            next_try_at=actor.at,
        )
        for unit_id in sorted(listening.values_list("unit_id", flat=True))
    ]
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True)


def deliver(at: datetime, limit: int = BATCH) -> int:
    """Put into inboxes what is due at the moment; return how many rows were settled."""
    settled, readers = 0, _Readers(at)
    while settled < limit and _deliver_next(at, readers):
        settled += 1
    return settled


def postpone(row: OutboxRow, at: datetime, error: str, *, is_final: bool = False) -> None:
    """Try again later, each time later; or give up, and keep why."""
    patience = PATIENCE[Channel(row.channel)]
    row.error, row.sending_at = error[:200], None
    row.next_try_at = at + patience.wait(row.attempts)
    if is_final or row.attempts >= patience.attempts:
        row.done_at, row.is_dropped = at, True
    row.save(update_fields=SETTLED)


def unforeseen(error: Exception) -> str:
    """Say of an error that no channel foresaw only its kind: its words may name anybody."""
    return f"系统内部出错（{type(error).__name__}）"


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
        OutboxRow.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(channel=Channel.INBOX, done_at__isnull=True, next_try_at__lte=at)
        .order_by("next_try_at", "pk")
        .first()
    )
    if row is None:
        return False
    row.attempts += 1
    try:
        with transaction.atomic():
            row.is_dropped = not _deliver(row, readers[row.to_id or 0], at)
    # Whatever is raised must not stop the others: its name is kept, and it is tried again.
    except Exception as error:
        postpone(row, at, unforeseen(error))
        return True
    row.done_at, row.error = at, ""
    row.save(update_fields=SETTLED)
    return True


def _deliver(row: OutboxRow, reader: Viewer | None, at: datetime) -> bool:
    """Put what the receiver may see now into the inbox; False where that is nothing."""
    words = channels.inbox.words(row, reader) if reader else None
    if words is None:
        return False
    channels.inbox.send(row, words, at)
    return True
