"""Who leads an indicator: its own lead unit, else that of the level above it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer

Lead = TypeVar("Lead")
READ_BY = "指标的牵头单位由县助企办、督查员和县领导查看。"
SET_BY = "指标的牵头单位由县助企办确定。"
ABSENT = "没有这项指标。"
NO_LEAD = "这项指标和上级指标都没有牵头单位，请选择责任单位。"
NOT_A_FORCE = "请选择专班。"
SAME = "牵头单位和专班与现在的一样，没有改动。"
BELOW = " / "


def check_reader(viewer: Viewer) -> None:
    if not viewer.county_ids:
        raise NotPermitted(READ_BY)


def check_setter(viewer: Viewer, county_id: int) -> None:
    if county_id not in viewer.office_county_ids:
        raise NotPermitted(SET_BY)


def first_level(path: str) -> str:
    return path.split(BELOW, 1)[0]


def nearest(path: str, known: Mapping[str, Lead]) -> Lead | None:
    """Return the lead of this indicator, else of the nearest above it; nothing where none is."""
    names = path.split(BELOW)
    above = (BELOW.join(names[:depth]) for depth in range(len(names), 0, -1))
    return next((known[one] for one in above if one in known), None)


def day_fault(from_on: date, today: date, since: date | None) -> str:
    """Say what is wrong with the day from which somebody leads; `since` the one before leads."""
    if from_on > today:
        return "起始日期不能晚于今天。"
    if since is not None and from_on < since:
        return f"现在的牵头单位从 {since:%Y-%m-%d} 起，起始日期不能更早。"
    return ""
