"""What the worker does for this app (timetable: config/celery.py)."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from cadres.services import outbox, seals


@shared_task(acks_late=True, ignore_result=True)
def deliver() -> int:
    """Deliver the notices that are due."""
    return outbox.deliver(timezone.now())


@shared_task(acks_late=True, ignore_result=True)
def seal_trail() -> int:
    """Seal what was written since the last seal; return how many entries."""
    seal = seals.seal_trail(timezone.now())
    return seal.entries if seal else 0
