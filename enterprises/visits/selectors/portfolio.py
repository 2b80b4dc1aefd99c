"""The enterprises that a person takes along: those covered, and those visited lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from cadres.pages.selectors.changes import written
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import (
    Booking,
    BookingMember,
    Contact,
    ContactWish,
    Enterprise,
    Visit,
)
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import assignments, changes, contacts, known_visits
from enterprises.register.selectors.assignments import Covering
from enterprises.register.selectors.contacts import ContactLine

MOST = 500
LATELY = timedelta(days=90)
VISITS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """An enterprise as it is taken along; phones are masked."""

    row: Enterprise
    is_mine: bool
    team: Sequence[Covering]
    contacts: Sequence[ContactLine]
    visits: Sequence[VisitDate]


def ids(*, seen_by: Viewer) -> list[int]:
    """Return the keys: the own ones first, then the last visited, not more than MOST."""
    own = _visible(seen_by).filter(pk__any_of=seen_by.enterprise_ids)
    mine = list(own.order_by("pk").values_list("pk", flat=True)[:MOST])
    since = seen_by.today - LATELY
    called_on = Visit.objects.of_cadre(seen_by.cadre_id).filter(visited_on__gte=since)
    newest = called_on.values("enterprise_id").annotate(on=Max("visited_on"))
    lately = [row["enterprise_id"] for row in newest.order_by("-on", "enterprise_id")[:MOST]]
    seen = set(_visible(seen_by).filter(pk__in=lately).values_list("pk", flat=True))
    return list(dict.fromkeys([*mine, *(pk for pk in lately if pk in seen)]))[:MOST]


def changed(since: datetime, held: Sequence[int], *, seen_by: Viewer) -> list[int]:
    """Return those of the held ones of which something changed since, as they are shown."""
    moved = changes.register(since, seen_by=seen_by)
    return list(_visible(seen_by).filter(moved, pk__in=held).values_list("pk", flat=True))


def calendar_changed(since: datetime, held: Sequence[int], *, seen_by: Viewer) -> list[int]:
    """Return those of the held ones whose wishes or plans changed since, or began by the day."""
    then = timezone.localdate(since)
    plans = Booking.objects.filter(written(since) | Q(on__gte=then, on__lt=seen_by.today))
    members = BookingMember.objects.filter(written(since)).values("booking__enterprise_id")
    wishes = ContactWish.objects.filter(written(since))
    moved = Q(pk__in=plans.values("enterprise_id")) | Q(pk__in=wishes.values("enterprise_id"))
    found = _visible(seen_by).filter(moved | Q(pk__in=members), pk__in=held)
    return list(found.values_list("pk", flat=True))


def taken(wanted: Sequence[int], *, seen_by: Viewer) -> list[Taken]:
    """Return these enterprises in six queries, however many they are."""
    rows = _visible(seen_by).filter(pk__in=wanted).select_related("township")
    found = list(rows.with_aliases().with_last_contact().defer("pairs").order_by("pk"))
    keys = [row.pk for row in found]
    teams = assignments.teams(keys, seen_by.today, seen_by=seen_by)
    people, dates = _contacts(keys), _visits(keys)
    mine = set(seen_by.enterprise_ids)
    return [
        Taken(row, row.pk in mine, teams[row.pk], people[row.pk], dates[row.pk]) for row in found
    ]


def _visible(viewer: Viewer) -> EnterpriseQuerySet:
    return Enterprise.objects.visible_to(viewer).active()


def _contacts(keys: Sequence[int]) -> Mapping[int, list[ContactLine]]:
    found: dict[int, list[ContactLine]] = defaultdict(list)
    for row in Contact.objects.filter(enterprise_id__in=keys).order_by("-is_primary", "pk"):
        found[row.enterprise_id].append(contacts.masked(row))
    return found


def _visits(keys: Sequence[int]) -> Mapping[int, list[VisitDate]]:
    """The newest visits of each: day and units, which everybody of the region may know."""
    found: dict[int, list[VisitDate]] = defaultdict(list)
    rows = Visit.objects.newest_of(keys, VISITS_SHOWN).for_list()
    for visit in rows.order_by("-visited_on", "-pk"):
        found[visit.enterprise_id].append(known_visits.date_of(visit))
    return found
