"""What nobody needs any longer is deleted at night (清除过期记录), each kind after its own time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from cadres.jobs.services import job_runs
from cadres.models import BackgroundRun, JobRun, Notice, OnceKey, OutboxRow
from cadres.viewers.rules.viewer import Viewer

# A short transaction each: whoever works at night waits for none of them.
BATCH = 2_000
Purge = Callable[[datetime], int]


def _before(at: datetime, kind: str) -> datetime:
    return at - timedelta(days=settings.KEPT_DAYS[kind])


def _outbox(at: datetime) -> int:
    return _delete(OutboxRow.objects.filter(done_at__lt=_before(at, "outbox")))


def _inbox(at: datetime) -> int:
    read = Notice.objects.filter(read_at__isnull=False)
    return _delete(read.filter(at__lt=_before(at, "inbox")))


def _sessions(at: datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=at))


def _once_keys(at: datetime) -> int:
    """Nobody sends the same thing again after so long."""
    return _delete(OnceKey.objects.filter(kept_at__lt=_before(at, "once_keys")))


def _job_runs(at: datetime) -> int:
    return _delete(JobRun.objects.filter(ended_at__lt=_before(at, "job_runs")))


def _background_runs(at: datetime) -> int:
    return _delete(BackgroundRun.objects.filter(finished_at__lt=_before(at, "job_runs")))


# Kind by kind; for how long and why: KEPT_DAYS in config/settings.py.
PURGED: dict[str, Purge] = {
    "outbox": _outbox,
    "inbox": _inbox,
    "sessions": _sessions,
    "once_keys": _once_keys,
    "job_runs": _job_runs,
    "background_runs": _background_runs,
}


def register(kind: str, one: Purge) -> None:
    """An upper room, or app, adds what it keeps only for a time."""
    PURGED[kind] = one


def purge(*, actor: Viewer) -> int:
    """Delete what is over; return how many rows."""
    return job_runs.each("purge", PURGED, lambda kind: PURGED[kind](actor.at))


def _delete(rows: QuerySet[Model]) -> int:
    deleted = 0
    while pks := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        rows.filter(pk__in=pks).delete()
        deleted += len(pks)
    return deleted
