"""Who sees a bulletin, and who does what to it in which state."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.roles import OFFICE, UNIT, Role
from cadres.viewers.rules.viewer import Kind, Post, Viewer
from cases.bulletins.rules.kinds import UNSEALED, BulletinState

if TYPE_CHECKING:
    from cases.models import Bulletin, UnitCard

ABSENT = "没有这份通报。"
DRAFTERS = "通报由县助企办草拟、送审和封存。"
APPROVERS = "通报由县助企办主任或县领导审批。"
CARD_ANSWERED_BY = "亮牌由该单位的经办人或负责人回应。"
OWN_WORDS = "这份通报由您草拟、修改或送审，须由另一位有审批权的同志审批。"


class BulletinVerb(TextChoices):
    DRAFT = "draft", "草拟通报"
    EDIT = "edit", "修改文字"
    RECOUNT = "recount", "重新取数"
    PROPOSE = "propose", "送审"
    APPROVE = "approve", "审批通过"
    REFUSE = "refuse", "退回修改"
    SEAL = "seal", "封存发布"
    WITHDRAW = "withdraw", "撤销"
    CORRECT = "correct", "草拟更正"
    RECEIPT = "receipt", "登记回执"


STATES: dict[BulletinVerb, frozenset[BulletinState]] = {
    BulletinVerb.PROPOSE: frozenset({BulletinState.DRAFT}),
    BulletinVerb.APPROVE: frozenset({BulletinState.PROPOSED}),
    BulletinVerb.REFUSE: frozenset({BulletinState.PROPOSED}),
    BulletinVerb.SEAL: frozenset({BulletinState.APPROVED}),
    BulletinVerb.EDIT: UNSEALED,
    BulletinVerb.RECOUNT: UNSEALED,
    BulletinVerb.WITHDRAW: UNSEALED,
    BulletinVerb.CORRECT: frozenset({BulletinState.SEALED}),
    BulletinVerb.RECEIPT: frozenset({BulletinState.SEALED}),
}
JUDGING = frozenset({BulletinVerb.APPROVE, BulletinVerb.REFUSE})
APPROVING_ROLES = (Role.OFFICE_HEAD, Role.LEADER)


def bulletins_for(viewer: Viewer) -> Q:
    """Before it is sealed: the office and the leaders of the county; sealed, it is read by whoever
    looks at the county whole and in every unit of the county, to which it is sent."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    inside = tuple(sorted({*viewer.office_county_ids, *viewer.leader_county_ids}))
    sealed = Q(state=BulletinState.SEALED)
    sight = Q(county_id__any_of=inside) | sealed & Q(county_id__any_of=viewer.county_ids)
    if viewer.has(*UNIT):
        sight |= sealed & Q(county_id__any_of=viewer.home_county_ids)
    return sight


def reads_whole(row: Bulletin, viewer: Viewer) -> bool:
    """Whoever looks at the county whole reads it whole; the others read the published copy."""
    return viewer.is_system or row.county_id in viewer.county_ids


def cards_for(viewer: Viewer) -> Q:
    """A card with its answers: whoever looks at the county whole, the unit itself, and the one
    that took it over."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    own = Q(unit_id__any_of=viewer.unit_ids) | Q(unit__merged_into_id__any_of=viewer.unit_ids)
    return Q(bulletin__county_id__any_of=viewer.county_ids) | own


def answering(card: UnitCard) -> int:
    """Return the unit that speaks for it now: its own, or the one that took that over."""
    return card.unit.merged_into_id or card.unit_id


def answers_card(card: UnitCard, viewer: Viewer) -> bool:
    """The clerks and the head of the unit speak for it."""
    return answering(card) in {*viewer.clerk_unit_ids, *viewer.head_unit_ids}


def whole_county(county_id: int, at: datetime) -> Viewer:
    """Return the eyes with which a bulletin is counted: the county's tickets, and no others."""
    return Viewer(at=at, name="通报统计", county_ids=(county_id,))


def drafts(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check(verb: BulletinVerb, row: Bulletin, viewer: Viewer) -> None:
    """Raise WrongState or NotPermitted where this person may not do it now."""
    if verb in JUDGING and not _judges(viewer, row.county_id):
        raise NotPermitted(APPROVERS)
    if verb not in JUDGING and not drafts(viewer, row.county_id):
        raise NotPermitted(DRAFTERS)
    state = BulletinState(row.state)
    if state not in STATES[verb]:
        raise WrongState(f"这份通报现在是“{state.label}”，不能{verb.label}。请刷新后再看。")
    if verb is BulletinVerb.CORRECT and row.corrects_id is not None:
        raise WrongState("更正由原通报再更正一次。请打开原通报。")
    if verb in JUDGING and _wrote(viewer, row):
        raise NotPermitted(OWN_WORDS)


def verbs_for(row: Bulletin, viewer: Viewer) -> tuple[BulletinVerb, ...]:
    """Return what this person may press now, the next step of the road first."""
    found = []
    for verb in STATES:
        try:
            check(verb, row, viewer)
        except (NotPermitted, WrongState):
            continue
        found.append(verb)
    return tuple(found)


def post_for(viewer: Viewer, verb: BulletinVerb) -> Post | None:
    """Return the post in which the action is done: an own one before a lent one."""
    roles = set(APPROVING_ROLES) if verb in JUDGING else OFFICE
    giving = [post for post in viewer.posts if post.role in roles]
    return next(iter([*giving, *viewer.own_posts]), None)


def _judges(viewer: Viewer, county_id: int) -> bool:
    return county_id in {*viewer.office_head_county_ids, *viewer.leader_county_ids}


def _wrote(viewer: Viewer, row: Bulletin) -> bool:
    """Nobody judges what they drafted, changed or proposed, nor does a deputy in their place."""
    post = post_for(viewer, BulletinVerb.APPROVE)
    mine = {viewer.cadre_id, post.principal_id if post else None} - {None}
    return bool(mine & {*row.author_ids, row.proposed_by_id})
