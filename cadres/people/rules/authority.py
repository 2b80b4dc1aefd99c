"""Who may set up units, people, postings and codes, and see their phones.

Nothing here is lent: who stands in for somebody decides about tickets, not about people.
A place is the path of a region (`/1/5/9/`): who stands in a region stands over all below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import ADMINISTRATORS, DISCIPLINE, OFFICE, UNIT, Role
from cadres.viewers.rules.viewer import Viewer

BUSINESS = UNIT | {Role.CADRE}
# Which roles somebody in a role may give and take, within their own region.
GIVES: dict[Role, frozenset[Role]] = {
    Role.OFFICE_CLERK: BUSINESS,
    Role.OFFICE_HEAD: BUSINESS | {Role.OFFICE_CLERK},
    Role.SYSTEM_ADMIN: frozenset(Role) - ADMINISTRATORS - DISCIPLINE,
    Role.SECURITY_ADMIN: frozenset(Role),
}
# What a roster that comes in may give: what the head of the office gives, whoever sends it.
BY_ROSTER = GIVES[Role.OFFICE_HEAD]
# Whose codes they may hand out: with a code in hand one could come in as that person.
CODES: dict[Role, frozenset[Role]] = {
    Role.OFFICE_CLERK: BUSINESS,
    Role.OFFICE_HEAD: BUSINESS | {Role.OFFICE_CLERK},
    Role.SECURITY_ADMIN: frozenset(Role),
}
PEOPLE = OFFICE | {Role.SYSTEM_ADMIN}
# Who holds one of these, or ever held one, gets a code only by two administrators (双人办理); and
# nobody alone makes somebody one of them. Otherwise one administrator would be all three.
PROTECTED = ADMINISTRATORS | DISCIPLINE


@dataclass(frozen=True, slots=True)
class Stand:
    """One posting of somebody, as far as authority over them depends on it."""

    unit_id: int
    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody over whom authority is asked, with the postings that hold or are to come."""

    cadre_id: int
    stands: tuple[Stand, ...] = ()
    # Holds or ever held a protected role, and in which places.
    protected_in: tuple[str, ...] = ()

    @property
    def is_protected(self) -> bool:
        return bool(self.protected_in)


def stands_over(viewer: Viewer, roles: Iterable[Role], place: str) -> bool:
    """Does the viewer hold one of the roles, as an own post, in the place or above it?"""
    wanted = set(roles)
    return any(p.role in wanted and f"/{p.region_id}/" in place for p in viewer.own_posts)


def may_manage_units(viewer: Viewer, place: str) -> bool:
    return viewer.is_system or stands_over(viewer, {Role.SYSTEM_ADMIN}, place)


def may_set_webhook(viewer: Viewer, place: str) -> bool:
    """Say where the group of a unit of the place listens."""
    return viewer.is_system or stands_over(viewer, {Role.SYSTEM_ADMIN, Role.OFFICE_HEAD}, place)


def may_manage_people(viewer: Viewer, place: str) -> bool:
    """Enter and correct people of the place."""
    return viewer.is_system or stands_over(viewer, PEOPLE, place)


def may_manage(viewer: Viewer, person: Standing) -> bool:
    """Correct somebody, let them leave and return: over each of their postings at once.

    Who may not give a role may not touch those who hold it: with a changed phone number or a
    closed posting one could do what one may not do directly.
    """
    if viewer.is_system:
        return True
    return all(
        stands_over(viewer, PEOPLE, stand.place) and stand.role in gives(viewer, stand.place)
        for stand in person.stands
    ) and bool(_own_roles(viewer) & PEOPLE)


def gives(viewer: Viewer, place: str) -> frozenset[Role]:
    """Return the roles that the viewer may give and take in the place."""
    return frozenset(Role) if viewer.is_system else _within(viewer, GIVES, place)


def gives_anywhere(viewer: Viewer) -> list[Role]:
    """Return the roles that the viewer may give in one place or another, in their order."""
    found = frozenset().union(*(GIVES.get(role, frozenset()) for role in _own_roles(viewer)))
    return [role for role in Role if role in found]


def gives_protected(viewer: Viewer) -> bool:
    """May the viewer propose administrators or discipline officers anywhere?"""
    return bool(PROTECTED & set(gives_anywhere(viewer)))


def may_post(viewer: Viewer, role: Role, place: str, cadre_id: int) -> bool:
    """Give or take a posting; nobody does so to themselves."""
    return role in gives(viewer, place) and cadre_id != viewer.cadre_id


def may_issue_code(viewer: Viewer, person: Standing) -> bool:
    """A new code: the unit's head, the office, or the security administrator; never one's own.

    The system administrator enters people and hands out no codes: nobody makes an account alone.
    Of a protected person nobody may alone: it is asked for, and another administrator agrees.
    """
    if viewer.is_system:
        return True
    if person.cadre_id == viewer.cadre_id or person.is_protected:
        return False
    return _heads_all(viewer, person) or _may_hand_codes(viewer, person)


def may_ask_code(viewer: Viewer, person: Standing) -> bool:
    """Ask for the code of a protected person: whichever administrator of the place, not oneself."""
    return _administers_over(viewer, person) and person.is_protected


def may_decide_with(viewer: Viewer, person: Standing, asked_by_id: int) -> bool:
    """Be the second: an administrator of the place who neither asked nor is meant."""
    return _administers_over(viewer, person) and viewer.cadre_id != asked_by_id


def needs_second(viewer: Viewer, role: Role) -> bool:
    """The server's console gives the first administrators; nobody else gives such a role alone."""
    return role in PROTECTED and not viewer.is_system


def hands_out_codes(viewer: Viewer) -> bool:
    """May the viewer give codes to anybody at all?"""
    return bool(_own_roles(viewer) & {Role.UNIT_HEAD, *CODES})


def may_unlock(viewer: Viewer, person: Standing) -> bool:
    return viewer.is_system or _secures(viewer, person)


def may_reveal_phone(viewer: Viewer, person: Standing) -> bool:
    """The office of the county, the head of the same unit, and oneself."""
    if viewer.is_system or person.cadre_id == viewer.cadre_id:
        return True
    return any(
        stand.unit_id in _headed(viewer) or stands_over(viewer, OFFICE, stand.place)
        for stand in person.stands
    )


def units_for(viewer: Viewer) -> Q:
    """Everybody of a region sees its units; who stands above a county sees those below."""
    if viewer.is_system:
        return Q()
    own = sorted({*viewer.home_county_ids, *(post.region_id for post in viewer.posts)})
    return Q(region_id__any_of=own) | Q(region__parent_id__any_of=own)


def may_see_unposted(viewer: Viewer) -> bool:
    """People who never held a posting stand in no region: administrators alone see them."""
    return viewer.is_system or viewer.has(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


def check_manages_units_at_all(viewer: Viewer) -> None:
    _require(viewer.has(Role.SYSTEM_ADMIN), "单位由本地区的系统管理员维护。")


def check_may_manage_units(viewer: Viewer, place: str) -> None:
    _require(may_manage_units(viewer, place), "单位由本地区的系统管理员维护。")


def check_may_set_webhook(viewer: Viewer, place: str) -> None:
    _require(
        may_set_webhook(viewer, place), "单位的企业微信群由本地区的系统管理员或助企办主任设置。"
    )


def check_may_manage_people(viewer: Viewer, place: str) -> None:
    _require(may_manage_people(viewer, place), "人员由本地区的助企办或系统管理员维护。")


def check_may_manage(viewer: Viewer, person: Standing) -> None:
    _require(may_manage(viewer, person), "这名人员由本地区的助企办或系统管理员维护，您不能修改。")


def check_may_post(viewer: Viewer, role: Role, place: str, cadre_id: int) -> None:
    _require(cadre_id != viewer.cadre_id or viewer.is_system, "不能给自己设置或撤销任职。")
    _require(role in gives(viewer, place), f"您不能在这里设置或撤销“{role.label}”。")


def check_gives_at_all(viewer: Viewer) -> None:
    _require(bool(gives_anywhere(viewer)), "任职由县助企办、系统管理员或安全管理员设置。")


def check_hands_out_codes(viewer: Viewer) -> None:
    _require(hands_out_codes(viewer), "一次性口令由单位负责人、县助企办或安全管理员发放。")


def check_alone(viewer: Viewer, role: Role) -> None:
    """Raises NotPermitted where the role is given by two."""
    _require(
        not needs_second(viewer, role),
        f"“{role.label}”须双人办理：请在本人页面新增任职提出，由另一名管理员确认。",
    )


def check_may_ask_code(viewer: Viewer, person: Standing) -> None:
    _require(may_ask_code(viewer, person), "管理员和纪检干部的口令由本地区的管理员双人办理。")


def check_may_decide_with(viewer: Viewer, person: Standing, asked_by_id: int) -> None:
    _require(
        may_decide_with(viewer, person, asked_by_id),
        "须由本地区另一名管理员确认，提出的人和当事人不能自己确认。",
    )


def check_may_issue_code(viewer: Viewer, person: Standing) -> None:
    _require(
        not (may_ask_code(viewer, person) and not viewer.is_system),
        "管理员和纪检干部的口令须双人办理：请在本人页面提出，由另一名管理员确认。",
    )
    _require(
        may_issue_code(viewer, person),
        "一次性口令由本单位负责人、县助企办或安全管理员发放，您不能给这名人员发放。",
    )


def check_may_unlock(viewer: Viewer, person: Standing) -> None:
    _require(may_unlock(viewer, person), "解锁账号由本地区的安全管理员办理。")


def check_may_reveal_phone(viewer: Viewer, person: Standing) -> None:
    _require(may_reveal_phone(viewer, person), "只有县助企办和本单位负责人可以查看完整号码。")


def check_sees_deliveries(viewer: Viewer) -> None:
    _require(
        viewer.is_system or viewer.has(Role.SYSTEM_ADMIN), "消息的发送情况只有系统管理员可以查看。"
    )


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise NotPermitted(sentence)


def _own_roles(viewer: Viewer) -> frozenset[Role]:
    return frozenset(post.role for post in viewer.own_posts)


def _headed(viewer: Viewer) -> set[int]:
    return {post.unit_id for post in viewer.own_posts if post.role is Role.UNIT_HEAD}


def _within(viewer: Viewer, table: dict[Role, frozenset[Role]], place: str) -> frozenset[Role]:
    here = [post.role for post in viewer.own_posts if f"/{post.region_id}/" in place]
    return frozenset().union(*(table.get(role, frozenset()) for role in here))


def _administers_over(viewer: Viewer, person: Standing) -> bool:
    """An administrator of every place where the person stands or is protected; never of oneself."""
    places = {*person.protected_in, *(stand.place for stand in person.stands)}
    return (
        person.cadre_id != viewer.cadre_id
        and bool(places)
        and all(stands_over(viewer, ADMINISTRATORS, place) for place in places)
    )


def _heads_all(viewer: Viewer, person: Standing) -> bool:
    """Every posting is a business one in a unit that the viewer heads."""
    headed = _headed(viewer)
    return bool(person.stands) and all(
        stand.unit_id in headed and stand.role in BUSINESS for stand in person.stands
    )


def _may_hand_codes(viewer: Viewer, person: Standing) -> bool:
    return bool(person.stands) and all(
        stand.role in _within(viewer, CODES, stand.place) for stand in person.stands
    )


def _secures(viewer: Viewer, person: Standing) -> bool:
    return viewer.has(Role.SECURITY_ADMIN) and all(
        stands_over(viewer, {Role.SECURITY_ADMIN}, stand.place) for stand in person.stands
    )
