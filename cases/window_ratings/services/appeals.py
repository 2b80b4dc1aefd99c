"""A unit says that a rating is mistaken or malicious; somebody else decides, never who filed it."""

from __future__ import annotations

import hashlib

from django.db import transaction

from cadres.deadlines.rules import terms
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.errors import Conflict, Invalid, WrongState
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingAppeal, RatingCase
from cases.window_ratings.rules import limit_keys, notice_kinds
from cases.window_ratings.rules.outcomes import AppealState, Ground
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.services import recipients
from cases.window_ratings.services.transitions import advance

NONE = "没有等待裁定的申诉。"
WAITS = "已有一件申诉等待裁定，不能重复提出。"
ONCE = "这件差评的申诉已经裁定过，不能再次提出。"
WAY = {AppealState.UPHELD: Verb.UPHOLD, AppealState.DISMISSED: Verb.DISMISS}


@transaction.atomic
def file_appeal(case: RatingCase, *, actor: Viewer, ground: str, words: str) -> RatingCase:
    """The head of the unit says why the rating should not count; the clocks go on meanwhile."""
    if ground not in Ground.values:
        raise Invalid("请选择申诉理由。", {"ground": "请选择申诉理由。"})
    text_limits.require(words, "words", "请写明事实和证据。")
    case = advance(case, Verb.APPEAL, actor=actor, words=Ground(ground).label)
    for row in RatingAppeal.objects.filter(case=case):
        raise WrongState(WAITS if row.state == AppealState.WAITING else ONCE)
    days = Calendars(case.county_id)
    limit = limits.find(limit_keys.APPEAL, "", actor.today, case.county_id)
    term = terms.begin(limit, actor.at, days.newest)
    RatingAppeal.objects.create(
        case=case,
        county_id=case.county_id,
        ground=ground,
        words=words.strip(),
        filed_by_id=actor.person_id,
        filed_at=actor.at,
        **terms.columns(term, days.__getitem__),
    )
    recipients.tell_centre(notice_kinds.APPEALED, case, actor=actor)
    return case


def appeal_digest(appeal: RatingAppeal) -> str:
    """Of what somebody decides."""
    said = f"{appeal.pk} {appeal.ground} {appeal.words}"
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def decide_appeal(
    case: RatingCase, *, actor: Viewer, digest: str, outcome: str, decision: str
) -> RatingCase:
    """Upheld, the rating counts nowhere, or goes to the unit that served; dismissed, all goes on.

    Raises Conflict where another appeal waits than the one that was read.
    """
    if outcome not in WAY:
        raise Invalid("请选择申诉是否成立。", {"outcome": "请选择申诉是否成立。"})
    text_limits.require(decision, "decision", "请写明裁定的理由。")
    found = RatingAppeal.objects.filter(case=case, state=AppealState.WAITING).first()
    if found is None:
        raise WrongState(NONE)
    if digest != appeal_digest(found):
        raise Conflict("申诉在您打开之后有变，请看过现在的内容再裁定。")
    verb = WAY[AppealState(outcome)]
    if verb is Verb.UPHOLD and found.ground == Ground.OTHER_UNIT:
        verb = Verb.REASSIGN
    case = advance(case, verb, actor=actor, words=decision)
    decided = RatingAppeal.objects.filter(pk=found.pk, state=AppealState.WAITING).update(
        state=outcome,
        decided_by_id=actor.person_id,
        decided_at=actor.at,
        decision=decision.strip(),
    )
    if not decided:
        raise WrongState(NONE)
    recipients.tell_unit(notice_kinds.DECIDED, case, actor=actor)
    return case
