"""Topics (专题): who sees them, who does what on them, and in which order they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.roles import OFFICE, UNIT, Role
from cadres.viewers.rules.viewer import Post, Viewer
from cases.tickets.rules import status_light
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.status_light import Light

if TYPE_CHECKING:
    from cases.models import Topic


HAS_ONE = "这张工单已在一个专题里，请先移出再归入。"


class TopicVerb(TextChoices):
    OPEN = "open", "设立专题"
    NOTE = "note", "反馈进展"
    RESOLVE = "resolve", "提交结果"
    RETURN = "return", "退回补办"
    CLOSE = "close", "确认销号"
    MOVE = "move", "机构调整"


class TopicState(TextChoices):
    """Follows from the columns of a topic; nowhere stored."""

    OPEN = "open", "办理中"
    RESOLVED = "resolved", "待确认"
    CLOSED = "closed", "已销号"


def signed_digest(topic: Topic) -> str:
    """Of what the second key is turned for: the matter, who answers for it, and the result."""
    said = (topic.title, topic.description, topic.unit_id, topic.owner_name)
    return approvals.seen_digest(*said, topic.result, topic.resolved_on)


@dataclass(frozen=True, slots=True)
class Hands:
    """In which parts somebody stands to a topic."""

    is_office: bool
    is_head: bool
    is_clerk: bool


# In which state each action is done, and by whom; the sentence says so to everybody else.
_STATES: dict[TopicVerb, frozenset[TopicState]] = {
    TopicVerb.NOTE: frozenset({TopicState.OPEN, TopicState.RESOLVED}),
    TopicVerb.RESOLVE: frozenset({TopicState.OPEN}),
    TopicVerb.RETURN: frozenset({TopicState.RESOLVED}),
    TopicVerb.CLOSE: frozenset({TopicState.RESOLVED}),
}
_WHOSE = {
    TopicVerb.NOTE: "专题进展由牵头单位或县助企办登记。",
    TopicVerb.RESOLVE: "专题结果由牵头单位负责人提交。",
    TopicVerb.RETURN: "专题结果由县助企办退回。",
    TopicVerb.CLOSE: "专题由县助企办确认销号。",
}
BOTH_KEYS = "专题结果由您提交，须由另一位助企办同志确认或退回。"


def topics_for(viewer: Viewer) -> Q:
    """The owner's clerks and heads see the topic, with whoever looks at the county whole.

    It opens no ticket: which of its tickets somebody sees is asked of the tickets.
    """
    if viewer.is_system:
        return Q()
    sight = Q(pk__in=[])
    if viewer.county_ids:
        sight |= Q(county_id__in=viewer.county_ids)
    if viewer.unit_ids:
        sight |= Q(unit_id__in=viewer.unit_ids)
    return sight


def sees(viewer: Viewer, county_id: int, unit_id: int) -> bool:
    """The same as `topics_for`, of one topic whose columns are known."""
    return viewer.is_system or county_id in viewer.county_ids or unit_id in viewer.unit_ids


def light_of(topic: Topic, today: date, calendar: WorkCalendar) -> Light:
    """Say how a topic stands: what its owner has handed in is judged by that day."""
    if topic.resolved_on is not None:
        return status_light.settled(topic.due_on, topic.resolved_on, calendar)
    return status_light.running(topic.due_on, today, calendar)


def state_of(resolved_on: date | None, closed_on: date | None) -> TopicState:
    if closed_on is not None:
        return TopicState.CLOSED
    return TopicState.OPEN if resolved_on is None else TopicState.RESOLVED


def hands_of(viewer: Viewer, topic: Topic) -> Hands:
    return Hands(
        is_office=topic.county_id in viewer.office_county_ids,
        is_head=topic.unit_id in viewer.head_unit_ids,
        is_clerk=topic.unit_id in viewer.clerk_unit_ids,
    )


def check(verb: TopicVerb, topic: Topic, viewer: Viewer) -> None:
    """Raise WrongState or NotPermitted where this person may not do it now."""
    state = state_of(topic.resolved_on, topic.closed_on)
    if state not in _STATES[verb]:
        raise WrongState(f"专题现在是“{state.label}”，不能{verb.label}。请刷新后再看。")
    if not _stands(verb, hands_of(viewer, topic)):
        raise NotPermitted(_WHOSE[verb])
    if verb in (TopicVerb.CLOSE, TopicVerb.RETURN) and holds_first_key(viewer, topic, verb):
        raise NotPermitted(BOTH_KEYS)


def holds_first_key(viewer: Viewer, topic: Topic, verb: TopicVerb = TopicVerb.CLOSE) -> bool:
    """Two keys: whoever handed the result in, or in whose post it was handed in, does not judge
    it as well, nor does a deputy in that person's place."""
    post = post_for(viewer, topic, verb)
    mine = {viewer.cadre_id, post.principal_id if post else None} - {None}
    return bool(mine & {topic.resolved_by_id, topic.resolved_for_id})


def post_for(viewer: Viewer, topic: Topic, verb: TopicVerb) -> Post | None:
    """Return the post in which somebody does an action on a topic: an own one before a lent one."""
    giving = [post for post in viewer.posts if _gives(post, topic, verb)]
    return next(iter([*giving, *viewer.own_posts]), None)


def verbs_for(topic: Topic, viewer: Viewer) -> tuple[TopicVerb, ...]:
    """Return what this person may press now."""
    return tuple(verb for verb in _STATES if _may(verb, topic, viewer))


def may_open(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def _may(verb: TopicVerb, topic: Topic, viewer: Viewer) -> bool:
    try:
        check(verb, topic, viewer)
    except (NotPermitted, WrongState):
        return False
    return True


def _gives(post: Post, topic: Topic, verb: TopicVerb) -> bool:
    owns = post.unit_id == topic.unit_id
    if verb is TopicVerb.RESOLVE:
        return owns and post.role is Role.UNIT_HEAD
    return post.role in OFFICE or (verb is TopicVerb.NOTE and owns and post.role in UNIT)


def _stands(verb: TopicVerb, hands: Hands) -> bool:
    if verb is TopicVerb.NOTE:
        return hands.is_office or hands.is_head or hands.is_clerk
    return hands.is_head if verb is TopicVerb.RESOLVE else hands.is_office
