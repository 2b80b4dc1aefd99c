"""What is open at enterprises; asked by the enterprises app for a portfolio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Count

from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket


def open_tickets(enterprise_ids: Sequence[int], *, seen_by: Viewer) -> Mapping[int, int]:
    """Count the open tickets of each enterprise that the viewer may see; none is left out."""
    seen = Ticket.objects.visible_to(seen_by).open().filter(enterprise_id__any_of=enterprise_ids)
    rows = seen.order_by().values_list("enterprise_id").annotate(number=Count("pk"))
    return {pk: number for pk, number in rows if pk is not None}
