"""Classes of problems."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.viewers.rules.viewer import Viewer
from cases.models import Category
from cases.tickets.rules.vocabulary import HandlingClass

# What a door names before anybody asks.
NONE = Category.objects.none()


# As new counties begin; where one calls them otherwise, its office chooses.
OTHER, ARREARS, INSPECTIONS = "其他", "拖欠账款", "执法检查"


def unsorted(*, seen_by: Viewer) -> Category | None:
    """Return the class of what nobody has classed yet; the office puts it right."""
    found = rows(seen_by=seen_by)
    return found.filter(name=OTHER).first() or found.order_by("-position", "-pk").first()


def of_arrears(*, seen_by: Viewer) -> Category | None:
    """Return the class of money owed: by its handling class, or by its usual name."""
    found = rows(seen_by=seen_by)
    of_class = found.filter(handling_class=HandlingClass.ARREARS).first()
    return of_class or found.filter(name=ARREARS).first()


def of_inspections(*, seen_by: Viewer) -> Category | None:
    """Return the class of inspections, by its usual name."""
    return rows(seen_by=seen_by).filter(name=INSPECTIONS).first()


def rows(*, seen_by: Viewer) -> QuerySet[Category]:
    """Return the categories in use; they are the same for everybody who holds a post."""
    found = Category.objects.filter(is_active=True)
    return found if seen_by.is_system or seen_by.roles else found.none()
