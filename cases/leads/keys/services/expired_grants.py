"""What was lent for hours is over: its keys are deleted, and not only passed over."""

from __future__ import annotations

from django.db.models import F

from cadres.viewers.rules.viewer import Viewer
from cases.leads.procedure.models.leads import Access
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together


@together()
def end_lent(*, actor: Viewer) -> int:
    """Delete wraps that have lapsed and end the readings that went with them; return how many."""
    gone, _ = Wrap.objects.filter(ends_at__lte=actor.at).delete()
    ended = Access.objects.filter(ended_at__isnull=True, ends_at__lte=actor.at).update(
        ended_at=F("ends_at")
    )
    if gone or ended:
        trail.record("key.end_lent", None, actor=actor, wraps=gone, readers=ended)
    return gone + ended
