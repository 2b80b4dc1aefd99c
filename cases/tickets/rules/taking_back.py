"""十秒内撤回: what binds others and fires on one press can be taken back for ten seconds.

It is done at once, in its own transaction; what it owes to others waits until it can be taken back
no more. To take it back puts every row that it changed as it was, and leaves its own trace.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from cases.tickets.rules.workflow import Action

SECONDS = 10
# A press at the last moment is still on its way while the ten seconds end.
HELD = timedelta(seconds=SECONDS + 2)

TOO_LATE = f"已经超过 {SECONDS} 秒，不能再撤回。确实办错的，请按工单上的办法更正，或联系县助企办。"
MOVED_ON = "之后又有了新的办理，不能再撤回。请刷新后再看。"
ABSENT = "没有可以撤回的操作。"
DONE_BEFORE = "这一步已经撤回，没有重复办理。"

# A row as it is kept: a column with what stood there, as JSON has it.
Row = dict[str, Any]
# Rows of several tables: by table, by key.
Rows = dict[str, dict[str, Row]]
# What an action changed: by table, key and column, what stood there before and after.
Changes = dict[str, dict[str, dict[str, list[Any]]]]


def plain(value: Any) -> Any:
    """As JSON keeps it, to the microsecond."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def changes(before: Rows, after: Rows) -> Changes:
    """Return what differs; rows that an action makes are no changes, and have their own list."""
    found: Changes = {}
    for table, rows in after.items():
        for key, row in rows.items():
            old = before.get(table, {}).get(key)
            differing = {
                column: [old[column], value]
                for column, value in row.items()
                if old is not None and old[column] != value
            }
            if differing:
                found.setdefault(table, {})[key] = differing
    return found


def is_untouched(made: Changes, now: Rows) -> bool:
    """Does everything still stand as the action left it?"""
    return all(
        now.get(table, {}).get(key, {}).get(column) == pair[1]
        for table, rows in made.items()
        for key, row in rows.items()
        for column, pair in row.items()
    )


class Taken(Protocol):
    """A step in the history of a ticket."""

    @property
    def action(self) -> str: ...

    @property
    def at(self) -> datetime: ...


Step = TypeVar("Step", bound=Taken)


def standing(steps: Iterable[Step]) -> list[Step]:
    """Return the steps, given in their order, without those that were taken back.

    Whatever one action wrote bears its moment; nothing stood between it and its taking back.
    """
    found: list[Step] = []
    for step in steps:
        if step.action != Action.TAKEN_BACK:
            found.append(step)
            continue
        at = found[-1].at if found else None
        while found and found[-1].at == at:
            found.pop()
    return found


def is_over(at: datetime, now: datetime) -> bool:
    return now > at + HELD
