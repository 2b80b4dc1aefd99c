"""In-app inbox (站内消息): a row of ids, rendered again when it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cadres.models import Notice, OutboxRow
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.selectors import notices
from cadres.notifications.selectors.notices import Message
from cadres.viewers.rules.viewer import Viewer

CHANNEL = Channel.INBOX


def is_on() -> bool:
    return True


def words(row: OutboxRow, reader: Viewer) -> Message | None:
    return notices.render(row.kind, [row.object_id], seen_by=reader).get(row.object_id)


def send(row: OutboxRow, words: Message, at: datetime) -> None:
    Notice.objects.create(to_id=row.to_id, kind=row.kind, object_id=row.object_id, at=at)


def send_all(rows: Sequence[OutboxRow], at: datetime) -> None:
    """Many lines in one statement; a line holds ids, so that nothing has to be worded."""
    Notice.objects.bulk_create(
        [Notice(to_id=row.to_id, kind=row.kind, object_id=row.object_id, at=at) for row in rows]
    )
