"""The loop from the first look to the call-back: the centre verifies, the unit puts right."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction

from cadres.deadlines.selectors import limits
from cadres.errors import Conflict, Invalid
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.wording import clauses
from cases.models import Letter, RatingCase, WindowRating
from cases.window_ratings.rules import demands, limit_keys, notice_kinds
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.outcomes import CallBack
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.services import recipients
from cases.window_ratings.services.transitions import advance

MOVED = "整改情况在您打开之后有变，请看过现在的内容再签发。"


def start_case(case: RatingCase, *, actor: Viewer) -> RatingCase:
    """The centre takes it up: whoever gave the rating is asked what happened."""
    return advance(case, Verb.START, actor=actor)


@transaction.atomic
def verify_case(
    case: RatingCase, *, actor: Viewer, finding: str, demand: str, unit: Unit | None = None
) -> RatingCase:
    """What the centre found, which unit it concerns, and what it asks of that unit."""
    text_limits.require(finding, "finding", "请写明核实情况。")
    if demand not in Demand.values:
        raise Invalid("请选择整改要求。", {"demand": "请选择整改要求。"})
    unit = open_units.hold_open(unit or case.unit)
    found, label = clauses.clean(finding).strip(), Demand(demand).label
    case = advance(
        case, Verb.VERIFY, actor=actor, words=label, finding=found, demand=demand, unit=unit
    )
    # Whoever served is who was rated, whatever the file said.
    WindowRating.objects.filter(pk=case.rating_id).exclude(unit=unit).update(unit=unit)
    return case


@transaction.atomic
def follow_order(letter: Letter, actor: Viewer) -> None:
    """The letter went out: the unit has the matter, and its own clock begins."""
    if letter.rating_case is None:
        return
    case = advance(letter.rating_case, Verb.ORDER, actor=actor, words=letter.number)
    recipients.tell_unit(notice_kinds.ORDERED, case, actor=actor)


@transaction.atomic
def answer_case(
    case: RatingCase, *, actor: Viewer, answer: str, second: str, done_on: date
) -> RatingCase:
    """The unit says what it has done; its head signs before anybody outside reads it."""
    demands.check_answer(case.demand or Demand.AT_ONCE, answer, second)
    if done_on > actor.today:
        raise Invalid("完成日期不能晚于今天。", {"done_on": "完成日期不能晚于今天。"})
    first, second = answer.strip(), second.strip()
    case = advance(case, Verb.ANSWER, actor=actor, answer=first, second=second, done_on=done_on)
    recipients.tell_unit_head(notice_kinds.TO_SIGN, case, actor=actor)
    return case


def answer_digest(case: RatingCase) -> str:
    """Of what the head's signature stands for."""
    said = "\n".join((case.demand, case.answer, case.second, str(case.done_on), str(case.round)))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def sign_answer(case: RatingCase, *, actor: Viewer, digest: str) -> RatingCase:
    """The head of the unit answers for these words; the centre passes them on."""
    if digest != answer_digest(case):
        raise Conflict(MOVED)
    case = advance(case, Verb.SIGN, actor=actor, signed_on=actor.today)
    if digest != answer_digest(case):
        raise Conflict(MOVED)
    recipients.tell_centre(notice_kinds.ANSWERED, case, actor=actor)
    return case


@transaction.atomic
def return_answer(case: RatingCase, *, actor: Viewer, reason: str) -> RatingCase:
    """The head of the unit does not sign it; the clock goes on."""
    text_limits.require(reason, "reason", "请写明退回的原因。")
    case = advance(case, Verb.RETURN, actor=actor, words=reason)
    recipients.tell_unit(notice_kinds.RETURNED, case, actor=actor)
    return case


@transaction.atomic
def tell_rater(case: RatingCase, *, actor: Viewer, how: str, told: str) -> RatingCase:
    """Whoever gave the rating hears what was done."""
    text_limits.require(told, "told", "请写明怎样反馈、评价人怎么说。")
    words = f"{how}：{clauses.clean(told).strip()}"
    return advance(case, Verb.TELL, actor=actor, words=words, told_on=actor.today)


@transaction.atomic
def call_back(case: RatingCase, *, actor: Viewer, outcome: str, said: str) -> RatingCase:
    """Somebody who handled none of it asks once more; who is still not satisfied starts a round."""
    if outcome not in CallBack.values:
        raise Invalid("请选择回访结果。", {"outcome": "请选择回访结果。"})
    text_limits.require(said, "said", "请写明评价人怎么说；联系不上的写明联系过几次。")
    words = f"{CallBack(outcome).label}：{clauses.clean(said).strip()}"
    changes = {"called_on": actor.today, "call_back": outcome}
    if not _goes_round(case, outcome, actor):
        return advance(case, Verb.CALL_BACK, actor=actor, words=words, **changes)
    changes |= {"round": case.round + 1, "signed_on": None, "told_on": None}
    case = advance(case, Verb.REDO, actor=actor, words=words, **changes)
    recipients.tell_unit(notice_kinds.ORDERED, case, actor=actor)
    return case


def _goes_round(case: RatingCase, outcome: str, actor: Viewer) -> bool:
    most = limits.find(limit_keys.ROUNDS, "", actor.today, case.county_id).amount
    return outcome == CallBack.UNSATISFIED and case.round < most
