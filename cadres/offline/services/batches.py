"""What a phone sends in one go: each command by itself, in order for each thing, none for all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from cadres.errors import Invalid
from cadres.models import Way
from cadres.offline.rules import commands as rules
from cadres.offline.rules.commands import Code, Command, Result
from cadres.offline.services import command_registry
from cadres.offline.services.commands import Arrival, take_command
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer

log = logging.getLogger(__name__)
Said = Mapping[str, Any]


def take_commands(
    sent: Sequence[Said],
    *,
    actor: Viewer,
    way: Way,
    has_time: Callable[[], bool],
    clock_off: timedelta | None = None,
) -> list[Result]:
    """Do them one after the other; return what is decided, in their order.

    A command without a result here is undecided (time was over, or another held what it needs): it
    stays on the phone and comes again, and so does everything later about the same thing.
    `clock_off` is by how much the phone's clock is ahead, where it says so.
    """
    results: list[Result] = []
    blocked: set[tuple[str, object]] = set()
    for said in sent:
        if results and not has_time():
            break
        command = _read(said)
        if isinstance(command, Result):
            results.append(command)
            continue
        about = _about(command)
        if about & blocked:
            blocked |= about
            continue
        result = take_command(Arrival(command, way, said, clock_off), actor=actor)
        if result is None:
            blocked |= about
        else:
            results.append(result)
    return results


def _read(said: Said) -> Command | Result:
    """Return the command, or what is answered to one that cannot be read."""
    id = rules.id_of(said)
    try:
        if sentence := _unreadable(said):
            return rules.refused(id, Code.DAMAGED, sentence)
        return rules.read(said)
    except Invalid as refusal:
        return rules.refused(id, Code.DAMAGED, refusal.message)
    except (RecursionError, ValueError, TypeError):
        log.exception("a command could not be read")
        return rules.refused(id, Code.DAMAGED, rules.NOT_READABLE)


def _about(command: Command) -> set[tuple[str, object]]:
    """The things whose order this command is part of: its own, and those that others make."""
    known = command_registry.of_verb(command.verb)
    kind = known.about if known else ""
    found: set[tuple[str, object]] = {("command", one) for one in rules.references(command.values)}
    found |= {("command", command.id)}
    if command.waits_for:
        found |= {("command", command.waits_for)}
    return found | ({(kind, command.subject)} if command.subject else set())


def _unreadable(said: Said) -> str:
    """Return a sentence about a letter that no text may hold, or nothing."""
    for text in _texts(said):
        if typed_values.NUL in text or _is_broken(text):
            return rules.NOT_READABLE
        if sentence := typed_values.unreadable(text):
            return sentence
    return ""


def _texts(said: object) -> list[str]:
    """Every text in it, keys included, without climbing down by recursion."""
    found, waiting = [], [said]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, Mapping):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
    return found


def _is_broken(text: str) -> bool:
    """Half of a letter, as a cut in the middle of an emoji leaves it."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)
