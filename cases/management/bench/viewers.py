"""The four who look: the busiest covering cadre, unit clerk, county office, and the top leader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.utils import timezone

from cadres.models import Cadre, Posting
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from enterprises.models import Assignment


@dataclass(frozen=True, slots=True)
class Looker:
    """One of the four, with what hand-written SQL needs to know of them."""

    title: str
    cadre: Cadre
    viewer: Viewer

    @property
    def sight(self) -> str:
        """Return visibility as one would write it by hand, for a table named `t`."""
        parts = {
            "t.county_id = ANY(%(counties)s::bigint[])": self.viewer.county_ids,
            "t.unit_id = ANY(%(units)s::bigint[])": self.viewer.unit_ids,
            "t.co_unit_ids && %(units)s::bigint[]": self.viewer.unit_ids,
            "t.enterprise_id = ANY(%(firms)s::bigint[])": self.viewer.enterprise_ids,
            "t.filed_by_id = %(me)s": self.viewer.has(Role.CADRE),
        }
        return f"({' OR '.join(sql for sql, asked in parts.items() if asked)})"

    @property
    def values(self) -> dict[str, object]:
        viewer = self.viewer
        return {
            "me": self.cadre.pk,
            "counties": list(viewer.county_ids),
            "units": list(viewer.unit_ids),
            "firms": list(viewer.enterprise_ids),
            "today": viewer.today,
            "month": viewer.today.replace(day=1),
        }


def lookers(at: datetime) -> list[Looker]:
    """Find them in the present database; who does not stand in it is left out."""
    posts = Posting.objects.in_force(timezone.localdate(at)).select_related("cadre")
    unit = _busiest("unit")
    county = _busiest("county")
    leaders = posts.holding(Role.LEADER).order_by(Length("unit__region__path"), "pk")
    found = {
        "包联干部": _chief(posts, at),
        "承办经办": posts.holding(Role.UNIT_CLERK).filter(unit_id=unit).order_by("pk").first(),
        "县助企办": posts.holding(Role.OFFICE_CLERK).filter(unit__region_id=county).first(),
        "全域领导": leaders.first(),
    }
    return [
        Looker(title, post.cadre, viewers.build(post.cadre, at=at))
        for title, post in found.items()
        if post is not None
    ]


def _busiest(column: str) -> int | None:
    """The unit or county with the most tickets: what is slow anywhere is slow there."""
    rows = Ticket.objects.filter(**{f"{column}__isnull": False}).values_list(f"{column}_id")
    top = rows.annotate(count=Count("pk")).order_by("-count").first()
    return top[0] if top else None


def _chief(posts, at: datetime) -> Posting | None:
    """The cadre of whose enterprises the most tickets are."""
    covering = Assignment.objects.in_force(timezone.localdate(at)).filter(cadre__isnull=False)
    count = Count("enterprise__tickets", filter=~Q(enterprise__tickets=None))
    tops = covering.values_list("cadre_id").annotate(count=count).order_by("-count")[:20]
    for cadre_id, _ in tops:
        post = posts.filter(cadre_id=cadre_id)
        if {found.role for found in post} == {Role.CADRE}:
            return post.first()
    return None
