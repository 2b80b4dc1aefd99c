"""What a unit may ask for on the way (申请): who decides it, how, and when it lapses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.deadlines.rules.limits import LimitKey, day_of
from cadres.errors import NotPermitted
from cadres.pages.rules import wording
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import STEPS, Action, Party, State

if TYPE_CHECKING:
    from cases.models import Application


class ApplicationKind(TextChoices):
    EXTENSION = "extension", "延期"
    PARKING = "parking", "挂账"
    PLAN = "plan", "列入计划"
    HAND_UP = "hand_up", "提级"


class ApplicationState(TextChoices):
    WAITING = "waiting", "待审批"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"
    TAKEN_BACK = "taken_back", "已撤回"
    # The ticket moved on, or what was asked for changed, before anybody decided.
    LAPSED = "lapsed", "已失效"


class Ground(TextChoices):
    """Why a matter is parked (挂账)."""

    LEGAL = "legal", "缺少法律政策依据"
    PRACTICAL = "practical", "暂不具备现实条件"


class Level(TextChoices):
    """Where a matter is handed up to (提级)."""

    COUNTY_MEETING = "county_meeting", "县领导会商"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"


@dataclass(frozen=True, slots=True)
class Way:
    """The actions of one kind of application, its approver, and the limit of the decision.

    Not decided within its limit, it goes up: `above` may decide it too, and `told` hear of it.
    Parking and handing up have nobody above them in the county: any leader may decide them from
    the first. Who oversees the unit (分管) is told first; when it is late all leaders are, and the
    head of the office, who cannot decide but sees to it that one of them does.
    """

    ask: Action
    grant: Action
    refuse: Action
    decider: Party
    deciders: Role
    above: Party
    told: tuple[Role, ...]
    limit: LimitKey


WAYS: dict[ApplicationKind, Way] = {
    ApplicationKind.EXTENSION: Way(
        Action.ASK_EXTENSION,
        Action.GRANT_EXTENSION,
        Action.REFUSE_EXTENSION,
        decider=Party.OFFICE_HEAD,
        deciders=Role.OFFICE_HEAD,
        above=Party.LEADER,
        told=(Role.LEADER, Role.OFFICE_HEAD),
        limit=limit_keys.EXTENSION_DECISION,
    ),
    ApplicationKind.PARKING: Way(
        Action.ASK_PARKING,
        Action.GRANT_PARKING,
        Action.REFUSE_PARKING,
        decider=Party.LEADER,
        deciders=Role.LEADER,
        above=Party.LEADER,
        told=(Role.LEADER, Role.OFFICE_HEAD),
        limit=limit_keys.PARKING_DECISION,
    ),
    ApplicationKind.PLAN: Way(
        Action.ASK_PLAN,
        Action.GRANT_PLAN,
        Action.REFUSE_PLAN,
        decider=Party.OFFICE_HEAD,
        deciders=Role.OFFICE_HEAD,
        above=Party.LEADER,
        told=(Role.LEADER, Role.OFFICE_HEAD),
        limit=limit_keys.PLAN_DECISION,
    ),
    ApplicationKind.HAND_UP: Way(
        Action.ASK_HAND_UP,
        Action.GRANT_HAND_UP,
        Action.REFUSE_HAND_UP,
        decider=Party.LEADER,
        deciders=Role.LEADER,
        above=Party.LEADER,
        told=(Role.LEADER, Role.OFFICE_HEAD),
        limit=limit_keys.HAND_UP_DECISION,
    ),
}
# While the ticket is here, what was asked for still waits; anywhere else it has moved on.
HELD = frozenset({State.IN_HAND, State.ASKING})
ASKS = {way.ask: kind for kind, way in WAYS.items()}
DECISIONS = {action: kind for kind, way in WAYS.items() for action in (way.grant, way.refuse)}
# Where the enterprise may still be told of an extension: a result that a head has signed was in
# time or late already.
TELLABLE = frozenset(step.source for step in STEPS if step.action is Action.TELL_EXTENSION)
# Not buttons of the ticket: they stand on the card of what was asked for.
ON_CARDS = frozenset({*DECISIONS, Action.TAKE_BACK})


def has_moved_on(before: str, after: str, *, changed_hands: bool) -> bool:
    """Did the ticket leave the unit that asked, or go where nothing is asked for any more?"""
    return before in HELD and (after not in HELD or changed_hands)


def decider_of(kind: str, raised: bool, parties: Collection[Party]) -> Party:
    """Return the part in which somebody may decide; raise NotPermitted where it is none."""
    way = WAYS[ApplicationKind(kind)]
    if way.decider in parties:
        return way.decider
    if way.above not in parties:
        raise NotPermitted(f"{ApplicationKind(kind).label}申请由{way.decider.label}审批。")
    if not raised:
        raise NotPermitted(f"{way.decider.label}逾期没有审批的，才由{way.above.label}审批。")
    return way.above


def may_take_back(asked_by_unit: int | None, viewer: Viewer, county_id: int) -> bool:
    """What a unit asked for its people take back; what the office asked for, the office."""
    if asked_by_unit is None:
        return county_id in viewer.office_county_ids
    return asked_by_unit in viewer.clerk_unit_ids or asked_by_unit in viewer.head_unit_ids


def to_decide(viewer: Viewer) -> Q:
    """Applications (by their own columns) that wait for this viewer's decision."""
    kinds: dict[Party, list[str]] = {Party.OFFICE_HEAD: [], Party.LEADER: []}
    for kind, way in WAYS.items():
        kinds[way.decider].append(kind)
    heads, leaders = viewer.office_head_county_ids, viewer.leader_county_ids
    of_leader = Q(kind__in=kinds[Party.LEADER]) | Q(raised_on__isnull=False)
    mine = Q(county_id__in=heads, kind__in=kinds[Party.OFFICE_HEAD])
    return Q(state=ApplicationState.WAITING) & (mine | Q(county_id__in=leaders) & of_leader)


def extension_waits() -> Q:
    """Extensions (by their own columns) that were asked for and are not decided."""
    return Q(kind=ApplicationKind.EXTENSION, state=ApplicationState.WAITING)


def extension_untold() -> Q:
    """Extensions (by their own columns) that are granted, and of which nobody told the enterprise.

    Such a one moves no promise: silence never counts.
    """
    return Q(kind=ApplicationKind.EXTENSION, state=ApplicationState.GRANTED, told_at__isnull=True)


def open_actions(
    actions: Iterable[Action], decidable: Collection[str], *, has_own: bool, has_untold: bool
) -> tuple[Action, ...]:
    """Without decisions on what is not this viewer's to decide now, taking back of nothing, and
    telling of nothing."""

    def is_open(action: Action) -> bool:
        if action in DECISIONS:
            return DECISIONS[action] in decidable
        if action is Action.TELL_EXTENSION:
            return has_untold
        return action is not Action.TAKE_BACK or has_own

    return tuple(action for action in actions if is_open(action))


def said(application: Application) -> tuple[object, ...]:
    """Return the words that a decision is about: with other words it is another application."""
    return (
        application.kind,
        application.reason,
        application.tried,
        application.proposal,
        application.days,
        application.until_on,
        application.ground,
        application.level,
        application.owner,
    )


def summary(application: Application) -> str:
    """Say in a line what is asked for, as the course of the ticket tells it."""
    match application.kind:
        case ApplicationKind.EXTENSION:
            asked = f"延长 {application.days} 个工作日"
        case ApplicationKind.PARKING:
            asked = f"{Ground(application.ground).label}，挂账至{_until(application)}"
        case ApplicationKind.PLAN:
            asked = f"列入计划，{application.owner}负责，{_until(application)}前兑现"
        case _:
            asked = f"提级至{Level(application.level).label}"
    return f"{asked}：{application.reason}"


def _until(application: Application) -> str:
    """The day that was asked for, with its year where that is not the year of the asking."""
    asked_on = day_of(application.asked_at)
    return wording.day(application.until_on, asked_on, short=True) if application.until_on else ""
