"""How many tickets each tab of the list holds, in one query that stops counting early."""

from __future__ import annotations

from typing import Any

from cadres.models import Cadre
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors.paging import capped_value
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules import list_views
from cases.tickets.selectors import tickets
from cases.tickets.selectors.slices import Slice

ALL = ""


def counts(*, seen_by: Viewer) -> dict[str, int]:
    """Return the totals by view, counted up to CAP + 1; all that is seen under no view."""
    found = _COUNTS(seen_by=seen_by)
    names = [ALL, *list_views.views_for(seen_by)]
    # Where nothing can be seen at all Django asks nothing, and the total is no number.
    return {name: total or 0 for name, total in zip(names, found[0], strict=True)} if found else {}


def _counts(viewer: Viewer) -> Any:
    views = [
        Slice.of(view=view.value).rows(seen_by=viewer) for view in list_views.views_for(viewer)
    ]
    totals = [capped_value(one) for one in (tickets.rows(seen_by=viewer), *views)]
    return Cadre.objects.filter(pk=viewer.cadre_id or 0).values_list(*totals)


_COUNTS = PreparedForViewer(_counts)
