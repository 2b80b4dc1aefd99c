"""Who was told of which policy goes over with an enterprise that becomes part of another."""

from __future__ import annotations

from django.db import transaction

from cadres.viewers.rules.viewer import Viewer
from cases.models import PolicyTelling
from enterprises.models import Enterprise


@transaction.atomic
def take_over(old: Enterprise, new: Enterprise, *, actor: Viewer, why: str) -> None:
    """Nobody is told twice: what the old one knows, the new one knows. Where both were told, the
    old one's row stays with it."""
    known = PolicyTelling.objects.filter(enterprise=new).values("policy_id")
    PolicyTelling.objects.filter(enterprise=old).exclude(policy__in=known).update(enterprise=new)
