"""Looks back (回头看、撤单质检): what is asked of each kind, and what comes of the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Limit
from cadres.deadlines.rules.workdays import WorkCalendar
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.vocabulary import Outcome

# After a withdrawal the will is asked; else whether it lasts.
WORDS: dict[str, dict[str, str]] = {
    CheckKind.FIRST: {
        CheckResult.HOLDS: "情况属实，没有反复",
        CheckResult.FAILS: "没有解决，或又出现了",
        CheckResult.UNREACHED: "没有联系上，改天再访",
    },
    CheckKind.WITHDRAWAL: {
        CheckResult.HOLDS: "企业自愿撤回",
        CheckResult.FAILS: "不是企业本意",
        CheckResult.UNREACHED: "没有联系上，改天再访",
    },
}
WORDS[CheckKind.SECOND] = WORDS[CheckKind.FIRST]
QUESTIONS: dict[str, str] = {
    CheckKind.FIRST: "问题是不是真的解决了，有没有反复？",
    CheckKind.SECOND: "问题有没有反复？",
    CheckKind.WITHDRAWAL: "撤回是不是企业自己的意思，有没有人要求撤回？",
}
# What others decide, or was withdrawn, is not looked back at for having been solved.
RISKY = "重办、部分解决、没有答复的办结件"
# Put off with consent, and closed in the end: whether the promise was kept is asked of half.
PLANNED = "列入计划后办结的"
LOOKED_BACK_AT = ("", Outcome.SOLVED.value, Outcome.PARTLY.value, Outcome.EXPLAINED.value)


def is_risky() -> Q:
    """The condition of what ended as it might not have: redone, only partly, or unanswered."""
    unanswered = Q(outcome=Outcome.EXPLAINED, answer="")
    return Q(round__gt=1) | Q(outcome=Outcome.PARTLY) | unanswered


@dataclass(frozen=True, slots=True)
class ClosingDays:
    """Whatever was closed after `let_go` and up to `last` is looked back at now."""

    let_go: date
    last: date


def closing_days(limit: Limit, today: date, calendar: WorkCalendar) -> ClosingDays:
    """Return on which days a matter was closed whose look back is due, in the limit's own unit.

    What was missed for as long again is let go.
    """
    twice = replace(limit, amount=2 * limit.amount)
    return ClosingDays(
        limits.last_start(twice, today, calendar), limits.last_start(limit, today, calendar)
    )


def word(kind: str, result: str) -> str:
    """Say a result in the words of its kind."""
    return WORDS[kind].get(result, "")
