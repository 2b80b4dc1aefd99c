"""Which enterprises, members of teams and visits changed since a moment, as they are listed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from cadres.models import Cadre
from cadres.pages.selectors.changes import turned, written
from cadres.people.selectors import changed_people
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Visit, VisitMember


def register(since: datetime, *, seen_by: Viewer) -> Q:
    """Enterprises, their teams, and the day of their last contact."""
    teams = Assignment.objects.filter(coverage(since, seen_by=seen_by))
    contacts = Visit.objects.filter(written(since))
    return (
        written(since)
        | Q(pk__in=teams.values("enterprise_id"))
        | Q(pk__in=contacts.values("enterprise_id"))
    )


def coverage(since: datetime, *, seen_by: Viewer) -> Q:
    """Members of teams, with their names and the unit in which they serve."""
    people = Cadre.objects.filter(changed_people.people(since, seen_by=seen_by))
    return written(since) | turned(since, seen_by.today) | Q(cadre__in=people.values("pk"))


def visits(since: datetime, *, seen_by: Viewer) -> Q:
    """Visits, and the names of the enterprise, of who took part and of their units."""
    names = written(since) | written(since, "cadre__") | written(since, "unit__")
    members = VisitMember.objects.filter(names)
    firm = written(since, "enterprise__")
    return written(since) | firm | Q(pk__in=members.values("visit_id"))
