"""Deeds that nobody presses a button for: each due ticket once, a batch at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from cadres.errors import DomainError
from cadres.rules.viewer import Viewer
from cases.models import Ticket

BATCH = 200
log = logging.getLogger(__name__)

Deed = Callable[[Ticket, Viewer], object]


def in_batches(due: QuerySet[Ticket], deed: Deed, *, actor: Viewer) -> int:
    """Do the deed for every ticket of `due`; return for how many it was done.

    A batch is one short transaction that locks its own tickets and steps over those that somebody
    holds: people at their work never wait for it, and two sweeps at once never meet. The deed must
    take its ticket out of `due`, so that what was cut off is found again and nothing is done twice.
    """
    done, last = 0, 0
    while batch := _batch(due, deed, last, actor):
        done += sum(was_done for _, was_done in batch)
        last = batch[-1][0]
    return done


@transaction.atomic
def _batch(due: QuerySet[Ticket], deed: Deed, after: int, actor: Viewer) -> list[tuple[int, bool]]:
    found = due.filter(pk__gt=after).order_by("pk")
    locked = list(found.select_for_update(skip_locked=True, no_key=True, of=("self",))[:BATCH])
    return [(ticket.pk, _done(ticket, deed, actor)) for ticket in locked]


def _done(ticket: Ticket, deed: Deed, actor: Viewer) -> bool:
    """One ticket that cannot be moved must not hold up the others; it is named in the log."""
    try:
        with transaction.atomic():
            deed(ticket, actor)
    except DomainError as refused:
        log.warning("sweep: ticket %s: %s", ticket.pk, refused.code)
        return False
    return True
