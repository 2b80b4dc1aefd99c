"""The kinds of commands that a phone may keep without a signal: upper rooms hand theirs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadres.errors import DomainError
from cadres.models import Upload
from cadres.offline.rules.commands import Both, Made
from cadres.viewers.rules.viewer import Viewer

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandKind:
    """What a verb means: `read` turns values into words (raises Invalid), `act` does it.

    `differences` says field by field how the thing stands now, where others changed it since the
    trunk. `about` is the kind of thing that `subject` names: what is done to one thing keeps its
    order.
    """

    verb: str
    about: str
    read: Callable[[Mapping[str, Any]], Words]
    act: Callable[[Order, Viewer], Made]
    differences: Callable[[Order, DomainError, Viewer], tuple[Both, ...]] = _nothing


_known: dict[str, CommandKind] = {}


def register(*offered: CommandKind) -> None:
    """Raises ValueError where two kinds have the same verb."""
    for kind in offered:
        if _known.setdefault(kind.verb, kind) is not kind:
            raise ValueError(f"two kinds of commands have the verb {kind.verb}")


def of_verb(verb: str) -> CommandKind | None:
    return _known.get(verb)


def verbs() -> tuple[str, ...]:
    """Every verb that a phone may keep."""
    return tuple(sorted(_known))
