"""Delegations (代理) as those may see them who have a part in them or keep them for others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cadres.errors import Absent
from cadres.models import Cadre, Delegation, Posting
from cadres.pages.models.prepared import DAY_OF_MOMENT, ID, IDS, MOMENT, OTHER_IDS, Prepared
from cadres.people.models.querysets import DelegationQuerySet
from cadres.people.rules import delegations as rules
from cadres.people.rules.delegations import LENDABLE, Stage
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

# A person's page shows the newest.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One delegation in words."""

    pk: int
    principal: str
    deputy: str
    post: str
    from_on: date
    to_on: date
    reason: str
    made_by: str
    stage: Stage
    is_mine: bool
    may_end: bool

    @property
    def is_open(self) -> bool:
        return self.stage in (Stage.COMING, Stage.RUNNING)


def of(cadre: Cadre, *, seen_by: Viewer) -> list[Line]:
    """Return where somebody is principal or deputy, as far as it concerns the viewer."""
    rows = _visible(seen_by).filter(Q(principal=cadre) | Q(deputy=cadre))
    return [_line(row, seen_by) for row in rows.order_by("-from_on", "-pk")[:SHOWN]]


def running(*, seen_by: Viewer) -> list[Line]:
    """Return what the desk says: for whom the viewer stands in now, and who for the viewer.

    One query where nobody does, and none for those who hold no post that is ever lent.
    """
    lent = [post.posting_id for post in seen_by.posts if post.is_lent]
    own = [post.posting_id for post in seen_by.own_posts if post.role in LENDABLE]
    if not lent and not own:
        return []
    found = _RUNNING(seen_by.cadre_id, lent, own, seen_by.at, seen_by.today)
    if not found:
        return []
    rows = _visible(seen_by).filter(pk__in=[row["pk"] for row in found])
    return [_line(row, seen_by) for row in rows.order_by("to_on", "pk")]


def fetch(pk: int, *, seen_by: Viewer) -> Delegation:
    found = _visible(seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这项代理。")
    return found


def lendable(cadre: Cadre, *, seen_by: Viewer) -> QuerySet[Posting]:
    """Return the posts of somebody that the viewer may lend out for them."""
    held = Posting.objects.in_force(seen_by.today).filter(cadre=cadre).holding(*LENDABLE)
    rows = held.select_related("unit__region")
    may = [row.pk for row in rows if rules.may_make(seen_by, row.cadre_id, row.unit.region.path)]
    return rows.filter(pk__in=may).order_by("pk")


def candidates(postings: Sequence[Posting], *, seen_by: Viewer) -> QuerySet[Cadre]:
    """Return who may stand in for one or other of the posts, by the sound of their names."""
    beside = [rules.candidates(Role(row.role), row.unit_id, row.unit.region_id) for row in postings]
    if not beside:
        return Cadre.objects.none()
    held = Posting.objects.in_force(seen_by.today)
    near = held.filter(reduce(or_, beside)).values("cadre_id")
    barred = held.holding(*rules.BARRED).values("cadre_id")
    apart = {seen_by.cadre_id or 0, *(row.cadre_id for row in postings)}
    found = Cadre.objects.filter(pk__in=near).exclude(pk__in=barred).exclude(pk__in=apart)
    return found.order_by("name_pinyin", "name", "pk")


def told(pks: Collection[int], *, seen_by: Viewer) -> list[Delegation]:
    """Return those of these delegations in which the viewer is principal or deputy."""
    both = Q(principal_id=seen_by.cadre_id) | Q(deputy_id=seen_by.cadre_id)
    return list(_rows().filter(both, pk__in=pks))


def _running(
    cadre: int, lent: list[int], own: list[int], at: datetime, today: date
) -> QuerySet[Delegation, Any]:
    mine = Q(deputy_id=cadre, posting_id__any_of=lent)
    found = Delegation.objects.in_force(at).filter(mine | Q(posting_id__any_of=own))
    return found.values("pk")


_RUNNING = Prepared(_running, ID, IDS, OTHER_IDS, MOMENT, DAY_OF_MOMENT)


def _rows() -> DelegationQuerySet:
    return Delegation.objects.select_related("principal", "deputy", "made_by", "posting__unit")


def _visible(viewer: Viewer) -> DelegationQuerySet:
    return _rows().filter(rules.delegations_for(viewer))


def _line(row: Delegation, viewer: Viewer) -> Line:
    last_on = _last_on(row)
    stage = rules.stage(row.from_on, last_on, viewer.today, is_ended=row.ended_at is not None)
    parties = (row.principal_id, row.deputy_id, row.made_by_id)
    is_open = stage in (Stage.COMING, Stage.RUNNING)
    return Line(
        pk=row.pk,
        principal=row.principal.name,
        deputy=row.deputy.name,
        post=post(row),
        from_on=row.from_on,
        to_on=last_on,
        reason=row.reason,
        made_by=row.made_by.name if row.made_by and row.made_by_id != row.principal_id else "",
        stage=stage,
        is_mine=row.deputy_id == viewer.cadre_id,
        may_end=is_open and rules.may_end(viewer, parties),
    )


def _last_on(row: Delegation) -> date:
    """The last day on which it held or will hold: it ends with the post, and with either of two."""
    if row.ended_at:
        return timezone.localdate(row.ended_at)
    others = (row.posting.to_on, row.principal.left_on, row.deputy.left_on)
    return min([row.to_on, *(day for day in others if day)])


def post(row: Delegation) -> str:
    """Return the post that is lent, in words."""
    return f"{row.posting.unit.name} · {Role(row.posting.role).label}"
