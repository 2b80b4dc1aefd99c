"""The loop of a bad rating (核实 → 整改 → 反馈 → 公示 → 结果应用): its one table of steps.

The centre (政务服务中心) owns it; the unit answers, its head signs. Who handled does not call back,
who wrote or approved does not publish alone, and an appeal is decided by somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.roles import CENTRE, UNIT, Role
from cadres.viewers.rules.viewer import Post, Viewer
from cases.window_ratings.rules.ratings import seen_in

if TYPE_CHECKING:
    from cases.models import RatingCase

ABSENT = "没有这件差评。"


class State(TextChoices):
    FILED = "filed", "待启动"
    STARTED = "started", "核实中"
    VERIFIED = "verified", "待交办"
    RECTIFYING = "rectifying", "整改中"
    UNSIGNED = "unsigned", "待负责人签发"
    ANSWERED = "answered", "待反馈评价人"
    TOLD = "told", "待回访"
    CALLED = "called", "待拟公示稿"
    COPIED = "copied", "公示稿待审"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已公示"
    APPLIED = "applied", "已应用"
    EXCLUDED = "excluded", "不计入"


class Verb(TextChoices):
    FILE = "file", "登记差评"
    START = "start", "启动核实"
    VERIFY = "verify", "登记核实结果"
    ORDER = "order", "交办"
    ANSWER = "answer", "填报整改"
    RETURN = "return", "退回经办"
    SIGN = "sign", "签发整改"
    TELL = "tell", "反馈评价人"
    CALL_BACK = "call-back", "登记回访"
    REDO = "redo", "重新整改"
    COPY = "copy", "拟公示稿"
    REFUSE = "refuse", "退回公示稿"
    APPROVE = "approve", "审定公示稿"
    PUBLISH = "publish", "发布公示"
    APPLY = "apply", "登记结果应用"
    SHARE = "share", "告知联系方式"
    APPEAL = "appeal", "提出申诉"
    UPHOLD = "uphold", "申诉成立"
    REASSIGN = "reassign", "改由其他单位"
    DISMISS = "dismiss", "申诉不成立"


class Party(TextChoices):
    SYSTEM = "system", "系统"
    CENTRE = "centre", "县政务服务中心"
    CENTRE_HEAD = "centre_head", "政务服务中心主任"
    UNIT = "unit", "被评价单位"
    UNIT_HEAD = "unit_head", "被评价单位负责人"
    DECIDER = "decider", "政务服务中心主任或县领导"


@dataclass(frozen=True, slots=True)
class Step:
    """An action that leads from a state to another, done by a party."""

    verb: Verb
    source: State
    target: State
    party: Party


def _stay(verb: Verb, sources: Iterable[State], party: Party) -> tuple[Step, ...]:
    return tuple(Step(verb, state, state, party) for state in sources)


def _to(verb: Verb, sources: Iterable[State], target: State, party: Party) -> tuple[Step, ...]:
    return tuple(Step(verb, state, target, party) for state in sources)


# Until the rater was told, the unit may say that the rating is mistaken.
APPEALED_IN = (State.VERIFIED, State.RECTIFYING, State.UNSIGNED, State.ANSWERED)
STEPS = (
    Step(Verb.START, State.FILED, State.STARTED, Party.CENTRE),
    Step(Verb.VERIFY, State.STARTED, State.VERIFIED, Party.CENTRE),
    Step(Verb.ORDER, State.VERIFIED, State.RECTIFYING, Party.CENTRE),
    Step(Verb.ANSWER, State.RECTIFYING, State.UNSIGNED, Party.UNIT),
    Step(Verb.SIGN, State.UNSIGNED, State.ANSWERED, Party.UNIT_HEAD),
    Step(Verb.RETURN, State.UNSIGNED, State.RECTIFYING, Party.UNIT_HEAD),
    Step(Verb.TELL, State.ANSWERED, State.TOLD, Party.CENTRE),
    Step(Verb.CALL_BACK, State.TOLD, State.CALLED, Party.CENTRE),
    Step(Verb.REDO, State.TOLD, State.RECTIFYING, Party.CENTRE),
    Step(Verb.COPY, State.CALLED, State.COPIED, Party.CENTRE),
    Step(Verb.APPROVE, State.COPIED, State.APPROVED, Party.CENTRE_HEAD),
    Step(Verb.REFUSE, State.COPIED, State.CALLED, Party.CENTRE_HEAD),
    Step(Verb.PUBLISH, State.APPROVED, State.PUBLISHED, Party.CENTRE),
    Step(Verb.APPLY, State.PUBLISHED, State.APPLIED, Party.CENTRE_HEAD),
    *_stay(Verb.SHARE, (State.RECTIFYING, State.UNSIGNED), Party.CENTRE),
    *_stay(Verb.APPEAL, APPEALED_IN, Party.UNIT_HEAD),
    *_to(Verb.UPHOLD, APPEALED_IN, State.EXCLUDED, Party.DECIDER),
    *_to(Verb.REASSIGN, APPEALED_IN, State.STARTED, Party.DECIDER),
    *_stay(Verb.DISMISS, APPEALED_IN, Party.DECIDER),
)
ENDED = (State.APPLIED, State.EXCLUDED)
# Not a button of its own: a letter that goes out, or what the rater said, takes these steps.
BY_THE_WAY = frozenset({Verb.ORDER, Verb.REDO})
DECIDING = frozenset({Verb.UPHOLD, Verb.REASSIGN, Verb.DISMISS})
# Steps by which somebody handled the matter; they do not ask the rater afterwards.
HANDLING = (Verb.START, Verb.VERIFY, Verb.ORDER, Verb.ANSWER, Verb.SIGN, Verb.TELL)
# What was said with these is the centre's: the rater may be known by it.
INSIDE = frozenset({Verb.START, Verb.VERIFY, Verb.TELL, Verb.CALL_BACK, Verb.REDO})
_ROLES: dict[Party, frozenset[Role]] = {
    Party.CENTRE: CENTRE,
    Party.CENTRE_HEAD: frozenset({Role.CENTRE_HEAD}),
    Party.UNIT: UNIT,
    Party.UNIT_HEAD: frozenset({Role.UNIT_HEAD}),
    Party.DECIDER: frozenset({Role.CENTRE_HEAD, Role.LEADER}),
}
# Who must not do it who did one of these before, and what is said to them.
APART: dict[Verb, tuple[tuple[Verb, ...], str]] = {
    **dict.fromkeys(
        (Verb.CALL_BACK, Verb.REDO), (HANDLING, "您经手过这件差评，请由没有经手的同志回访。")
    ),
    Verb.APPROVE: ((Verb.COPY,), "公示稿由您起草，须由另一位负责人审定。"),
    Verb.PUBLISH: ((Verb.APPROVE,), "公示稿由您审定，请由另一位同志发布。"),
    **dict.fromkeys(
        DECIDING, ((Verb.VERIFY, Verb.APPEAL), "您核实过或提出了这件申诉，请由另一位负责人裁定。")
    ),
}
OWN_UNIT = "您在被评价单位任职，这一步请由其他同志办理。"
# Done by somebody outside the unit, even where a unit is the centre itself.
OUTSIDE = frozenset({Verb.CALL_BACK, Verb.REDO, *DECIDING})


def cases_for(viewer: Viewer) -> Q:
    """Whoever sees the rating sees its loop; a unit from the day on which it was verified."""
    if viewer.is_system:
        return Q()
    own = Q(unit_id__any_of=viewer.unit_ids) & ~Q(state__in=(State.FILED, State.STARTED))
    return Q(county_id__any_of=seen_in(viewer)) | own


def waits_for(viewer: Viewer) -> Q:
    """Return the matters whose next step is the viewer's, by the table."""
    return (
        Q(county_id__any_of=viewer.centre_county_ids, state__in=_next_of(Party.CENTRE))
        | Q(county_id__any_of=viewer.centre_head_county_ids, state__in=_next_of(Party.CENTRE_HEAD))
        | Q(unit_id__any_of=viewer.clerk_unit_ids, state__in=_next_of(Party.UNIT))
        | Q(unit_id__any_of=viewer.head_unit_ids, state__in=_next_of(Party.UNIT_HEAD))
    )


def _next_of(party: Party) -> list[State]:
    """The states out of which a step of the party leads; what stays where it is does not wait."""
    return sorted({s.source for s in STEPS if s.party is party and s.source is not s.target})


def parties_of(viewer: Viewer, case: RatingCase) -> frozenset[Party]:
    """Return as what the viewer stands to this matter."""
    is_head = case.county_id in viewer.centre_head_county_ids
    found = {
        Party.SYSTEM: viewer.is_system,
        Party.CENTRE: case.county_id in viewer.centre_county_ids,
        Party.CENTRE_HEAD: is_head,
        Party.UNIT: case.unit_id in {*viewer.clerk_unit_ids, *viewer.head_unit_ids},
        Party.UNIT_HEAD: case.unit_id in viewer.head_unit_ids,
        Party.DECIDER: is_head or case.county_id in viewer.leader_county_ids,
    }
    return frozenset(party for party, stands in found.items() if stands)


def step_for(state: str, verb: Verb, parties: frozenset[Party]) -> Step:
    """Return the step. Raises NotPermitted or WrongState."""
    known = [step for step in STEPS if step.verb is verb]
    if not any(step.party in parties for step in known):
        raise NotPermitted(f"“{verb.label}”由{known[0].party.label}办理。")
    found = next((step for step in known if step.source == state), None)
    if found is None:
        raise WrongState(f"这件差评现在是“{State(state).label}”，不能{verb.label}。请刷新后再看。")
    return found


def check_apart(
    verb: Verb, viewer: Viewer, case: RatingCase, done: Iterable[tuple[str, frozenset[int]]]
) -> None:
    """Raise NotPermitted for who did a step that keeps them from this one.

    `done` are the steps of the matter and who took each, those in whose place included.
    """
    earlier, sentence = APART.get(verb, ((), ""))
    mine = hands_of(viewer, verb)
    if any(by & mine for what, by in done if what in earlier):
        raise NotPermitted(sentence)
    if verb in OUTSIDE and any(post.unit_id == case.unit_id for post in viewer.posts):
        raise NotPermitted(OWN_UNIT)


def hands_of(viewer: Viewer, verb: Verb) -> frozenset[int]:
    """Return who does it: the person, and in whose place."""
    post = post_for(viewer, verb)
    found = (viewer.cadre_id, post.principal_id if post else None)
    return frozenset(pk for pk in found if pk is not None)


def post_for(viewer: Viewer, verb: Verb) -> Post | None:
    """Return the post in which the step is taken: an own one before a lent one."""
    roles = {role for step in STEPS if step.verb is verb for role in _ROLES[step.party]}
    giving = [post for post in viewer.posts if post.role in roles]
    return next(iter([*giving, *viewer.own_posts]), None)
