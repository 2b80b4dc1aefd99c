"""Who sees a letter, and who does what to it in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Kind, Post, Viewer
from cases.letters.rules import organs
from cases.letters.rules.kinds import GATHERED, UNISSUED, LetterKind, LetterState
from cases.letters.rules.organs import Organ

if TYPE_CHECKING:
    from cases.models import Letter


class LetterVerb(TextChoices):
    DRAFT = "draft", "草拟"
    EDIT = "edit", "修改"
    PROPOSE = "propose", "送审"
    APPROVE = "approve", "审批通过"
    REFUSE = "refuse", "退回修改"
    ISSUE = "issue", "编号印发"
    WITHDRAW = "withdraw", "撤销"
    SEAL = "seal", "登记用印"
    DELIVER = "deliver", "登记送达"
    REPLY = "reply", "回复"
    # Of letters between bureaus alone.
    SIGN = "sign", "签收"
    NAME = "name", "指定阅知人"


# What is done to a letter that is there already: in which states.
STATES: dict[LetterVerb, frozenset[LetterState]] = {
    LetterVerb.PROPOSE: frozenset({LetterState.DRAFT}),
    LetterVerb.APPROVE: frozenset({LetterState.PROPOSED}),
    LetterVerb.REFUSE: frozenset({LetterState.PROPOSED}),
    LetterVerb.ISSUE: frozenset({LetterState.APPROVED}),
    LetterVerb.SEAL: frozenset({LetterState.ISSUED}),
    LetterVerb.DELIVER: frozenset({LetterState.ISSUED}),
    LetterVerb.SIGN: frozenset({LetterState.ISSUED}),
    LetterVerb.REPLY: frozenset({LetterState.ISSUED}),
    LetterVerb.EDIT: UNISSUED,
    LetterVerb.WITHDRAW: UNISSUED,
    LetterVerb.NAME: UNISSUED | {LetterState.ISSUED},
}
JUDGING = frozenset({LetterVerb.APPROVE, LetterVerb.REFUSE})
OWN_WORDS = "这份文书由您草拟、修改或送审，须由另一位有审批权的同志审批。"


def letters_for(viewer: Viewer) -> Q:
    """Who looks at the county whole sees its letters, those of the supervisors once they are
    issued; a unit those that were issued to it, and whoever drafted one sees that one.

    What bureaus write each other is theirs, and those see it whom they named: nobody else does,
    whatever they see of the county.
    """
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    sight = Q(county_id__any_of=viewer.county_ids) & (
        Q(organ=Organ.OFFICE)
        | Q(organ__in=(Organ.SUPERVISION, Organ.CENTRE), state=LetterState.ISSUED)
    )
    if viewer.centre_county_ids:
        sight |= Q(organ=Organ.CENTRE, county_id__any_of=viewer.centre_county_ids)
    inside = {*viewer.supervision_county_ids, *viewer.leader_county_ids}
    if inside:
        sight |= Q(organ=Organ.SUPERVISION, county_id__any_of=tuple(sorted(inside)))
    sight |= Q(unit_id__any_of=viewer.unit_ids, state=LetterState.ISSUED)
    # What is addressed to all units is read in all of them.
    to_all = Q(kind__in=sorted(GATHERED), state=LetterState.ISSUED)
    if viewer.unit_ids:
        sight |= to_all & Q(county_id__any_of=viewer.home_county_ids)
    sight |= Q(drafted_by_id=viewer.cadre_id, drafted_by__isnull=False)
    return sight & ~Q(organ=Organ.BUREAU) | _of_bureaus(viewer)


def _of_bureaus(viewer: Viewer) -> Q:
    own = organs.own_units(viewer)
    theirs = Q(sender__any_of=own) | Q(unit_id__any_of=own, state=LetterState.ISSUED)
    return Q(organ=Organ.BUREAU) & (theirs | Q(reader_ids__contains=[viewer.cadre_id or 0]))


def whose(verb: LetterVerb, organ: str, kind: str) -> str:
    """Say to whom the action belongs, where somebody else tries it."""
    if verb is LetterVerb.DRAFT:
        able = "、".join(one.label for one in organs.of_kind(LetterKind(kind)))
        return f"{LetterKind(kind).label}由{able}草拟。"
    writing = Organ(organ)
    if verb in JUDGING and kind in GATHERED:
        return "通报由县领导签批。"
    if verb in JUDGING:
        return f"文书由{organs.JUDGES[writing].label}审批。"
    if verb is LetterVerb.SIGN:
        return "由收文单位签收。"
    if verb is LetterVerb.REPLY:
        return f"由收文单位回复，或由{writing.label}登记书面回复。"
    return f"这份文书由{writing.label}草拟、印发和登记。"


def check(verb: LetterVerb, letter: Letter, viewer: Viewer) -> None:
    """Raise WrongState or NotPermitted where this person may not do it now."""
    if not _stands(verb, letter, viewer):
        raise NotPermitted(whose(verb, letter.organ, letter.kind))
    state = LetterState(letter.state)
    if state not in STATES[verb]:
        raise WrongState(f"这份文书现在是“{state.label}”，不能{verb.label}。请刷新后再看。")
    _check_order(verb, letter)
    if verb in JUDGING and wrote(viewer, letter):
        raise NotPermitted(OWN_WORDS)


def check_writes(letter: Letter, viewer: Viewer) -> None:
    """Raise NotPermitted for whoever does not write for the organ of the letter."""
    if not organs.writes(viewer, letter):
        raise NotPermitted(whose(LetterVerb.EDIT, letter.organ, letter.kind))


def wrote(viewer: Viewer, letter: Letter) -> bool:
    """Nobody judges what they drafted, changed or proposed, nor does a deputy in their place."""
    post = post_for(viewer, LetterVerb.APPROVE, letter.organ, letter.kind)
    mine = {viewer.cadre_id, post.principal_id if post else None} - {None}
    return bool(mine & {*letter.author_ids, letter.proposed_by_id})


def post_for(viewer: Viewer, verb: LetterVerb, organ: str, kind: str = "") -> Post | None:
    """Return the post in which the action is done: an own one before a lent one."""
    writing = Organ(organ)
    roles = (
        frozenset({organs.judge_of(writing, kind)}) if verb in JUDGING else organs.WRITERS[writing]
    )
    giving = [post for post in viewer.posts if post.role in roles]
    if verb is LetterVerb.REPLY and not giving:
        giving = [post for post in viewer.posts if post.role in organs.ANSWERING]
    return next(iter([*giving, *viewer.own_posts]), None)


def verbs_for(letter: Letter, viewer: Viewer) -> tuple[LetterVerb, ...]:
    """Return what this person may press now."""
    return tuple(verb for verb in STATES if _may(verb, letter, viewer))


def is_receiver(letter: Letter, viewer: Viewer) -> bool:
    """Is the letter addressed to a unit of the viewer's own?"""
    return letter.unit_id in organs.own_units(viewer)


def label_of(verb: LetterVerb, letter: Letter, viewer: Viewer) -> str:
    """How the action is called for this person: the writer puts on record what came on paper."""
    is_record = verb is LetterVerb.REPLY and not is_receiver(letter, viewer)
    return "登记书面回复" if is_record else verb.label


def _may(verb: LetterVerb, letter: Letter, viewer: Viewer) -> bool:
    try:
        check(verb, letter, viewer)
    except (NotPermitted, WrongState):
        return False
    return True


def _check_order(verb: LetterVerb, letter: Letter) -> None:
    """What is recorded is recorded once, and the seal comes before the delivery."""
    done = {
        LetterVerb.SEAL: letter.sealed_at,
        LetterVerb.DELIVER: letter.delivered_on,
        LetterVerb.REPLY: letter.replied_on,
        LetterVerb.SIGN: letter.received_at,
    }
    if done.get(verb) is not None:
        raise WrongState(f"这份文书已经{verb.label}，不能重复登记。")
    if verb is LetterVerb.DELIVER and letter.sealed_at is None:
        raise WrongState("请先登记用印，再登记送达。")
    if verb is LetterVerb.REPLY and (letter.reply_due_on is None or letter.excused_why):
        raise WrongState(f"这份文书不用回复。{letter.excused_why}")


def _stands(verb: LetterVerb, letter: Letter, viewer: Viewer) -> bool:
    if verb in JUDGING:
        return organs.judges(viewer, letter)
    if verb in (LetterVerb.SIGN, LetterVerb.NAME) and letter.organ != Organ.BUREAU:
        return False
    is_to_us = is_receiver(letter, viewer)
    if verb is LetterVerb.SIGN or (verb is LetterVerb.REPLY and is_to_us):
        return is_to_us
    return organs.writes(viewer, letter)
