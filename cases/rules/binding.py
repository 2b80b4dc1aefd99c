"""Two days bind at once: the earlier one counts, and both are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.rules.workflow import State

PROMISE = "对企业承诺"
# Whose day stands beside the promise while the result is worked on and looked at.
OWN = {State.IN_HAND: "本单位时限", State.RESOLVED: "审核期限"}
ANSWER = "答复时限"


@dataclass(frozen=True, slots=True)
class Binding:
    """The day that binds and what it is of; the later day beside it."""

    name: str
    on: date
    other: str
    other_on: date

    @property
    def is_promise(self) -> bool:
        return self.name == PROMISE


def of(state: str, promised: date, own: date | None) -> Binding | None:
    """Return which of a ticket's two days binds; None where it has one, or both are the same."""
    name = OWN.get(State(state))
    return earlier(promised, own, name) if name else None


def of_share(promised: date, own: date | None) -> Binding | None:
    """The same of a part that another unit answers: the whole is promised to the enterprise."""
    return earlier(promised, own, ANSWER)


def earlier(promised: date, own: date | None, name: str) -> Binding | None:
    if own is None or own == promised:
        return None
    if promised < own:
        return Binding(PROMISE, promised, name, own)
    return Binding(name, own, PROMISE, promised)
