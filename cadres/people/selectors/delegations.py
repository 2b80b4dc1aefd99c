"""Delegations (代理) as those may see them who have a part in them or keep them for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from cadres.errors import Absent
from cadres.models import Cadre, Delegation, Posting
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.models.prepared import DAY_OF_MOMENT, ID, IDS, MOMENT, OTHER_IDS, Prepared
from cadres.pages.rules import wording
from cadres.people.models.querysets import DelegationQuerySet
from cadres.people.rules import delegation as rules
from cadres.people.rules.delegation import BEGUN, LENDABLE, Stage
from cadres.people.rules.roles import Role
from cadres.people.rules.viewer import Viewer

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


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Tell the two whom it concerns, and nobody else."""
    wanted = {pk for pks in owed.values() for pk in pks}
    both = Q(principal_id=reader.cadre_id) | Q(deputy_id=reader.cadre_id)
    rows = {row.pk: row for row in _rows().filter(both, pk__in=wanted)}
    return {
        (kind, pk): _message(kind, rows[pk], reader)
        for kind, pks in owed.items()
        for pk in pks
        if pk in rows
    }


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
        post=_post(row),
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


def _post(row: Delegation) -> str:
    return f"{row.posting.unit.name} · {Role(row.posting.role).label}"


def _message(kind: str, row: Delegation, reader: Viewer) -> Message:
    takes = row.deputy_id == reader.cadre_id
    if kind == BEGUN:
        title = (
            f"请您代理{row.principal.name}的职务" if takes else f"{row.deputy.name}将代理您的职务"
        )
    else:
        title = (
            f"您代理{row.principal.name}已结束" if takes else f"{row.deputy.name}不再代理您的职务"
        )
    span = wording.span(row.from_on, row.to_on, reader.today)
    text = f"{_post(row)}，{span}。" if kind == BEGUN else f"{_post(row)}，原定{span}，已提前结束。"
    return Message(title=title, text=text, url=reverse("cadres:profile"))
