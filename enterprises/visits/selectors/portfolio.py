"""The enterprises that a person takes along: those covered, and those visited lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from cadres.models import Cadre, Posting
from cadres.pages.selectors.changes import written
from cadres.people.rules.viewer import Viewer
from enterprises.models import (
    Assignment,
    Booking,
    BookingMember,
    Contact,
    ContactWish,
    Enterprise,
    Visit,
    VisitMember,
)
from enterprises.register.models.querysets import EnterpriseQuerySet
from enterprises.register.rules.authority import VISITORS
from enterprises.register.rules.visibility import VisitDate
from enterprises.register.selectors import assignments, changes, contacts, known_visits
from enterprises.register.selectors.assignments import Covering
from enterprises.register.selectors.contacts import ContactLine
from enterprises.visits.selectors import visits

MOST = 500
LATELY = timedelta(days=90)
VISITS_SHOWN = 3
PARTNERS_SINCE = timedelta(days=180)
COMPANIONS = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """An enterprise as it is taken along; phones are masked."""

    row: Enterprise
    is_mine: bool
    team: Sequence[Covering]
    contacts: Sequence[ContactLine]
    visits: Sequence[VisitDate]


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who may be named beside oneself, with the unit of today."""

    pk: int
    name: str
    unit: str


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


def companions(*, seen_by: Viewer) -> list[Companion]:
    """Return whom one may name beside oneself: the last partners first, then colleagues and the
    teams of the own enterprises.
    """
    partners = _partners(seen_by)
    units = [post.unit_id for post in seen_by.posts]
    colleagues = Posting.objects.in_force(seen_by.today).in_units(units).holding(*VISITORS)
    teams = Assignment.objects.acting(seen_by.today)
    teams = teams.filter(enterprise_id__any_of=seen_by.enterprise_ids)
    near = Q(pk__in=colleagues.values("cadre_id")) | Q(pk__in=teams.values("cadre_id"))
    others = Cadre.objects.filter(near, is_active=True).exclude(Q(pk=seen_by.cadre_id))
    found = list(others.order_by("name_pinyin", "pk").values_list("pk", "name")[:COMPANIONS])
    units_now = _unit_names([pk for pk, _ in found], seen_by.today)
    ranked = sorted(found, key=lambda one: partners.get(one[0], len(partners)))
    return [Companion(pk, name, units_now.get(pk, "")) for pk, name in ranked]


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


def _partners(viewer: Viewer) -> dict[int, int]:
    """Whom the viewer was out with, the last one first: each with its place in that order."""
    own = Visit.objects.of_cadre(viewer.cadre_id)
    own = own.filter(visited_on__gte=viewer.today - PARTNERS_SINCE)
    members = VisitMember.objects.filter(visit__in=own.values("pk"))
    newest = members.exclude(cadre_id=viewer.person_id).values("cadre_id")
    ordered = newest.annotate(on=Max("visit__visited_on")).order_by("-on", "cadre_id")
    return {row["cadre_id"]: place for place, row in enumerate(ordered[:COMPANIONS])}


def _unit_names(keys: Iterable[int], on: date) -> dict[int, str]:
    held = visits.unit_ids(keys, on)
    names = dict(
        Posting.objects.filter(unit__in=held.values()).values_list("unit_id", "unit__name")
    )
    return {pk: names.get(unit, "") for pk, unit in held.items()}
