"""How the background jobs are doing (后台任务): figures and reasons, never what they were about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from cadres.jobs.rules.jobs import Job
from cadres.models import JobRun
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer

KIND = "job_failed"
_jobs: dict[str, Job] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A job with its last run, and the last one in which anything failed."""

    job: Job
    last: JobRun | None
    last_failed: JobRun | None
    is_late: bool

    @property
    def is_failing(self) -> bool:
        return self.last is not None and self.last.failed > 0

    @property
    def seconds(self) -> float | None:
        if self.last is None or self.last.ended_at is None:
            return None
        return (self.last.ended_at - self.last.started_at).total_seconds()


def register(*jobs: Job) -> None:
    """An app names its jobs; what is not named here is not looked after."""
    _jobs.update({job.kind: job for job in jobs})


def kinds() -> set[str]:
    return set(_jobs)


def lines(*, seen_by: Viewer) -> list[Line]:
    """Return every job, those that need somebody first."""
    administration.check_sees_jobs(seen_by)
    rows = JobRun.objects.order_by("kind", "-started_at", "-pk").distinct("kind")
    last = {row.kind: row for row in rows}
    failed = {row.kind: row for row in rows.filter(failed__gt=0)}
    begun = min((row.started_at for row in last.values()), default=seen_by.at)
    found = [_line(job, last, failed, begun, seen_by.at) for job in _jobs.values()]
    return sorted(found, key=lambda line: not (line.is_failing or line.is_late))


def health(*, seen_by: Viewer) -> dict[str, Any]:
    """Return for monitoring when each job ran last, and that something in it failed.

    Anybody may ask: how much failed and why stands on the page of those who keep the system.
    """
    return {
        line.job.kind: {
            "last_run": line.last.started_at.isoformat() if line.last else None,
            "seconds": line.seconds,
            "failed": line.is_failing,
            "late": line.is_late,
        }
        for line in lines(seen_by=seen_by)
    }


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Word the alarm that something in a job failed."""
    if not administration.administers(reader):
        return {}
    rows = JobRun.objects.filter(pk__in=owed[KIND])
    return {(KIND, row.pk): _message(row) for row in rows}


def _message(row: JobRun) -> Message:
    name = _jobs[row.kind].label if row.kind in _jobs else row.kind
    text = f"{row.failed} 项没有办成：{row.sentence.rstrip('。')}。今天再出错不另行通知。"
    return Message(f"后台任务出错：{name}", text, reverse("cadres:jobs"))


def _line(
    job: Job, last: dict[str, JobRun], failed: dict[str, JobRun], begun: datetime, at: datetime
) -> Line:
    """What never ran is waited for since any job did: a site just begun is not late with all."""
    found = last.get(job.kind)
    is_late = job.is_late(found.started_at if found else begun, at)
    return Line(job, found, failed.get(job.kind), is_late)
