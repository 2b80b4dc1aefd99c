"""The deeds that can be done on a phone without a signal: upper rooms hand theirs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadres.devices.rules.commands import Both, Made
from cadres.errors import DomainError
from cadres.models import Upload
from cadres.people.rules.viewer import Viewer

Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """One command, ready to be done: what it is about by its key, its words, its files.

    `made_at` is the phone's clock, `trunk` the version that the phone had of the subject.
    """

    subject: int | None
    words: Words
    uploads: Sequence[Upload]
    made_at: datetime
    trunk: str = ""


def _nothing(order: Order, refusal: DomainError, actor: Viewer) -> tuple[Both, ...]:
    return ()


def _unordered(order: Order) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a verb means: `read` turns values into words (raises Invalid), `act` does it.

    `check` raises a Conflict before anything is done, where others changed the same thing since the
    trunk; `differences` says field by field how the thing stands now. `about` is the kind of thing
    that `subject` names: commands on one thing keep their order.
    """

    verb: str
    about: str
    read: Callable[[Mapping[str, Any]], Words]
    act: Callable[[Order, Viewer], Made]
    differences: Callable[[Order, DomainError, Viewer], tuple[Both, ...]] = _nothing


_known: dict[str, Deed] = {}


def register(*offered: Deed) -> None:
    """Raises ValueError where two deeds have the same verb."""
    for deed in offered:
        if _known.setdefault(deed.verb, deed) is not deed:
            raise ValueError(f"two deeds have the verb {deed.verb}")


def of_verb(verb: str) -> Deed | None:
    return _known.get(verb)


def verbs() -> tuple[str, ...]:
    """Every verb that a phone may keep."""
    return tuple(sorted(_known))
