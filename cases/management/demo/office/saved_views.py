"""Views of the ledger that the demo's office keeps: one of one's own, one for all colleagues."""

from __future__ import annotations

from datetime import datetime, timedelta

from cadres.saved_views.rules.saved_views import own_unit_ids
from cadres.saved_views.services.saved_views import save_view
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import DISPATCHER, Course
from cases.tickets.selectors.lists.saved_queries import LIST

BEFORE = timedelta(days=6)
OWN = ("热线来件", "source=hotline")
SHARED = ("超期的，最久在前", "due=late&sort=late")


def course(cast: Cast, now: datetime) -> Course:
    """The clerk who dispatches keeps both."""
    at = now - BEFORE
    yield at
    actor = cast.viewer(DISPATCHER, at)
    office = own_unit_ids(actor)[0]
    for (name, query), shared_with in ((OWN, None), (SHARED, office)):
        save_view(LIST, actor=actor, name=name, query=query, shared_with=shared_with)
