"""Classes of problems."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.rules.viewer import Viewer
from cases.models import Category

# What a door names before anybody asks.
NONE = Category.objects.none()


def rows(*, seen_by: Viewer) -> QuerySet[Category]:
    """Return the categories in use; they are the same for everybody who holds a post."""
    found = Category.objects.filter(is_active=True)
    return found if seen_by.is_system or seen_by.roles else found.none()
