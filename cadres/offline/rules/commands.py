"""Commands (离线指令): what was done on a phone without a signal, one command for one action."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import TextChoices

from cadres.errors import Invalid
from cadres.submissions.rules import typed_values

MOST_AT_ONCE = 50
# Results are known again for so long after the arrival; what is sent later is refused, not doubled.
KEPT = timedelta(days=180)
LATEST = KEPT - timedelta(days=10)
VERB_LENGTH, TRUNK_LENGTH, MOST_FILES = 60, 40, 20

NOT_READABLE = "这一条在传送中损坏，请在手机上打开这条记录，核对后再发送一次。"
TOO_OLD = "这一条是很久以前记下的，已不能自动登记。请核对后重新登记。"
OTHER_CONTENT = "这一条先前已经办成，而内容与那一次不同，所以没有再登记。"
UNKNOWN_VERB = "这一项不能在离线时办理，请联网后在页面上办理。"
WAITS = "要等它前面的那一条先办成。前一条没有通过的，请先改好前一条。"
FILES_MISSING = "照片还没有传到，请联网后再发送一次。"
FAILED = "系统处理这一条时出错，已经记录，没有登记。内容还在手机上，请稍后再发送。"
ABSENT = "没有找到这项内容，或者您不能查看。"


class Way(TextChoices):
    DIRECT = "direct", "本人送达"
    SEALED = "sealed", "密封送达"


class Outcome(StrEnum):
    DONE = "done"
    DONE_BEFORE = "done_before"
    REFUSED = "refused"
    CONFLICT = "conflict"


class Code(StrEnum):
    """Why something was refused, for the phone's own rules; the sentence is for the person."""

    NONE = ""
    DAMAGED = "damaged"
    TOO_OLD = "too_old"
    OTHER_CONTENT = "other_content"
    UNKNOWN_VERB = "unknown_verb"
    WAITS = "waits"
    FILES_MISSING = "files_missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Command:
    """One action as it came. `subject` names a thing, or `waits_for` the command that makes it."""

    id: UUID
    verb: str
    digest: str
    made_at: datetime
    subject: int | None = None
    waits_for: UUID | None = None
    trunk: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Both:
    """One field in which two people differ, both values in words."""

    field: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Made:
    """What an action made or moved: where it is shown, and the sentence that says what happened."""

    kind: str
    pk: int
    sentence: str = ""
    place: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What is answered to one command."""

    id: UUID
    outcome: Outcome
    sentence: str = ""
    code: str = ""
    place: str = ""
    number: str = ""
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    both: tuple[Both, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.outcome in (Outcome.DONE, Outcome.DONE_BEFORE)

    def again(self) -> Result:
        """The same answer, to one who asks a second time."""
        return replace(self, outcome=Outcome.DONE_BEFORE)


def refused(id: UUID, code: str, sentence: str, **more: Any) -> Result:
    return Result(id, Outcome.REFUSED, sentence, code, **more)


def canonical(said: Mapping[str, Any]) -> bytes:
    """The one writing by which phone and server reach the same digest.

    Keys in order, no spaces, letters as they are (UTF-8): JSON.stringify of sorted keys.
    """
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogatepass")


def digest_of(said: Mapping[str, Any]) -> str:
    """SHA-256 over everything but the digest itself, in hexadecimal digits."""
    return hashlib.sha256(canonical({k: v for k, v in said.items() if k != "digest"})).hexdigest()


def id_of(said: Mapping[str, Any]) -> UUID:
    """Raises Invalid where there is none: nothing could be answered to it."""
    found = _uuid(said.get("id"))
    if found is None:
        raise Invalid(NOT_READABLE, {"id": NOT_READABLE})
    return found


def read(said: Mapping[str, Any]) -> Command:
    """Return the command that was written so. Raises Invalid where it is damaged."""
    subject = said.get("subject")
    waits_for = _uuid(subject.get("command")) if isinstance(subject, Mapping) else None
    made_at = typed_values.moment(said.get("made_at") if _is_text(said, "made_at", 40) else "")
    command_id, values, files = id_of(said), said.get("values", {}), said.get("files", [])
    is_whole = (
        _is_text(said, "verb", VERB_LENGTH)
        and _is_text(said, "trunk", TRUNK_LENGTH, is_needed=False)
        and (waits_for is not None or _is_key(subject))
        and isinstance(values, Mapping)
        and _are_files(files)
        and said.get("digest") == digest_of(said)
    )
    if not is_whole or made_at is None:
        raise Invalid(NOT_READABLE)
    return Command(
        id=command_id,
        verb=said["verb"],
        digest=said["digest"],
        made_at=made_at,
        subject=None if waits_for else subject,
        waits_for=waits_for,
        trunk=said.get("trunk") or "",
        values=values,
        files=tuple(files),
    )


def is_too_late(command: Command, at: datetime) -> bool:
    """Made so long ago that its first arrival might not be known any more."""
    return command.made_at < at - LATEST


def references(value: Any) -> set[UUID]:
    """Every `{"command": …}` that stands for what another command makes."""
    found: set[UUID] = set()
    if isinstance(value, Mapping):
        if (named := _reference(value)) is not None:
            return {named}
        value = list(value.values())
    if isinstance(value, list):
        found = found.union(*(references(one) for one in value))
    return found


def resolved(value: Any, made: Mapping[UUID, int]) -> Any:
    """The same values with the keys of what those commands made."""
    if isinstance(value, Mapping):
        named = _reference(value)
        if named is not None:
            return made[named]
        return {name: resolved(one, made) for name, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, made) for one in value]
    return value


def _reference(value: Mapping[str, Any]) -> UUID | None:
    return _uuid(value["command"]) if value.keys() == {"command"} else None


def _is_text(said: Mapping[str, Any], name: str, longest: int, *, is_needed: bool = True) -> bool:
    value = said.get(name)
    if not is_needed and value in (None, ""):
        return True
    return isinstance(value, str) and 0 < len(value) <= longest


def _is_key(value: Any) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value is None or (is_number and 0 < value <= typed_values.LARGEST)


def _are_files(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_FILES
        and all(_uuid(one) is not None for one in value)
    )


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) and len(value) == 36 else None
    except ValueError:
        return None
