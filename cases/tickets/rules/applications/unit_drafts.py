"""What a unit says outward (对外发出): which of it a clerk drafts, and its head signs (签发)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.rules.workdays import short
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.applications.applications import Ground, Level
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import Action, State


class DraftKind(TextChoices):
    OBJECTION = "objection", "退回异议"
    EXTENSION = "extension", "延期申请"
    PARKING = "parking", "挂账申请"
    PLAN = "plan", "列入计划申请"
    HAND_UP = "hand_up", "提级申请"
    REPLY = "reply", "督办回复"


class DraftState(TextChoices):
    WAITING = "waiting", "待签发"
    RETURNED = "returned", "退回修改"
    SIGNED = "signed", "已签发"
    TAKEN_BACK = "taken_back", "已撤回"
    # The ticket moved on, or the words were changed, before anybody signed.
    LAPSED = "lapsed", "已失效"


# What somebody of the unit still has to do something about.
OPEN_DRAFTS = frozenset({DraftState.WAITING, DraftState.RETURNED})


@dataclass(frozen=True, slots=True)
class Word:
    """One field of what is said: its label, and how its value is read; hidden without a label."""

    name: str
    label: str = ""
    said: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class Way:
    """By which step it goes out, what stands in it, where it waits, and what puts signing off."""

    action: Action
    words: tuple[Word, ...]
    # In any other state what was drafted has no meaning any more.
    states: frozenset[State]
    unsigned: LimitKey


# Words that are days.
_DAYS = frozenset({"until_on", "due_on", "promised_on"})


def _day(value: Any) -> str:
    return short(date.fromisoformat(value)) if value else ""


def _unit(value: Any) -> str:
    return value["name"] if value else ""


_REASON = Word("reason", "理由")
_REPLACES = Word("replaces")
_AT_WORK = frozenset({State.IN_HAND, State.ASKING})
_BEFORE_RESULT = frozenset({State.ASSIGNED, State.IN_HAND, State.ASKING})
_HELD = frozenset(
    {
        State.ASSIGNED,
        State.IN_HAND,
        State.ASKING,
        State.PARKED,
        State.PLANNED,
        State.HANDED_UP,
        State.RESOLVED,
    }
)
WAYS: dict[DraftKind, Way] = {
    DraftKind.OBJECTION: Way(
        Action.OBJECT,
        (Word("reason", "退回原因"), Word("proposed_unit", "建议承办单位", _unit)),
        _BEFORE_RESULT,
        limit_keys.UNSIGNED_OBJECTION,
    ),
    DraftKind.EXTENSION: Way(
        Action.ASK_EXTENSION,
        (Word("days", "延长", lambda days: f"{days} 个工作日"), _REASON, _REPLACES),
        _AT_WORK,
        limit_keys.UNSIGNED_EXTENSION,
    ),
    DraftKind.PARKING: Way(
        Action.ASK_PARKING,
        (
            Word("ground", "挂账原因", lambda ground: str(Ground(ground).label)),
            Word("until_on", "复查日期", _day),
            _REASON,
            _REPLACES,
        ),
        _AT_WORK,
        limit_keys.UNSIGNED_PARKING,
    ),
    DraftKind.PLAN: Way(
        Action.ASK_PLAN,
        (
            Word("owner", "计划责任人"),
            Word("until_on", "计划解决日期", _day),
            _REASON,
            _REPLACES,
        ),
        _AT_WORK,
        limit_keys.UNSIGNED_PLAN,
    ),
    DraftKind.HAND_UP: Way(
        Action.ASK_HAND_UP,
        (
            Word("level", "提级到", lambda level: str(Level(level).label)),
            _REASON,
            Word("tried", "已采取的措施"),
            Word("proposal", "建议"),
            _REPLACES,
        ),
        _AT_WORK,
        limit_keys.UNSIGNED_HAND_UP,
    ),
    DraftKind.REPLY: Way(
        Action.REPLY,
        (Word("reply", "回复"), Word("promised_on", "承诺办结", _day), Word("digest")),
        _HELD,
        limit_keys.UNSIGNED_REPLY,
    ),
}
KIND_OF = {way.action: kind for kind, way in WAYS.items()}
# What ends with the last day on which it may go out.
LAST_DAY = {
    DraftKind.OBJECTION: "异议期满",
    DraftKind.EXTENSION: "延期须提前申请",
    DraftKind.REPLY: "督办回复期满",
}
# Not buttons of the ticket: they stand on the card of what was drafted.
ON_CARDS = frozenset({Action.RETURN_DRAFT, Action.DROP_DRAFT})


def stored(value: Any) -> Any:
    """As the row keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def restored(name: str, value: Any) -> Any:
    """As its action takes it, and its form: a day is a day again."""
    return date.fromisoformat(value) if value and name in _DAYS else value


def digest_of(kind: str, words: Mapping[str, Any]) -> str:
    """Return the digest of the very words: with others it is another draft."""
    return approvals.seen_digest(kind, json.dumps(words, ensure_ascii=False, sort_keys=True))


def lines(kind: str, words: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is said, as label and words, in the order of its form."""
    shown = [word for word in WAYS[DraftKind(kind)].words if word.label]
    found = [(word.label, words.get(word.name)) for word in shown]
    said = {word.label: word.said for word in shown}
    return [(label, said[label](value)) for label, value in found if value]


def is_replaceable(kind: str) -> bool:
    """Does its service change an earlier application of the kind?"""
    return _REPLACES in WAYS[DraftKind(kind)].words


def stands(kind: str, state: str) -> bool:
    return state in WAYS[DraftKind(kind)].states


def is_of(viewer: Viewer, unit_id: int | None) -> bool:
    """Unsigned words are the unit's own: its clerks and heads see them, and nobody else."""
    return unit_id in viewer.clerk_unit_ids or unit_id in viewer.head_unit_ids


def open_actions(actions: Iterable[Action], *, has_drafts: bool) -> tuple[Action, ...]:
    """Without giving back and taking back where nothing waits for a signature."""
    return tuple(one for one in actions if has_drafts or one not in ON_CARDS)
