"""The saved views that somebody has: their own, and those that their unit shares."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.models import SavedView
from cadres.pages.models.prepared import ID, IDS, Prepared, Row
from cadres.saved_views.rules import saved_views as rules
from cadres.viewers.rules.viewer import Viewer

# What the API names before anybody asks.
NONE = SavedView.objects.none()


def rows(list_name: str, *, seen_by: Viewer) -> QuerySet[SavedView]:
    """Return the views of one list, the oldest first; one's own and the unit's."""
    own = Q(owner_id=seen_by.cadre_id or 0)
    shared = Q(shared_with__in=rules.own_unit_ids(seen_by))
    found = SavedView.objects.filter(own | shared, list_name=list_name)
    return found.select_related("owner", "shared_with").order_by("pk")


def tabs(list_name: str, *, seen_by: Viewer) -> list[Row]:
    """Return name, query and owner of the same views, for the tabs above the list."""
    return _tabs(list_name)(seen_by.cadre_id or 0, list(rules.own_unit_ids(seen_by)))


@lru_cache
def _tabs(list_name: str) -> Prepared:
    def views(owner: int, units: list[int]) -> QuerySet[SavedView, Any]:
        own = Q(owner_id=owner) | Q(shared_with__any_of=units)
        found = SavedView.objects.filter(own, list_name=list_name).order_by("pk")
        return found.values("name", "query", "owner_id", "owner__name")

    return Prepared(views, ID, IDS)


def fetch(pk: int, list_name: str, *, seen_by: Viewer) -> SavedView:
    """Return one; hidden and missing look the same from outside."""
    found = rows(list_name, seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这个视图。")
    return found


def units(*, seen_by: Viewer) -> list[tuple[int, str]]:
    """Return the units with which the viewer may share."""
    return list({post.unit_id: post.unit_name for post in seen_by.own_posts}.items())
