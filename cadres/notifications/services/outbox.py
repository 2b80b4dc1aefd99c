"""Notices owed: queued in the transaction of the action, delivered by the worker, each once.

What stays in the house (the inbox) is delivered here, in one transaction with its mark; what leaves
it is sent by services/sending.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from cadres.models import OutboxRow, UnitWebhook
from cadres.notifications import channels
from cadres.notifications.rules.preferences import Channel, Mode
from cadres.notifications.rules.sending import RETRIES
from cadres.notifications.selectors import notices, preferences
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer

# One transaction holds so many rows: long enough to be quick, short enough to be over soon.
BATCH = 500
SETTLED = ["done_at", "is_dropped", "attempts", "next_try_at", "sending_at", "error"]


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice of a kind about a thing, to these people, told once per this word."""

    kind: str
    object_id: int
    to: Iterable[int | None]
    once_per: str


def queue(
    kind: str, object_id: int, *, to: Iterable[int | None], actor: Viewer, once_per: str = ""
) -> None:
    """Owe a notice to each cadre id, by the channels that each has chosen: the one way to tell.

    It is told once per this word; where none is given, once per action (the actor's moment).
    Nobody is told of their own action, or twice of the same.
    """
    queue_all([Owed(kind, object_id, to, once_per or moment(actor))], actor=actor)


def moment(actor: Viewer) -> str:
    """The word under which an action tells of itself once."""
    return actor.at.isoformat()


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
    plans: dict[int, list[preferences.Plan]] = defaultdict(list)
    for plan in preferences.plans(kind, everybody, channels.open_ones(), seen_by=actor):
        plans[plan.cadre_id].append(plan)
    return [
        OutboxRow(
            kind=kind,
            object_id=one.object_id,
            channel=plan.channel,
            to_id=plan.cadre_id,
            once_per=one.once_per,
            rank=notices.rank_of(kind),
            queued_at=actor.at,
            next_try_at=None if plan.mode == Mode.DIGEST else actor.at,
        )
        for one, receivers in told
        for cadre_id in sorted(receivers)
        for plan in plans[cadre_id]
    ]


def queue_for_unit(
    kind: str, object_id: int, *, unit_ids: Iterable[int], actor: Viewer, once_per: str = ""
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
            once_per=once_per or moment(actor),
            rank=notices.rank_of(kind),
            queued_at=actor.at,
            next_try_at=actor.at,
        )
        for unit_id in sorted(listening.values_list("unit_id", flat=True))
    ]
    OutboxRow.objects.bulk_create(rows, ignore_conflicts=True)


def deliver(at: datetime, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Put into inboxes what is due at the moment, urgent first, batch by batch, as long as it may
    go on; return how many rows were settled.
    """
    settled, readers = 0, _Readers(at)
    while goes_on() and (rows := _deliver_batch(at, readers)):
        settled += rows
    return settled


def postpone(row: OutboxRow, at: datetime, error: str, *, is_final: bool = False) -> None:
    """Try again later, each time later; or give up, and keep why."""
    retries = RETRIES[Channel(row.channel)]
    row.error, row.sending_at = error[:200], None
    row.next_try_at = at + retries.wait(row.attempts)
    if is_final or row.attempts >= retries.attempts:
        row.done_at, row.is_dropped = at, True
    row.save(update_fields=SETTLED)


def unforeseen(error: Exception) -> str:
    """Say of an error that no channel foresaw only its kind: its words may name anybody."""
    return f"系统内部出错（{type(error).__name__}）"


class _Readers(dict[int, Viewer | None]):
    """Who receives, as they stand at the moment; each is resolved once, a batch together."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def resolve(self, cadre_ids: Iterable[int]) -> None:
        unknown = [cadre_id for cadre_id in cadre_ids if cadre_id not in self]
        if unknown:
            self.update(viewers.of_all(unknown, at=self.at))


@transaction.atomic
def _deliver_batch(at: datetime, readers: _Readers) -> int:
    """A short transaction: what it locks nobody else delivers, and what is marked has arrived."""
    due = OutboxRow.objects.filter(
        channel=Channel.INBOX, done_at__isnull=True, next_try_at__lte=at
    ).order_by("rank", "next_try_at", "to_id", "pk")
    rows = list(due.select_for_update(skip_locked=True, no_key=True)[:BATCH])
    by_reader = _by_reader(rows)
    readers.resolve(by_reader)
    told = _told([row for own in by_reader.values() for row in own], readers, at) if rows else []
    _mark_done(told, at, is_dropped=False)
    waiting = {row.pk for row in rows} - {row.pk for row in told}
    _mark_done([row for row in rows if row.pk in waiting and not row.error], at, is_dropped=True)
    return len(rows)


def _told(rows: Sequence[OutboxRow], readers: _Readers, at: datetime) -> list[OutboxRow]:
    """Tell all readers of what they may see, and return it.

    Where something breaks they are told one by one, and that reader line by line, so that only
    what breaks is put off.
    """
    by_reader = _by_reader(rows)
    try:
        with transaction.atomic():
            found = [row for pk, own in by_reader.items() for row in _seen(own, readers[pk])]
            channels.inbox.send_all(found, at)
    # Whatever is raised must not stop the others: its name is kept, and it is tried again.
    except Exception as error:
        if len(rows) == 1:
            rows[0].attempts += 1
            postpone(rows[0], at, unforeseen(error))
            return []
        parts = list(by_reader.values()) if len(by_reader) > 1 else [[row] for row in rows]
        return [told for part in parts for told in _told(part, readers, at)]
    for row in rows:
        row.error = ""
    return found


def _by_reader(rows: Iterable[OutboxRow]) -> dict[int, list[OutboxRow]]:
    found: dict[int, list[OutboxRow]] = defaultdict(list)
    for row in rows:
        found[row.to_id or 0].append(row)
    return found


def _seen(rows: Sequence[OutboxRow], reader: Viewer | None) -> list[OutboxRow]:
    if reader is None:
        return []
    seen = notices.seen([(row.kind, row.object_id) for row in rows], seen_by=reader)
    return [row for row in rows if (row.kind, row.object_id) in seen]


def _mark_done(rows: Sequence[OutboxRow], at: datetime, *, is_dropped: bool) -> None:
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(
        done_at=at, is_dropped=is_dropped, error="", attempts=F("attempts") + 1
    )
