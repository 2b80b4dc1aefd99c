"""Which posts may be lent (代理), to whom, by whom, and who sees and ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, refuse
from cadres.pages.rules import wording
from cadres.people.rules import authority
from cadres.viewers.rules.roles import ADMINISTRATORS, DISCIPLINE, Role
from cadres.viewers.rules.viewer import Post, Viewer

# Only who decides is missed when away; who handles has colleagues with the same post.
LENDABLE = frozenset(
    {Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.SUPERVISOR_HEAD, Role.CENTRE_HEAD, Role.LEADER}
)
# The three administrators and the discipline officers stand apart from the business they guard.
BARRED = ADMINISTRATORS | DISCIPLINE
FOR_LEADERS = frozenset({Role.LEADER, Role.OFFICE_HEAD})
# Who makes a delegation for somebody who is away.
KEEPERS = frozenset({Role.OFFICE_HEAD, Role.SYSTEM_ADMIN})
# Kinds of notices: that somebody stands in, and that it ended before its time.
BEGUN = "delegation_begun"
ENDED = "delegation_ended"


class Stage(TextChoices):
    COMING = "coming", "未开始"
    RUNNING = "running", "代理中"
    OVER = "over", "已到期"
    ENDED = "ended", "已提前结束"


def may_stand_in(lent: Post, held: Iterable[Post]) -> bool:
    """May somebody with these own posts stand in for the post?

    Asked when it is lent and again whenever the deputy is resolved: who has left the unit in the
    meantime stands in for nobody there.
    """
    own = [post for post in held if not post.is_lent]
    if is_barred(post.role for post in own):
        return False
    return any(_stands_beside(lent, post) for post in own)


def candidates(role: Role, unit_id: int, region_id: int) -> Q:
    """Return the postings whose holders may stand in; the same as `may_stand_in`, as a question."""
    if role is Role.LEADER:
        return Q(unit__region_id=region_id, role__in=FOR_LEADERS)
    return Q(unit_id=unit_id)


def is_barred(roles: Iterable[Role]) -> bool:
    return bool(BARRED & set(roles))


def may_make(viewer: Viewer, principal_id: int, place: str) -> bool:
    """The principal; for somebody away the office head or the system administrator."""
    return (
        viewer.is_system
        or viewer.cadre_id == principal_id
        or authority.stands_over(viewer, KEEPERS, place)
    )


def may_end(viewer: Viewer, parties: Iterable[int | None]) -> bool:
    """The principal, the deputy, and who made it."""
    return viewer.is_system or viewer.cadre_id in set(parties) - {None}


def delegations_for(viewer: Viewer) -> Q:
    """Who is part of it, who made it, and who could make it for somebody away."""
    if viewer.is_system:
        return Q()
    me = viewer.cadre_id
    sight = Q(principal_id=me) | Q(deputy_id=me) | Q(made_by_id=me)
    for post in viewer.own_posts:
        if post.role in KEEPERS:
            sight |= Q(posting__unit__region__path__contains=f"/{post.region_id}/")
    return sight


def stage(from_on: date, to_on: date, today: date, *, is_ended: bool) -> Stage:
    if is_ended:
        return Stage.ENDED
    if today < from_on:
        return Stage.COMING
    return Stage.RUNNING if today <= to_on else Stage.OVER


def check_may_make(viewer: Viewer, posting_id: int, principal_id: int, place: str) -> None:
    """No chains: what one holds only as a deputy is not lent on."""
    if any(post.is_lent and post.posting_id == posting_id for post in viewer.posts):
        raise NotPermitted("这项职务是您代理的，不能再转给别人代理，请由本人另行委托。")
    if not may_make(viewer, principal_id, place):
        raise NotPermitted("代理由本人委托；本人不在岗时，由县助企办主任或系统管理员代为设置。")


def check_may_end(viewer: Viewer, parties: Iterable[int | None]) -> None:
    if not may_end(viewer, parties):
        raise NotPermitted("提前结束代理由委托人、代理人或设置人办理。")


def check_lendable(role: Role, held: Iterable[Role]) -> None:
    """Only deciding posts are lent, and not by administrators and discipline officers."""
    if role not in LENDABLE or is_barred(held):
        sentence = (
            "只有单位负责人、助企办主任、督查负责人、政务服务中心主任和县领导的职务可以委托代理；"
            "管理员和纪检干部不能委托。"
        )
        refuse("posting", sentence)


def check_days(from_on: date, to_on: date, today: date, posted_until: date | None) -> None:
    """From today on, in order, and not beyond the post itself."""
    if from_on < today:
        refuse("from_on", "代理不能从过去的日期开始，请选择今天或以后。")
    if to_on < from_on:
        refuse("to_on", "代理止不能早于代理起。")
    if posted_until is not None and to_on > posted_until:
        until = wording.day(posted_until, today)
        refuse("to_on", f"这项任职到{until}为止，代理不能更久。")


def check_deputy(viewer: Viewer, principal_id: int, deputy_id: int) -> None:
    """Nobody takes somebody else's post for themselves."""
    if deputy_id == principal_id:
        refuse("deputy", "不能委托给本人，请选择另一名人员。")
    if deputy_id == viewer.cadre_id:
        refuse("deputy", "不能把别人的职务设置给自己代理，请由本人或另一位管理人员办理。")


def check_may_stand_in(lent: Post, held: Iterable[Post]) -> None:
    if may_stand_in(lent, held):
        return
    whom = "同县的县领导或助企办主任" if lent.role is Role.LEADER else "同一单位的人员"
    refuse("deputy", f"{lent.role.label}只能由{whom}代理；管理员和纪检干部不能代理。")


def _stands_beside(lent: Post, own: Post) -> bool:
    if lent.role is Role.LEADER:
        return own.role in FOR_LEADERS and own.region_id == lent.region_id
    return own.unit_id == lent.unit_id
