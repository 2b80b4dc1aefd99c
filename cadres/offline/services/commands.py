"""Takes each command once: the action and its result are kept together, or neither.

The same idea as a once-key (cadres/submissions), kept longer: a phone may come back after months.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction

from cadres.errors import Absent, Conflict, DomainError, WrongState
from cadres.files.rules.uploads import Sender
from cadres.files.selectors import uploads
from cadres.models import PhoneCommand, Upload, Way
from cadres.offline.rules import commands as rules
from cadres.offline.rules.commands import Code, Command, Made, Outcome, Result
from cadres.offline.selectors import commands
from cadres.offline.services import command_registry
from cadres.offline.services.command_registry import CommandKind, Order
from cadres.pages.models.prepared import ID, Prepared
from cadres.pages.models.prepared_insert import written
from cadres.submissions.selectors.once_keys import lock_of, name_of
from cadres.submissions.services.deadlocks import is_deadlock, tried_again, waited_in_vain
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

log = logging.getLogger(__name__)
# A phone comes again by itself; meanwhile it holds a web worker that others wait for.
LONGEST_WAIT = "3s"
# Where photos that a phone sends ahead wait: their form is the command that names them.
PHOTO_PLACE = "phone:"
NO_COMMAND = UUID(int=0)


# Of nearly every command nothing is kept yet.
_KEPT = Prepared(
    lambda cadre, command: PhoneCommand.objects.filter(cadre=cadre, command=command).values("pk"),
    *(ID, NO_COMMAND),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A command, the way by which it came, how it was written, how far its clock was ahead."""

    command: Command
    way: Way
    said: Mapping[str, Any]
    clock_off: timedelta | None = None


class _Refused(Exception):
    """Takes back what an action did before it was refused; the result itself is kept."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.sentence)
        self.result = result


def take_command(arrival: Arrival, *, actor: Viewer) -> Result | None:
    """Do the action, or say why not; None where nobody can say yet: it is to come again.

    An error of ours is said and logged, and refuses this one command alone.
    """
    try:
        return _taken(arrival, actor=actor)
    except OperationalError as error:
        if is_deadlock(error) or waited_in_vain(error):
            return None
        raise
    except Exception:
        log.exception("a command %s could not be done", arrival.command.verb)
        return rules.refused(arrival.command.id, Code.FAILED, rules.FAILED)


@tried_again
def _taken(arrival: Arrival, *, actor: Viewer) -> Result:
    """An action and its result are one transaction; a refusal takes it back, and is kept alone."""
    try:
        return _do(arrival, actor=actor)
    except _Refused as refused:
        if refused.result.code == Code.WAITS:
            return refused.result
        return _keep_refusal(arrival, refused.result, actor=actor)


@transaction.atomic
def _do(arrival: Arrival, *, actor: Viewer) -> Result:
    command = arrival.command
    known = _known(command, actor)
    if known is not None and known.outcome == Outcome.DONE:
        return _again(known, command)
    made = _done(command, actor)
    result = Result(command.id, Outcome.DONE, made.sentence, "", made.place, made.number)
    return _keep(arrival, result, made, known, actor)


@transaction.atomic
def _keep_refusal(arrival: Arrival, result: Result, *, actor: Viewer) -> Result:
    """Another arrival of the same command may have done it meanwhile: then that holds."""
    known = _known(arrival.command, actor)
    if known is not None and known.outcome == Outcome.DONE:
        return _again(known, arrival.command)
    return _keep(arrival, result, None, known, actor)


def _known(command: Command, actor: Viewer) -> PhoneCommand | None:
    """What is kept of it, once whoever was first with it is through."""
    _wait(command.id, actor)
    for row in _KEPT(actor.person_id, command.id):
        return PhoneCommand.objects.get(pk=row["pk"])
    return None


def _again(known: PhoneCommand, command: Command) -> Result:
    if known.digest != command.digest:
        earlier = commands.result_of(known)
        return rules.refused(
            command.id,
            Code.OTHER_CONTENT,
            rules.OTHER_CONTENT,
            place=earlier.place,
            number=earlier.number,
        )
    return commands.result_of(known).again()


def _done(command: Command, actor: Viewer) -> Made:
    """Do it; raises _Refused with the result."""
    kind = command_registry.of_verb(command.verb)
    if kind is None:
        raise _Refused(rules.refused(command.id, Code.UNKNOWN_VERB, rules.UNKNOWN_VERB))
    if rules.is_too_late(command, actor.at):
        raise _Refused(rules.refused(command.id, Code.TOO_OLD, rules.TOO_OLD))
    subject, values = _resolved(command, actor)
    files = _files(command, actor)
    order = Order(subject, {}, files, command.made_at, command.trunk)
    try:
        order = Order(subject, kind.read(values), files, command.made_at, command.trunk)
        return kind.act(order, actor)
    except DomainError as refusal:
        raise _Refused(_answer(command.id, kind, order, refusal, actor)) from refusal


def _answer(
    id: UUID, kind: CommandKind, order: Order, refusal: DomainError, actor: Viewer
) -> Result:
    """What is said to a refusal; a conflict where others have moved the thing meanwhile."""
    fields = {name: [word] for name, word in refusal.fields.items()}
    if isinstance(refusal, Absent):
        # Hidden and missing look the same, whoever says it.
        return rules.refused(id, refusal.code, rules.ABSENT)
    both = kind.differences(order, refusal, actor)
    is_conflict = bool(both) and isinstance(refusal, Conflict | WrongState)
    outcome = Outcome.CONFLICT if is_conflict else Outcome.REFUSED
    return Result(
        id, outcome, refusal.message, refusal.code, fields=fields, both=both if is_conflict else ()
    )


def _resolved(command: Command, actor: Viewer) -> tuple[int | None, dict[str, Any]]:
    """Return the subject and the values with what earlier commands have made."""
    wanted = rules.references(command.values)
    if command.waits_for:
        wanted |= {command.waits_for}
    if not wanted:
        return command.subject, dict(command.values)
    made = commands.made(wanted, seen_by=actor)
    if wanted - made.keys():
        raise _Refused(rules.refused(command.id, Code.WAITS, rules.WAITS))
    subject = made[command.waits_for] if command.waits_for else command.subject
    return subject, rules.resolved(command.values, made)


def _files(command: Command, actor: Viewer) -> list[Upload]:
    """Return the photos that were sent ahead, in the order the command names them."""
    if not command.files:
        return []
    sender = Sender(at=actor.at, cadre_id=actor.person_id)
    found = uploads.named(command.files, PHOTO_PLACE, seen_by=sender)
    if len(found) != len(set(command.files)):
        raise _Refused(rules.refused(command.id, Code.FILES_MISSING, rules.FILES_MISSING))
    return found


def _keep(
    arrival: Arrival, result: Result, made: Made | None, known: PhoneCommand | None, actor: Viewer
) -> Result:
    """Write down what came of it; what was refused before and is put right takes its place."""
    command = arrival.command
    is_lost_with_phone = made is None and arrival.way == Way.SEALED
    row = known or PhoneCommand(cadre_id=actor.person_id, command=command.id)
    row.verb, row.digest, row.outcome = command.verb, command.digest, result.outcome
    row.way, row.answer = arrival.way, _said(result)
    row.content = json.dumps(arrival.said, ensure_ascii=False) if is_lost_with_phone else ""
    row.made_kind, row.made_pk = (made.kind, made.pk) if made else ("", None)
    row.made_at, row.received_at = command.made_at, actor.at
    row.clock_off = arrival.clock_off
    if known is None:
        written(row)
    else:
        row.save()
    if made is not None:
        audit.record(
            "phone.deliver",
            row,
            actor=actor,
            verb=command.verb,
            way=arrival.way,
            made_at=command.made_at.isoformat(),
        )
    return result


def _said(result: Result) -> str:
    said = asdict(result)
    for name in ("id", "outcome"):
        said.pop(name)
    return json.dumps(said, ensure_ascii=False)


def _wait(id: UUID, actor: Viewer) -> None:
    """Whoever was first with this command is waited for, and every lock of the action."""
    name = name_of(str(id), f"command:{actor.person_id}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)",
            [LONGEST_WAIT, lock_of(name)],
        )
