"""Who may be named beside oneself at an enterprise: anybody of its county who goes out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Q

from cadres.errors import Invalid
from cadres.models import Posting
from cadres.people.models.querysets import PostingQuerySet
from cadres.search.rules import finding
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise, Visit, VisitMember
from enterprises.register.rules.authority import VISITORS

SUGGESTED, FOUND, TAKEN_ALONG = 6, 8, 200
PARTNERS_SINCE = timedelta(days=180)
BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody as a form offers them: the unit tells namesakes apart."""

    pk: int
    name: str
    unit: str

    def __str__(self) -> str:
        return f"{self.name}（{self.unit}）" if self.unit else self.name


def allowed(cadre_ids: Collection[int], enterprise: Enterprise, *, seen_by: Viewer) -> set[int]:
    """Return those of the cadres who may be named at a visit to the enterprise."""
    return set(_posts([enterprise.county_id], seen_by).filter(cadre_id__in=cadre_ids).cadre_ids())


def suggested(enterprise: Enterprise, *, seen_by: Viewer) -> list[Companion]:
    """Return the nearest: the last partners first, then the team, then the own unit."""
    team = Assignment.objects.acting(seen_by.today).filter(enterprise=enterprise)
    posts = _posts([enterprise.county_id], seen_by)
    colleagues = posts.in_units([post.unit_id for post in seen_by.posts])
    nearest = [
        *partner_ids(seen_by=seen_by)[:SUGGESTED],
        *team.order_by("pk").values_list("cadre_id", flat=True)[:SUGGESTED],
        *colleagues.order_by("cadre__name_pinyin", "pk").values_list("cadre_id", flat=True)[
            :SUGGESTED
        ],
    ]
    order = [pk for pk in dict.fromkeys(nearest) if pk and pk != seen_by.cadre_id]
    known = {one.pk: one for one in _named(posts.filter(cadre_id__in=order))}
    return [known[pk] for pk in order if pk in known][:SUGGESTED]


def partner_ids(*, seen_by: Viewer) -> list[int]:
    """Return whom the viewer was out with lately, the last one first."""
    own = Visit.objects.of_cadre(seen_by.cadre_id)
    own = own.filter(visited_on__gte=seen_by.today - PARTNERS_SINCE)
    members = VisitMember.objects.filter(visit__in=own.values("pk"))
    theirs = members.exclude(_oneself(seen_by)).values("cadre_id")
    ordered = theirs.annotate(on=Max("visit__visited_on")).order_by("-on", "cadre_id")
    return [row["cadre_id"] for row in ordered]


def found(words: str, enterprise: Enterprise, *, seen_by: Viewer) -> list[Companion]:
    """Return whom a part of a name, its pinyin or its initials may mean, nearest names first."""
    asked = finding.plain(words)
    if not asked:
        return []
    posts = (
        _posts([enterprise.county_id], seen_by).filter(_called(asked)).exclude(_oneself(seen_by))
    )
    return _named(posts.order_by("cadre__name_pinyin", "pk"))[:FOUND]


def taken_along(*, seen_by: Viewer) -> list[Companion]:
    """Return whom a phone without a line may name: the last partners first, then colleagues and
    the teams of the own enterprises; those whose post lets them go out in the county today.
    """
    units = [post.unit_id for post in seen_by.posts]
    teams = Assignment.objects.acting(seen_by.today)
    teams = teams.filter(enterprise_id__any_of=seen_by.enterprise_ids)
    last = {pk: place for place, pk in enumerate(partner_ids(seen_by=seen_by)[:TAKEN_ALONG])}
    near = Q(cadre_id__in=last) | Q(cadre_id__in=teams.values("cadre_id")) | Q(unit_id__in=units)
    posts = _posts(seen_by.home_county_ids, seen_by).filter(near).exclude(_oneself(seen_by))
    people = _named(posts.order_by("cadre__name_pinyin", "pk"))
    return sorted(people, key=lambda one: last.get(one.pk, len(last)))[:TAKEN_ALONG]


def of_ids(cadre_ids: Iterable[int], enterprise: Enterprise, *, seen_by: Viewer) -> list[Companion]:
    """Return those of the cadres who may be named, as a form offers them again."""
    return _named(_posts([enterprise.county_id], seen_by).filter(cadre_id__in=list(cadre_ids)))


def named(words: str, enterprise: Enterprise, *, seen_by: Viewer) -> list[Companion]:
    """Return the people whose whole names were typed, several with 、 between them.

    Raises `Several` where two of the county share a name, Invalid where nobody bears it.
    """
    names = [one for one in BETWEEN_NAMES.split(words) if one]
    posts = _posts([enterprise.county_id], seen_by).filter(cadre__name__in=names)
    people = _named(posts.order_by("pk"))
    missing = [name for name in names if name not in {one.name for one in people}]
    if missing:
        sentence = f"本县没有找到“{'、'.join(missing)}”，请核对姓名，或从搜索结果里勾选。"
        raise Invalid(sentence, {"companion_names": sentence})
    alike = [one for one in people if sum(one.name == other.name for other in people) > 1]
    if alike:
        raise Several(alike)
    return people


class Several(Invalid):
    """People of one name (同名): the form offers them, and one of them is ticked."""

    def __init__(self, people: list[Companion]) -> None:
        sentence = "有同名的人，请在上面勾选是哪一位，再把这里的姓名删去。"
        super().__init__(sentence, {"companion_names": sentence})
        self.people = people


def _posts(county_ids: Collection[int], viewer: Viewer) -> PostingQuerySet:
    """Who goes out in these counties today."""
    held = Posting.objects.in_force(viewer.today).holding(*VISITORS)
    here = Q(unit__region_id__in=county_ids) | Q(unit__region__parent_id__in=county_ids)
    return held.filter(here)


def _called(asked: str) -> Q:
    if not asked.isascii():
        return Q(cadre__name__contains=asked)
    initials = "[a-z]*".join(asked)
    return Q(cadre__name_pinyin__startswith=asked) | Q(cadre__name_pinyin__regex=f"^{initials}")


def _oneself(viewer: Viewer) -> Q:
    return Q(cadre_id=viewer.cadre_id)


def _named(posts: PostingQuerySet) -> list[Companion]:
    rows = posts.values_list("cadre_id", "cadre__name", "unit__name")
    return list({pk: Companion(pk, name, unit) for pk, name, unit in rows}.values())
