"""A job runs alone, is kept as a row, and one thing that fails in it stops nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TypeVar

from django.utils import timezone

from cadres.errors import DomainError
from cadres.jobs.rules.jobs import kind_of
from cadres.jobs.services.job_locks import alone
from cadres.models import JobRun, Posting
from cadres.notifications.services import outbox
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

Thing = TypeVar("Thing")
Clock = Callable[[], datetime]
Work = Callable[..., object]
FAILED = "job_failed"
CUT_OFF = "上一次运行中途中断，没有做完；没有做的由下一次接着做"
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Failures:
    """What failed in a run; a silent one tells nobody of what it was about."""

    is_silent: bool
    count: int = 0
    sentence: str = ""


_failures: ContextVar[_Failures | None] = ContextVar("failures", default=None)


def recorded(*, clock: Clock, is_silent: bool = False) -> Callable[[Work], Work]:
    """Keep every run of a task; a silent one leaves neither counts nor words."""

    def keeping(task: Work) -> Work:
        @wraps(task)
        def kept(*args: object) -> int | None:
            kind = kind_of(task.__module__, task.__name__, args)
            done = run(kind, lambda: task(*args), clock=clock, is_silent=is_silent)
            return None if is_silent else done

        return kept

    return keeping


def run(
    kind: str, work: Callable[[], object], *, clock: Clock, is_silent: bool = False
) -> int | None:
    """Do the work, alone, and keep what came of it.

    Returns how many things were done; None where it is running already, and of a silent one.
    """
    with alone(kind) as is_alone:
        if not is_alone:
            log.info("%s is running already: this run ends", kind)
            return None
        _end_what_was_cut_off(kind, clock())
        row = JobRun.objects.create(kind=kind, started_at=clock())
        failures = _Failures(is_silent)
        done = _done(kind, work, failures)
        _keep(row, 0 if is_silent else done, failures, clock())
        return None if is_silent else done


def failed(what: str, error: Exception) -> None:
    """Count a thing that could not be done in the run that is going on, and say why in the log."""
    failures = _failures.get()
    if failures is None and not isinstance(error, DomainError):
        raise error  # no job runs: whoever called reads of it at once
    is_silent = failures is not None and failures.is_silent
    is_told = not isinstance(error, DomainError) and not is_silent
    log.error("%s: %s", what, type(error).__name__, exc_info=error if is_told else None)
    if failures is not None:
        failures.count += 1
        failures.sentence = failures.sentence or _sentence(error, is_silent)


def each(what: str, things: Iterable[Thing], action: Callable[[Thing], int]) -> int:
    """Do the action for each thing; one that fails is counted and stops none of the others."""
    done = 0
    for thing in things:
        try:
            done += action(thing)
        # Whatever is raised: the next county must not wait for this one.
        except Exception as error:
            failed(f"{what} {thing}", error)
    return done


def _done(kind: str, work: Callable[[], object], failures: _Failures) -> int:
    token = _failures.set(failures)
    try:
        return _count(work())
    # The run is kept with its reason; the timetable calls it again.
    except Exception as error:
        failed(kind, error)
        return 0
    finally:
        _failures.reset(token)


def _count(result: object) -> int:
    if isinstance(result, dict):
        return sum(result.values())
    return result if isinstance(result, int) else 0


def _keep(row: JobRun, done: int, failures: _Failures, at: datetime) -> None:
    row.ended_at, row.done, row.failed = at, done, failures.count
    row.sentence = failures.sentence[:200]
    row.save(update_fields=["ended_at", "done", "failed", "sentence"])
    if row.failed:
        _tell_keepers(row, at)
    elif not row.done:
        _replace_idle(row)


def _replace_idle(row: JobRun) -> None:
    """Of runs that found nothing to do the last one is kept."""
    before = JobRun.objects.filter(kind=row.kind, pk__lt=row.pk).order_by("-pk").first()
    if before is not None and before.done == before.failed == 0:
        before.delete()


def _end_what_was_cut_off(kind: str, at: datetime) -> None:
    """Nobody else runs it: a row without an end belongs to a worker that is gone."""
    for row in JobRun.objects.filter(kind=kind, ended_at__isnull=True):
        _keep(row, 0, _Failures(False, 1, CUT_OFF), at)


def _sentence(error: Exception, is_silent: bool) -> str:
    if isinstance(error, DomainError) and not is_silent:
        return error.message
    return outbox.unforeseen(error)


def _tell_keepers(row: JobRun, at: datetime) -> None:
    """Those who keep the system hear of a job once a day, however often it fails."""
    actor = Viewer.system(at)
    today = JobRun.objects.filter(kind=row.kind, failed__gt=0, ended_at__gte=_midnight(at))
    first = today.order_by("pk").first() or row
    keepers = Posting.objects.in_force(actor.today).holding(Role.SYSTEM_ADMIN)
    outbox.queue(FAILED, first.pk, to=keepers.cadre_ids(), actor=actor, once_per="once")


def _midnight(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
