"""企业服务日: a day on which the units of a county, or of a township, meet its enterprises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from enterprises.models import ServiceDay

ABSENT = "没有这场企业服务日。"
SET_BY = "企业服务日由县助企办安排。"
NOT_OFFERED = "没有这场企业服务日，或已取消，请重新选择。"
LONGEST_TITLE, LONGEST_PLACE, LONGEST_WHY = text_limits.NAME, text_limits.TITLE, 200
# A visit is written down on the day or soon after; of earlier days none are offered.
OFFERED_SINCE = timedelta(days=14)
# Planned no further ahead than this.
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the office sets: when, where, for whom, and which units come."""

    title: str
    held_on: date
    place: str
    unit_ids: tuple[int, ...]
    township_id: int | None = None


def service_days_for(viewer: Viewer) -> Q:
    """Whoever sees the county whole, and the people of the units that take part."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    sight = Q(pk__in=[])
    if viewer.county_ids:
        sight |= Q(county_id__in=viewer.county_ids)
    mine = {*viewer.unit_ids, *viewer.own_unit_ids}
    if mine:
        sight |= Q(unit_ids__overlap=sorted(mine))
    return sight


def may_set(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check_may_set(viewer: Viewer, county_id: int) -> None:
    if not may_set(viewer, county_id):
        raise NotPermitted(SET_BY)


def check_stands(day: ServiceDay) -> None:
    if day.called_off_at is not None:
        raise WrongState("这场企业服务日已取消，不能再改。")


def check_may_move(day: ServiceDay, to: date, today: date) -> None:
    """Raise Invalid where it was held already: what was heard then was heard on that day."""
    if to != day.held_on and day.held_on <= today:
        said = "已到日期的企业服务日不能改期；日期填错的，请取消后重新安排。"
        raise Invalid(said, {"held_on": said})


def check(plan: Plan, today: date) -> None:
    """Raise Invalid, field by field, where a day cannot be set like this."""
    faults = {}
    for name, said in (("title", "请填写名称。"), ("place", "请填写地点。")):
        if not getattr(plan, name).strip():
            faults[name] = said
    if not today - FURTHEST <= plan.held_on <= today + FURTHEST:
        faults["held_on"] = "日期要在今天前后一年之内。"
    if not plan.unit_ids:
        faults["unit_ids"] = "请选择参加的单位。"
    if faults:
        raise Invalid("".join(faults.values()), faults)


def check_was_on(day: ServiceDay, county_id: int, on: date) -> None:
    """Raise Invalid where what happened on `on` in the county was not part of the day."""
    if day.called_off_at is not None or day.county_id != county_id:
        raise Invalid(NOT_OFFERED, {"service_day": NOT_OFFERED})
    if day.held_on != on:
        said = f"“{day.title}”是{day.held_on.month}月{day.held_on.day}日，与所填日期不是同一天。"
        raise Invalid(said, {"service_day": said})
