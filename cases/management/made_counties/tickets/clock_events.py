"""The clock events that the steps of a made ticket leave behind, as the engine would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.management.made_counties.days import DAY
from cases.management.made_counties.tables import NULL
from cases.models import ClockEvent
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import STEP_LIMITS, ClockKind, ClockVerb
from cases.tickets.rules.workflow import UNSOLVED, Action, State

if TYPE_CHECKING:
    from cases.management.made_counties.registry import Post
    from cases.management.made_counties.tickets.life import Life

TOLD = frozenset({Action.MEASURE, Action.NOTE, Action.RESOLVE})


def tick(life: Life, action: Action, actor: Post | None, before: str, state: State) -> None:
    """Write what the step does to the clocks, and set the days that follow from it."""
    if action in (Action.FILE, Action.DISPATCH):
        subject = life.handling_class or life.proposed_class
        life.due = life.days.due(limit_keys.PROMISE, subject, life.filed_on)
        _start(
            life, actor, ClockKind.PROMISE, limit_keys.PROMISE, subject, life.filed_at, life.due[0]
        )
    if action is Action.ACCEPT:
        _accepted(life, actor)
    if action in UNSOLVED:
        life.unit_due = _began(life, actor, ClockKind.UNIT, limit_keys.REDO, life.handling_class)
    if action is Action.APPROVE:
        _stop(life, actor, ClockKind.UNIT)
    if life.feedback_due is not None and _is_told(life, action, actor):
        life.feedback_due = None
        _stop(life, actor, ClockKind.FEEDBACK)
    if before != state:
        _step(life, actor, action, before, state)


def _accepted(life: Life, actor: Post | None) -> None:
    life.handler = actor.person.pk if actor else None
    life.unit_due = _began(life, actor, ClockKind.UNIT, limit_keys.UNIT_OWN, life.handling_class)
    life.feedback_due = _began(life, actor, ClockKind.FEEDBACK, limit_keys.FIRST_FEEDBACK, "")


def _is_told(life: Life, action: Action, actor: Post | None) -> bool:
    """A helping unit's note is not the word of the unit that answers for the matter."""
    own = life.unit is not None and actor is not None and life.unit.pk in actor.person.units
    return action in TOLD and own


def _step(life: Life, actor: Post | None, action: Action, before: str, state: State) -> None:
    key = limit_keys.OBJECTION_DECISION if action is Action.OBJECT else STEP_LIMITS.get(state)
    if key:
        life.step_due = _began(life, actor, ClockKind.STEP, key, "")
        return
    life.step_due = life.unit_due if state is State.IN_HAND else None
    if before in STEP_LIMITS:
        _stop(life, actor, ClockKind.STEP)


def _began(life: Life, actor: Post | None, kind: ClockKind, key: str, subject: str) -> int:
    """Start a clock that runs from now; return the day on which it ends."""
    due, _ = life.days.due(key, subject, life.today)
    _start(life, actor, kind, key, subject, life.now, due)
    return due


def _start(
    life: Life,
    actor: Post | None,
    kind: ClockKind,
    key: str,
    subject: str,
    since: int,
    due: int,
) -> None:
    limit = life.days.term(key, subject, since // DAY)
    unit = life.unit.pk if life.unit and kind is not ClockKind.PROMISE else NULL
    _write(
        life,
        actor,
        f"{kind}\t{ClockVerb.STARTED}\t{life.days.stamp(life.now)}\t{unit}"
        f"\t{life.days.stamp(since)}\t{key}\t{subject}\t{limit}\t{life.days.iso(due)}",
    )


def _stop(life: Life, actor: Post | None, kind: ClockKind) -> None:
    moment = life.days.stamp(life.now)
    rest = f"\t\t\t0\t\t\t{life.days.calendar.version}\t{NULL}"
    _write(life, actor, f"{kind}\t{ClockVerb.STOPPED}\t{moment}\t{NULL}\t{NULL}{rest}")


def _write(life: Life, actor: Post | None, line: str) -> None:
    who = actor.person.pk if actor else NULL
    life.rows[ClockEvent].append(f"{life.pk}\t{line}\t{who}")
