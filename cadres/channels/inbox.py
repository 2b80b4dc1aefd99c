"""In-app inbox (消息): a row of ids, rendered when it is read."""

from __future__ import annotations

from datetime import datetime

from cadres.models import Notice, OutboxRow


def send(row: OutboxRow, at: datetime) -> None:
    Notice.objects.create(to_id=row.to_id, kind=row.kind, object_id=row.object_id, at=at)
