"""The two whom it concerns are told that a post was lent, or came back."""

from __future__ import annotations

from cadres.models import Delegation
from cadres.notifications.services import outbox
from cadres.viewers.rules.viewer import Viewer


def tell(kind: str, row: Delegation, *, actor: Viewer) -> None:
    both = (row.principal_id, row.deputy_id)
    outbox.queue(kind, row.pk, to=both, actor=actor)
