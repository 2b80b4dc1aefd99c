"""What the worker does for the room. No task of it takes or returns anything of a lead.

Their runs are kept without counts and reasons: how much goes on in the room is the room's.
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cadres.jobs.services.job_runs import recorded
from cadres.trail.services import seals
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.services import candidates
from cases.leads.handling.services import recounts
from cases.leads.keys.services import expired_grants, locking
from cases.leads.vault.services import file_search, room_transaction, trail


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def seal_room() -> None:
    """Seal what the room's trail holds since its last seal."""
    seals.seal_trail(timezone.now(), trail.CHAIN)


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def sweep_candidates() -> None:
    """Each working night: propose what the rules find, and say nothing of it."""
    candidates.sweep_candidates(actor=Viewer.system(timezone.now()))


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def end_lent() -> None:
    """Take back what was lent and is over; clear away openings and keys that nobody uses."""
    system = Viewer.system(timezone.now())
    expired_grants.end_lent(actor=system)
    room_transaction.forget_once_keys(actor=system)
    locking.clear_away(timezone.now())


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def search_files() -> None:
    """Each night: compare the room's locked files with its rows; the room's trail says the rest."""
    file_search.search_files(actor=Viewer.system(timezone.now()))


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def recount_room() -> None:
    """Recount what runs in the room, where the calendar has a newer version."""
    recounts.recount_room(actor=Viewer.system(timezone.now()))


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now, is_silent=True)
def check_terms() -> None:
    """Each night: compare the stored days of the room with its terms; the room's trail keeps it."""
    recounts.check_room(actor=Viewer.system(timezone.now()))
