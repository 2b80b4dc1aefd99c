"""What a ticket's page shows beside its road: questions, rounds, explanations, looks back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from cases.models import Check, Explanation, Round, Ticket, TicketEvent
from cases.rules import checks
from cases.rules.handling import Answer, Outcome
from cases.rules.sides import CheckKind, RoundCause
from cases.rules.workflow import Action

_ROUND = ("number", "cause", "reason", "began_on", "ended_on", "result", "outcome", "answer")
_EXPLANATION = ("round", "told_on", "told_to", "text")
_CHECK = ("pk", "kind", "round", "due_on", "is_due_provisional", "result", "note", "done_at")
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
    is_moot: bool


@dataclass(frozen=True, slots=True)
class Sides:
    questions: list[QuestionLine]
    rounds: list[RoundLine]
    explanations: list[ExplanationLine]
    checks: list[CheckLine]


def columns() -> dict[str, ArraySubquery]:
    """All of it as columns of the ticket's own row: no query of their own."""
    return {
        "round_rows": _rows(Round, "number", _ROUND, unit="unit__name"),
        "explanation_rows": _rows(Explanation, "pk", _EXPLANATION),
        "check_rows": _rows(Check, "pk", _CHECK),
    }


def of(ticket: Ticket, events: Iterable[TicketEvent], *, sees_checks: bool) -> Sides:
    """Return the sides of a ticket that was read with `columns`.

    What callers heard afterwards is hidden from the handling unit, as ratings are.
    """
    checked: list[dict[str, Any]] = ticket.check_rows if sees_checks else []  # type: ignore[attr-defined]
    return Sides(
        questions=_questions(events),
        rounds=[_round(row) for row in ticket.round_rows],  # type: ignore[attr-defined]
        explanations=[_explanation(row) for row in ticket.explanation_rows],  # type: ignore[attr-defined]
        checks=[_check(row, ticket) for row in checked],
    )


def _rows(model: type[Any], order: str, names: tuple[str, ...], **more: str) -> ArraySubquery:
    found = model._default_manager.filter(ticket=OuterRef("pk")).order_by(order)
    return ArraySubquery(found.values(data=JSONObject(**{name: name for name in names}, **more)))


def _questions(events: Iterable[TicketEvent]) -> list[QuestionLine]:
    found: list[QuestionLine] = []
    for event in events:
        if event.action == Action.ASK:
            found.append(QuestionLine(event.note, event.at))
        elif found and found[-1].action is None and event.action in _ENDS_QUESTION:
            asked = found.pop()
            action = Action(event.action)
            found.append(
                QuestionLine(
                    asked.asked, asked.asked_at, action, event.note, event.actor_name, event.at
                )
            )
    return found


def _round(row: dict[str, Any]) -> RoundLine:
    return RoundLine(
        number=row["number"],
        cause=RoundCause(row["cause"]).label,
        reason=row["reason"],
        unit=row["unit"] or "",
        began_on=date.fromisoformat(row["began_on"]),
        ended_on=_day(row["ended_on"]),
        result=row["result"],
        outcome=Outcome(row["outcome"]).label if row["outcome"] else "",
        answer=Answer(row["answer"]).label if row["answer"] else "",
    )


def _explanation(row: dict[str, Any]) -> ExplanationLine:
    told_on = date.fromisoformat(row["told_on"])
    return ExplanationLine(row["round"], told_on, row["told_to"], row["text"])


def _check(row: dict[str, Any], ticket: Ticket) -> CheckLine:
    is_done = row["done_at"] is not None
    return CheckLine(
        pk=row["pk"],
        kind=CheckKind(row["kind"]).label,
        due_on=date.fromisoformat(row["due_on"]),
        is_due_provisional=row["is_due_provisional"],
        word=checks.word(row["kind"], row["result"]),
        note=row["note"],
        is_done=is_done,
        is_moot=not is_done and row["round"] != ticket.round,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
