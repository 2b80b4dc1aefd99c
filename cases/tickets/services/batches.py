"""What nobody presses a button for: each due ticket once, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from cadres.jobs.services import job_runs
from cadres.submissions.services.deadlocks import tried_again
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket

BATCH = 200
# So long a batch may keep its tickets from people at their work; the rest waits for the next one.
HOLDS_SECONDS = 1.0

Action = Callable[[Ticket, Viewer], object]


def in_batches(due: QuerySet[Ticket], action: Action, *, actor: Viewer) -> int:
    """Do the action for every ticket of `due`; return for how many it was done.

    A batch is one short transaction that locks its own tickets and steps over those that somebody
    holds: people at their work never wait for it, and two sweeps at once never meet. The action
    must take its ticket out of `due`, so that what was cut off is found and nothing done twice.
    A batch that cannot be kept is done again ticket by ticket: only what fails is left out.
    """
    done, last, most = 0, 0, BATCH
    while True:
        try:
            batch = _batch(due, action, last, most, actor)
        except Exception as error:
            if most == 1:
                last = _stepped_over(due, last, error)
            most = 1
            continue
        if not batch:
            return done
        done += sum(_is_done(pk, error) for pk, error in batch)
        last = batch[-1][0]


@transaction.atomic
def _batch(
    due: QuerySet[Ticket], action: Action, after: int, most: int, actor: Viewer
) -> list[tuple[int, Exception | None]]:
    """Return what became of each ticket; none of it holds before the batch is kept."""
    found = due.filter(pk__gt=after).order_by("pk")
    locked = found.select_for_update(skip_locked=True, no_key=True, of=("self",))[:most]
    ends = time.monotonic() + HOLDS_SECONDS
    batch: list[tuple[int, Exception | None]] = []
    for ticket in list(locked):
        batch.append((ticket.pk, _failure(ticket, action, actor)))
        if time.monotonic() > ends:
            break
    return batch


def _stepped_over(due: QuerySet[Ticket], after: int, error: Exception) -> int:
    """Count the one ticket that cannot be kept, and return it as the last one looked at."""
    pk = due.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[0]
    job_runs.failed(f"ticket {pk}", error)
    return pk


def _is_done(pk: int, error: Exception | None) -> bool:
    if error is not None:
        job_runs.failed(f"ticket {pk}", error)
    return error is None


def _failure(ticket: Ticket, action: Action, actor: Viewer) -> Exception | None:
    """One ticket that cannot be moved must not hold up the others."""
    try:
        _do(ticket, action, actor)
    except Exception as error:
        return error
    return None


@tried_again
def _do(ticket: Ticket, action: Action, actor: Viewer) -> None:
    with transaction.atomic():
        action(ticket, actor)
