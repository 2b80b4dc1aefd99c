"""What leaves the house is on record: who took which list out, how many rows, by which filter."""

from __future__ import annotations

from django.db import transaction

from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer


@transaction.atomic
def record_export(kind: str, *, actor: Viewer, rows: int, filters: str = "") -> None:
    """Write the export into the trail before the file is handed out."""
    audit.record(f"{kind}.export", None, actor=actor, rows=rows, filters=filters)
