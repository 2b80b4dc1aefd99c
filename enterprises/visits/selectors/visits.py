"""Visits (走访) in full, for those who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from cadres.deadlines.selectors import limits
from cadres.errors import Absent
from cadres.models import Posting
from cadres.pages.models.prepared import DAY, IDS, Prepared
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, Visit
from enterprises.register.models.querysets import VisitQuerySet
from enterprises.register.selectors import known_visits, nearness
from enterprises.visits.rules import visit_cool_down
from enterprises.visits.rules.visit_cool_down import Hint

ABSENT = "没有这条走访记录。"
# What a door names before anybody asks.
NONE = Visit.objects.none()


_HELD = Prepared(
    lambda cadre_ids, on: (
        Posting.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on), cadre_id__any_of=cadre_ids, from_on__lte=on
        )
        .order_by("-from_on", "pk")
        .values("cadre_id", "unit_id", "role")
    ),
    *(IDS, DAY),
)


def rows(*, seen_by: Viewer) -> VisitQuerySet:
    """Return the visits the viewer may read in full, the newest first."""
    return visible(seen_by=seen_by).for_list().order_by("-visited_on", "-pk")


def visible(*, seen_by: Viewer) -> VisitQuerySet:
    """Return the same without order or names, for whoever picks one of them."""
    return Visit.objects.visible_to(seen_by, near=nearness.ids(seen_by=seen_by))


def mine(*, seen_by: Viewer) -> VisitQuerySet:
    """Return the visits in which the viewer took part."""
    own = Visit.objects.of_cadre(seen_by.cadre_id)
    return own.for_list().order_by("-visited_on", "-pk")


def facts(visit: Visit) -> dict[str, Any]:
    """Return what a correction may change, as it stands."""
    members = sorted(member.cadre_id for member in visit.members.all())
    words = ("manner", "purpose", "visited_on", "summary")
    return {
        **{name: getattr(visit, name) for name in words},
        "cadre_ids": tuple(members),
        "service_day": visit.service_day_id,
    }


def fetch(pk: int, *, seen_by: Viewer) -> Visit:
    """Return the visit; hidden and missing look the same from outside."""
    seen = visible(seen_by=seen_by).for_list().select_related("county", "filed_by", "service_day")
    visit = seen.filter(pk=pk).first()
    if visit is None:
        raise Absent(ABSENT)
    return visit


def cool_down(enterprise: Enterprise, *, seen_by: Viewer) -> Hint | None:
    """Say that others visited the enterprise within the limit; nothing where no limit is set."""
    book = limits.book(seen_by.today, enterprise.county_id, key=visit_cool_down.COOL_DOWN)
    limit = book.get(visit_cool_down.COOL_DOWN)
    if limit is None or seen_by.cadre_id is None:
        return None
    since = visit_cool_down.quiet_since(limit, seen_by.today)
    lately = Visit.objects.filter(
        enterprise=enterprise, visited_on__gt=since, visited_on__lte=seen_by.today
    ).without([seen_by.cadre_id])
    return visit_cool_down.hint(limit, [known_visits.date_of(visit) for visit in lately.for_list()])


def unit_ids(cadre_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return the unit of each cadre on that day: the assisting cadre's post before the others."""
    found: dict[int, int] = {}
    for post in sorted(_HELD(list(cadre_ids), on), key=lambda post: post["role"] != Role.CADRE):
        found.setdefault(post["cadre_id"], post["unit_id"])
    return found
