"""What a ticket's page shows beside its road: questions, rounds, explanations, attempts, checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Check, ContactAttempt, Explanation, Round, Ticket
from cases.tickets.rules import visibility
from cases.tickets.rules.closing import approvals, rechecks
from cases.tickets.rules.closing.contact_attempts import ContactMeans
from cases.tickets.rules.closing.side_terms import CheckKind, RoundCause
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.page.course import CourseStep

_ROUND = ("number", "cause", "reason", "began_on", "ended_on", "result", "outcome", "answer")
_UNIT = "unit__name"
_EXPLANATION = ("round", "told_on", "told_to", "text")
_CHECK = ("pk", "kind", "round", "due_on", "is_due_provisional", "result", "note", "done_at")
_ROUNDS = Prepared(
    lambda pk: Round.objects.filter(ticket=pk).order_by("number").values(*_ROUND, _UNIT)
)
_EXPLANATIONS = Prepared(
    lambda pk: Explanation.objects.filter(ticket=pk).order_by("pk").values(*_EXPLANATION)
)
_ATTEMPTS = Prepared(
    lambda pk: (
        ContactAttempt.objects.filter(ticket=pk)
        .order_by("pk")
        .values("made_at", "made_by__name", "means", "note", "round")
    )
)
_CHECKS = Prepared(lambda pk: Check.objects.filter(ticket=pk).order_by("pk").values(*_CHECK))
_ENDS_QUESTION = frozenset({Action.ANSWER, Action.RESUME, Action.WITHDRAW})


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """What the enterprise was asked, and what it answered; or how the ticket went on."""

    asked: str
    asked_at: datetime
    action: Action | None = None
    answer: str = ""
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoundLine:
    number: int
    cause: str
    reason: str
    unit: str
    began_on: date
    ended_on: date | None
    result: str
    outcome: str
    answer: str


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    round: int
    told_on: date
    told_to: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    pk: int
    kind: str
    due_on: date
    is_due_provisional: bool
    word: str
    note: str
    is_done: bool
    # Of an earlier round, and never done: nobody will.
    is_lapsed: bool


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """Somebody tried to reach the enterprise, in vain."""

    at: datetime
    who: str
    means: str
    note: str
    round: int


@dataclass(frozen=True, slots=True)
class Sides:
    questions: list[QuestionLine]
    rounds: list[RoundLine]
    explanations: list[ExplanationLine]
    checks: list[CheckLine]
    attempts: list[AttemptLine]
    # How often the enterprise was reminded to confirm, in this round.
    reminded: int


def of(ticket: Ticket, course: Sequence[CourseStep], *, seen_by: Viewer) -> Sides:
    """Return the sides of a ticket that was found through visibility.

    What callers heard afterwards is hidden from the handling unit, as ratings are. While the first
    round runs no row tells of it.
    """
    was_approved = approvals.was_approved(ticket)
    done = {step.action for step in course}
    sees_checks = was_approved and visibility.may_see_rating(seen_by, ticket)
    return Sides(
        questions=_questions(course),
        rounds=[_round(row) for row in _ROUNDS(ticket.pk)] if ticket.round > 1 else [],
        explanations=_explanations(ticket) if Action.EXPLAIN in done else [],
        checks=[_check(row, ticket) for row in _CHECKS(ticket.pk)] if sees_checks else [],
        attempts=[_attempt(row) for row in _ATTEMPTS(ticket.pk)]
        if Action.TRY_CONTACT in done
        else [],
        reminded=sum(
            step.action is Action.REMIND_ENTERPRISE and step.round == ticket.round
            for step in course
        ),
    )


def _questions(course: Iterable[CourseStep]) -> list[QuestionLine]:
    found: list[QuestionLine] = []
    for step in course:
        if step.action is Action.ASK:
            found.append(QuestionLine(step.note, step.at))
        elif found and found[-1].action is None and step.action in _ENDS_QUESTION:
            asked = found.pop()
            answered = (step.action, step.note, step.who, step.at)
            found.append(QuestionLine(asked.asked, asked.asked_at, *answered))
    return found


def _explanations(ticket: Ticket) -> list[ExplanationLine]:
    return [ExplanationLine(**row) for row in _EXPLANATIONS(ticket.pk)]


def _attempt(row: dict[str, Any]) -> AttemptLine:
    means = ContactMeans(row["means"]).label
    return AttemptLine(row["made_at"], row["made_by__name"], means, row["note"], row["round"])


def _round(row: dict[str, Any]) -> RoundLine:
    return RoundLine(
        number=row["number"],
        cause=RoundCause(row["cause"]).label,
        reason=row["reason"],
        unit=row[_UNIT] or "",
        began_on=row["began_on"],
        ended_on=row["ended_on"],
        result=row["result"],
        outcome=Outcome(row["outcome"]).label if row["outcome"] else "",
        answer=Answer(row["answer"]).label if row["answer"] else "",
    )


def _check(row: dict[str, Any], ticket: Ticket) -> CheckLine:
    is_done = row["done_at"] is not None
    return CheckLine(
        pk=row["pk"],
        kind=CheckKind(row["kind"]).label,
        due_on=row["due_on"],
        is_due_provisional=row["is_due_provisional"],
        word=rechecks.word(row["kind"], row["result"]),
        note=row["note"],
        is_done=is_done,
        is_lapsed=not is_done and row["round"] != ticket.round,
    )
