"""What leaves the house: mail and group messages, in working hours, marked before they are sent.

No mail server can promise "exactly once". A row is marked in its own transaction before it is sent
and again after it. A worker that dies in between leaves the first mark: when that has lapsed, the
row is sent once more; a row that was cut off twice running is given up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from cadres.models import OutboxRow
from cadres.notifications import channels
from cadres.notifications.channels import Way
from cadres.notifications.channels.unsent import Unsent
from cadres.notifications.rules.preferences import ALARMS, DIGEST_KIND, Channel
from cadres.notifications.selectors import notices
from cadres.notifications.services.outbox import SETTLED, postpone, unforeseen
from cadres.people.selectors import viewers
from cadres.viewers.rules.viewer import Viewer

# Longer than any sending takes: within it nobody else takes up the row.
MARK_HOLDS = timedelta(minutes=10)
CUT_OFF = "发送时中断，不知道是否已经送到"


class Opening(Protocol):
    """Answers when the office in which a reader works opens next; now, where it is open."""

    def __call__(self, at: datetime, *, seen_by: Viewer) -> datetime: ...


_openings: list[Opening] = []


def register_opening(opens: Opening) -> None:
    """An upper room says from which moment on the office of a reader is open."""
    _openings.append(opens)


def send_next(channel: Channel, at: datetime) -> bool:
    """Settle the next row that is due by the channel; False where there is none.

    The clock is read anew for each: a mark holds from the moment it was made.
    """
    with transaction.atomic():
        row = _next(channel, at)
        if row is None:
            return False
        reader = _reader(row, at)
        is_marked = _may_ring(row, reader, at) and _mark(row, at)
        row.save(update_fields=SETTLED)
        _settle_items(row)
    if is_marked:
        _send(channels.ALL[channel], row, reader, at)
    return True


def _next(channel: Channel, at: datetime) -> OutboxRow | None:
    return (
        OutboxRow.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(channel=channel, done_at__isnull=True, next_try_at__lte=at)
        .order_by("rank", "next_try_at", "pk")
        .first()
    )


def _reader(row: OutboxRow, at: datetime) -> Viewer | None:
    if row.unit_id is not None:
        return viewers.of_unit(row.unit_id, at=at)
    return viewers.of(row.to_id or 0, at=at)


def _may_ring(row: OutboxRow, reader: Viewer | None, at: datetime) -> bool:
    """Ordinary alarms wait for the office of their reader to open."""
    if row.channel not in ALARMS or notices.is_urgent(row.kind) or reader is None:
        return True
    opens = office_opens(reader, at)
    if opens <= at:
        return True
    row.next_try_at = opens
    return False


def office_opens(reader: Viewer, at: datetime) -> datetime:
    """Return the moment, or when the office of the first county somebody works in opens next.

    The room of deadlines knows it; where nobody has set office hours nothing can wait for them.
    """
    return max((opens(at, seen_by=reader) for opens in _openings), default=at)


def _mark(row: OutboxRow, at: datetime) -> bool:
    """Note that it is being sent; a row that was cut off twice is given up."""
    was_cut_off = row.sending_at is not None
    if was_cut_off and row.error == CUT_OFF:
        row.done_at, row.is_dropped = at, True
        return False
    row.error = CUT_OFF if was_cut_off else row.error
    row.attempts += 1
    row.sending_at, row.next_try_at = at, at + MARK_HOLDS
    return True


def _send(way: Way, row: OutboxRow, reader: Viewer | None, at: datetime) -> None:
    try:
        words = way.words(row, reader) if reader else None
        if words is not None:
            way.send(row, words, at)
    except Unsent as error:
        _put_off(row, at, str(error), is_final=error.is_final)
    # Whatever is raised must not stop the others; what it says may name people or secrets.
    except Exception as error:
        _put_off(row, at, unforeseen(error))
    else:
        _finish(row, at, is_dropped=words is None)


@transaction.atomic
def _put_off(row: OutboxRow, at: datetime, error: str, *, is_final: bool = False) -> None:
    postpone(row, at, error, is_final=is_final)
    _settle_items(row)


@transaction.atomic
def _finish(row: OutboxRow, at: datetime, *, is_dropped: bool) -> None:
    row.done_at, row.is_dropped = at, is_dropped
    row.error, row.sending_at = "", None
    row.save(update_fields=SETTLED)
    _settle_items(row)


def _settle_items(row: OutboxRow) -> None:
    """What the daily mail told of is told."""
    if row.kind == DIGEST_KIND and row.done_at:
        items = OutboxRow.objects.filter(digest=row, done_at__isnull=True)
        items.update(done_at=row.done_at, is_dropped=row.is_dropped)
