"""What the worker does for this app (timetable: config/celery.py)."""

from __future__ import annotations

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from cadres.jobs.services.job_runs import recorded
from cadres.viewers.rules.viewer import Viewer
from cases.desk.services import scheduled_jobs
from cases.early_warning.services import daily
from cases.ledgers.exchange import upload_steps
from cases.models import ImportBatch
from cases.proposals.services import training
from cases.tickets.services.clocks import clock_rebuild

SHOWN_SECONDS = 15 * 60


# The ledgers of a large county take longer than other tasks may.
@shared_task(acks_late=True, ignore_result=True, time_limit=2 * 60 * 60)
@recorded(clock=timezone.now)
def run_imports() -> int:
    """Check or write the ledgers that wait; return how many."""
    done = 0
    while upload_steps.run_next(timezone.now(), _report):
        done += 1
    return done


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def sweep() -> int:
    """Do what falls due by itself; each thing once, however often this runs."""
    return scheduled_jobs.run_apart(timezone.now)


@shared_task(acks_late=True, ignore_result=True, time_limit=2 * 60 * 60)
@recorded(clock=timezone.now)
def check_clocks() -> int:
    """Each night: compare every stored date with the clock ledger; return the differences."""
    return clock_rebuild.check_clocks(actor=Viewer.system(timezone.now())).differences


@shared_task(acks_late=True, ignore_result=True, time_limit=2 * 60 * 60)
@recorded(clock=timezone.now)
def warn_early() -> int:
    """Each night: flags on answers, early warnings, and how often each kind was right."""
    return daily.run(timezone.now())


@shared_task(acks_late=True, ignore_result=True, time_limit=2 * 60 * 60)
@recorded(clock=timezone.now)
def learn_proposals() -> int:
    """Each night: what units and categories closed tickets came to; return how many models."""
    return training.run(timezone.now())


def _report(batch: ImportBatch, step: str) -> None:
    # The page asks while the import's own transaction is still open, so the word goes another way.
    cache.set(f"import-step-{batch.pk}", step, SHOWN_SECONDS)
