"""Which units a county leader oversees (分管), and who writes that down."""

from __future__ import annotations

from collections.abc import Collection

from cadres.errors import NotPermitted, WrongState, refuse
from cadres.people.rules import authority
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer


def may_set(viewer: Viewer, role: str, place: str) -> bool:
    """The campaign office and the system administrator of the place keep the division of work."""
    return role == Role.LEADER and authority.may_manage_people(viewer, place)


def check_may_set(viewer: Viewer, role: str, place: str) -> None:
    """Raises WrongState where the post is no county leader's, NotPermitted."""
    if role != Role.LEADER:
        raise WrongState("只有县领导的任职可以设置分管单位。")
    if not may_set(viewer, role, place):
        raise NotPermitted("分管单位由本县的助企办或系统管理员设置。")


def check_known(given: Collection[int], known: Collection[int]) -> None:
    """Raises Invalid where a unit is named that the post cannot oversee."""
    if not set(given) <= set(known):
        refuse("unit_ids", "没有这个单位，或已停用，请重新选择。")
