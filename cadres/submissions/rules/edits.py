"""Two people edit one thing: what a page had read, and whose value stands.

A page keeps a mark of each field as it showed it. What is saved then stands only where nobody else
changed that field meanwhile; a field that its person did not touch keeps the other one's value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cadres.errors import Conflict, Invalid

UNREAD = "这一页已经过期，请重新打开再修改；填写的内容请先复制下来。"
BOTH = "打开这一页之后，有人改了同一处。请看每一处的两个值，改好后再保存一次，就按您填的保存。"
CHANGED = "打开这一页之后，内容有了变化。请看清楚新的内容，再办理一次。"
EMPTY = "（空）"
# A longer text stands in the field itself; beside it its beginning is enough.
LONGEST_OWN = 60

Values = Mapping[str, Any]
# Field and value to a mark that shows neither.
Mark = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Read:
    """What an edit page had read: a mark of each field, and when. It shows no values."""

    at: datetime
    marks: Mapping[str, str]

    def __str__(self) -> str:
        said = {"at": self.at.isoformat(), "marks": dict(self.marks)}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def covering(self, name: str, mark: Mark) -> Read:
        """The same page, which showed that there was nothing where it showed nothing."""
        return self if name in self.marks else self.renewed({name: mark(name, "")})

    def renewed(self, marks: Mapping[str, str]) -> Read:
        """The same page, on which these fields were shown again."""
        return Read(self.at, {**self.marks, **marks})


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be written; which fields both changed; which only the other one did."""

    values: dict[str, Any]
    clashes: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed the thing last, and when, in words: `李娟 10:32`."""

    who: str = ""
    when: str = ""

    def __str__(self) -> str:
        return f"{self.who} {self.when} ".lstrip() if self.who else "别人刚才"


class EditedMeanwhile(Conflict):
    """Both changed the same field; `read` is what the page shows from now on."""

    def __init__(self, read: Read, said: Mapping[str, str], message: str = BOTH) -> None:
        super().__init__(message, said)
        self.read = read


def read_from(text: str) -> Read:
    """Return what a page had read, as it came back with the form."""
    try:
        said = json.loads(text)
        read = Read(datetime.fromisoformat(said["at"]), dict(said["marks"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Invalid(UNREAD, {"read": UNREAD}) from error
    if read.at.tzinfo is None or not all(isinstance(mark, str) for mark in read.marks.values()):
        raise Invalid(UNREAD, {"read": UNREAD})
    return read


def settle(now: Values, given: Values, read: Read, mark: Mark) -> Settled:
    """Decide each field by what was read, what stands now, and what is given."""
    if not given.keys() <= read.marks.keys():
        raise Invalid(UNREAD, {"read": UNREAD})
    values: dict[str, Any] = {}
    clashes, kept = [], []
    for name, value in given.items():
        is_moved = mark(name, now[name]) != read.marks[name]
        is_same = plain(value) == plain(now[name])
        if not is_moved or is_same:
            values[name] = value
        elif mark(name, value) == read.marks[name]:
            values[name] = now[name]
            kept.append(name)
        else:
            clashes.append(name)
    return Settled(values, tuple(clashes), tuple(kept))


def both(change: Change, now: str, given: str) -> str:
    """The sentence beside a field that both changed."""
    own = given if len(given) <= LONGEST_OWN else f"{given[:LONGEST_OWN]}……"
    return f"{change}改为“{now or EMPTY}”；您填的是“{own or EMPTY}”。"


def anew(change: Change, now: str) -> str:
    """The sentence about something that is not in the form, and is now otherwise."""
    return f"{change}改为“{now or EMPTY}”。"


def other(change: Change, now: str) -> str:
    """The sentence beside a field that only the other one changed."""
    return f"{change}改为“{now or EMPTY}”，您没有改动，保存后仍是新的。"


def plain(value: Any) -> str:
    """One writing of a value, however it came: from a row, a form or the API."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, str):
        return "\n".join(str(value).strip().splitlines())
    if isinstance(value, Iterable):
        return "\n".join(plain(one) for one in value)
    return str(getattr(value, "pk", value))


def said(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Iterable):
        return "、".join(said(one) for one in value)
    return str(value)
