"""The places of the site and who finds them in the navigation; an address still guards itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.urls import reverse

from cadres.viewers.rules.roles import (
    ADMINISTRATORS,
    CENTRE,
    DISCIPLINE,
    OFFICE,
    SUPERVISION,
    UNIT,
    Role,
)

FIELD = frozenset({Role.CADRE})
TODAY, DESK = "今日", "cases:desk"
REGION = SUPERVISION | {Role.LEADER}
BUSINESS = OFFICE | UNIT | FIELD | REGION
STAFF = BUSINESS | DISCIPLINE | CENTRE


@dataclass(frozen=True, slots=True)
class Place:
    """One word of the navigation, the address behind it, and the roles that see it."""

    label: str
    name: str
    roles: frozenset[Role]
    icon: str = ""
    # Under which heading it is found where the bar has no room for all.
    folds_into: str = ""


SETTINGS, MEETINGS, PAPERS, SERVICES = "设置", "调度", "督办", "服务"
# Who has more places than stand in one row finds whole headings under 更多, in this order.
FOLDED = (SETTINGS, MEETINGS, PAPERS, SERVICES)
BAR_LENGTH = 11

PLACES = (
    Place("待办", "cases:desk", STAFF, "today"),
    Place("概览", "cases:leaders-page", OFFICE | REGION, "figures"),
    # Others who have a seat there find the way from their own page.
    Place("线索室", "leads:desk", frozenset({Role.OFFICE_HEAD, Role.OFFICER_HEAD})),
    Place("工单", "cases:ticket-list", BUSINESS, "ticket"),
    Place("交办台", "cases:dispatch-desk", OFFICE),
    Place("专题", "cases:topic-list", OFFICE | UNIT | REGION, folds_into=MEETINGS),
    Place("日调度", "cases:board", OFFICE | REGION, folds_into=MEETINGS),
    Place("双清单", "cases:task-list", OFFICE | UNIT | REGION, folds_into=MEETINGS),
    Place(
        "会商清单", "cases:meeting", frozenset({Role.OFFICE_HEAD, Role.LEADER}), folds_into=MEETINGS
    ),
    Place("我的企业", "enterprises:portfolio", FIELD),
    Place("企业", "enterprises:enterprise-list", STAFF, "enterprise"),
    Place("走访", "enterprises:visit-list", BUSINESS, "visit"),
    Place("企业服务日", "cases:service-day-list", OFFICE | REGION, folds_into=SERVICES),
    Place("政策", "cases:policy-list", BUSINESS, folds_into=SERVICES),
    Place("回访", "cases:check-list", OFFICE),
    Place("统计", "cases:completion", OFFICE | UNIT | REGION, "figures"),
    Place("通报", "cases:bulletin-list", OFFICE | UNIT | REGION),
    Place("预警", "cases:warning-list", OFFICE, folds_into=PAPERS),
    Place("督办", "cases:ladder", OFFICE | REGION, folds_into=PAPERS),
    Place("明察暗访", "cases:inspection-list", REGION, folds_into=PAPERS),
    Place("窗口评价", "cases:rating-list", CENTRE | OFFICE | UNIT | REGION, "figures", PAPERS),
    Place("文书", "cases:letter-list", OFFICE | UNIT | REGION | CENTRE, folds_into=PAPERS),
    Place("导入", "cases:import-list", OFFICE, folds_into=SETTINGS),
    Place("问题来源", "cases:source-list", OFFICE, folds_into=SETTINGS),
    Place("单位", "cadres:unit-list", frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})),
    Place(
        "人员",
        "cadres:people",
        frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.UNIT_HEAD}) | OFFICE,
        folds_into=SETTINGS,
    ),
    Place("时限", "cadres:limits", frozenset({Role.SYSTEM_ADMIN}) | OFFICE, folds_into=SETTINGS),
    Place("日历", "cadres:calendar", frozenset({Role.SYSTEM_ADMIN}) | OFFICE, folds_into=SETTINGS),
    Place("时限核对", "cases:clock-checks", frozenset({Role.SYSTEM_ADMIN})),
    Place("发送情况", "cadres:deliveries", frozenset({Role.SYSTEM_ADMIN})),
    Place("后台任务", "cadres:jobs", frozenset({Role.SYSTEM_ADMIN})),
    Place("审计", "cadres:trail", frozenset({Role.AUDIT_ADMIN})),
    Place("双人办理", "cadres:second-approvals", ADMINISTRATORS),
)

# The bottom bar of the phone: the thumb's reach. The last is always one's own page.
PHONE_FIELD = (
    Place(TODAY, "cases:desk", FIELD, "today"),
    Place("工单", "cases:ticket-list", FIELD, "ticket"),
    Place("企业", "enterprises:portfolio", FIELD, "enterprise"),
    Place("走访", "enterprises:visit-list", FIELD, "visit"),
)
MINE = Place("我的", "cadres:profile", STAFF | ADMINISTRATORS, "person")
PHONE_LENGTH = 4
EVERYBODY = frozenset(Role)
# What stands behind one's own name, and nowhere in the bar.
OWN_PAGES = (
    Place("消息", "cadres:inbox", EVERYBODY),
    Place("我的资料", "cadres:profile", EVERYBODY),
    Place("修改密码", "cadres:password", EVERYBODY),
    Place("登录记录", "cadres:sessions", EVERYBODY),
    Place("意见反馈", "cadres:feedback", EVERYBODY),
)


def places_for(roles: Collection[Role]) -> list[Place]:
    """Return the places of the top bar for somebody with these roles, in their order."""
    mine = [place for place in PLACES if place.roles & set(roles)]
    return [
        replace(place, label=desk_word(roles)) if place.name == DESK else place for place in mine
    ]


def folded_for(roles: Collection[Role]) -> list[str]:
    """Return the headings whose places stand under 更多, the one folded last in front; none where
    all stand in one row."""
    left, folded = places_for(roles), []
    for heading in FOLDED:
        under = [place for place in left if place.folds_into == heading]
        if under and len(left) > BAR_LENGTH:
            folded.insert(0, heading)
            left = [place for place in left if place not in under]
    return folded


def all_places_for(roles: Collection[Role]) -> list[Place]:
    """Return the top bar's places and those of everybody's own menu, for who looks for one."""
    return [*places_for(roles), *OWN_PAGES]


def desk_word(roles: Collection[Role]) -> str:
    """Return what the first page is called: a cadre outdoors asks what is to do today."""
    return TODAY if set(roles) & FIELD else "待办"


def first_url(roles: Collection[Role]) -> str:
    """Return the address where somebody with these roles begins the day."""
    return reverse(next(iter(places_for(roles)), MINE).name)


def phone_places_for(roles: Collection[Role]) -> list[Place]:
    """Return the places for the bottom bar of the phone: five for cadres, else at most four."""
    if set(roles) & FIELD:
        return [*PHONE_FIELD, MINE]
    with_icon = [place for place in places_for(roles) if place.icon]
    others = [place for place in places_for(roles) if not place.icon]
    return [*(with_icon + others)[: PHONE_LENGTH - 1], MINE]
