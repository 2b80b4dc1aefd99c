"""Classes of problems."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Category

# What a door names before anybody asks.
NONE = Category.objects.none()


OTHER = "其他"


def unsorted(*, seen_by: Viewer) -> Category | None:
    """Return the class of what nobody has classed yet; the office puts it right."""
    found = rows(seen_by=seen_by)
    return found.filter(name=OTHER).first() or found.order_by("-position", "-pk").first()


def rows(*, seen_by: Viewer) -> QuerySet[Category]:
    """Return the categories in use; they are the same for everybody who holds a post."""
    found = Category.objects.filter(is_active=True)
    return found if seen_by.is_system or seen_by.roles else found.none()
