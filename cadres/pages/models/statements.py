"""Statements that the database plans once a connection: SQL of which only keys and moments change.

Of a short question planning is nine tenths of the database's work. Everything else stands in the
text (states, days), so that the one plan is made for it; a number of a key says nothing about how
many rows it has. What is asked of many keys of a sight is planned for these very keys instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from psycopg import RawCursor
from psycopg._preparing import Prepare, PrepareManager

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult

# So many statements a connection keeps planned; the one that was not used for longest goes.
KEPT = 600
# A key is no longer than this in bits; a longer number is asked for as it stands, and is none.
KEY_BITS = 63
# Of more counties or units than these the planner has to know which they are.
FEW = 8
PLACE = re.compile("%[%s]")
# The answer of the database to what makes a plan worthless.
ENDS_PLANS = re.compile(rb"(?:DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b").match

# A value of a parameter: at this place of the SQL, and of a list there the one at that place.
Pick = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """The text with numbered parameters, and which of the given values each of them is."""

    text: str
    picks: tuple[Pick, ...]

    def fetch(self, connection: Any, given: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return the rows for these values, which stand in the order of the places.

        Raises Unplannable for a number that no key can be.
        """
        values = [_said(given[at] if of is None else given[at][of]) for at, of in self.picks]
        connection.ensure_connection()
        raw = connection.connection
        if not isinstance(raw._prepared, _KeptThroughRollbacks):
            raw._prepared = _KeptThroughRollbacks()
        raw.prepare_threshold, raw.prepared_max = 0, KEPT
        # As Django's own cursors are: watched and counted where queries are.
        with connection._prepare_cursor(RawCursor(raw)) as cursor:
            cursor.execute(self.text, values)
            if connection.queries_logged:
                # Of what is planned already the cursor does not say what it asked.
                connection.queries_log[-1]["sql"] = self.text
            return list(cursor.fetchall())


class _KeptThroughRollbacks(PrepareManager):
    """What is planned stays when a transaction is taken back.

    psycopg forgets all plans then, because a table may be made anew after it, so that every form
    that is refused would let its worker plan everything anew. Who looks makes no tables; whoever
    drops or alters one on the same connection still ends the plans.
    """

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: Any) -> bool:
        said = (one.command_status or b"" for one in results)
        return any(map(ENDS_PLANS, said)) and self.clear()


class Unplannable(Exception):
    """One plan cannot serve every value: the question is planned whenever it is asked."""


def statement(
    text: str, given: Sequence[Any], changing: Mapping[int, Any], connection: Any
) -> Statement:
    """Return the statement of a text with `%s`; `changing` tells what stands for a place there.

    Equal marks are one parameter. Raises Unplannable.
    """
    numbers: dict[tuple[str, Any], int] = {}
    picks: list[Pick] = []

    def number(kind: str, mark: Any, pick: Pick) -> str:
        key = (kind, tuple(mark) if isinstance(mark, list) else mark)
        if key not in numbers:
            picks.append(pick)
            numbers[key] = len(picks)
        return f"${numbers[key]}::{kind}"

    def written(at: int) -> str:
        if at not in changing:
            return str(connection.ops.compose_sql("%s", [given[at]]))
        return _parameter(changing[at], at, number)

    places = iter(range(len(given)))
    numbered = PLACE.sub(lambda found: "%" if found[0] == "%%" else written(next(places)), text)
    return Statement(numbered, tuple(picks))


@dataclass(frozen=True, slots=True)
class Several:
    """Some keys of a sight, by their marks; how many they are is known, which they are is not."""

    marks: tuple[int, ...]


def _parameter(mark: Any, at: int, number: Callable[[str, Any, Pick], str]) -> str:
    if isinstance(mark, Several):
        if len(mark.marks) > FEW:
            raise Unplannable
        each = (number("bigint", one, (at, of)) for of, one in enumerate(mark.marks))
        return f"ARRAY[{','.join(each)}]"
    return number(_kind(mark), mark, (at, None))


def _kind(mark: Any) -> str:
    if isinstance(mark, bool | str):
        raise Unplannable
    if isinstance(mark, int):
        return "bigint"
    if isinstance(mark, datetime):
        return "timestamptz"
    if isinstance(mark, date):
        return "date"
    if isinstance(mark, list | tuple) and all(isinstance(one, int) for one in mark):
        return "bigint[]"
    raise Unplannable


def _said(value: Any) -> str | None:
    """The value in the database's own words: its kind stands in the text."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "{" + ",".join(map(_key, value)) + "}"
    return _key(value)


def _key(value: Any) -> str:
    """Raises Unplannable for a number that no key can be."""
    number = int(value)
    if number.bit_length() > KEY_BITS:
        raise Unplannable
    return str(number)


class Planned:
    """The statement of a question; it is made anew where a day that stands in it changes."""

    def __init__(
        self, text: str, changing: Mapping[int, Any] | None, days: Sequence[int] = ()
    ) -> None:
        self._text = text
        self._changing = changing
        self._days = days
        self._made: tuple[tuple[Any, ...], Statement | None] | None = None

    def of(self, given: Sequence[Any], connection: Any) -> Statement | None:
        """Return what to ask for these values; None where they have to be planned for."""
        days = tuple(given[at] for at in self._days)
        made = self._made
        if made is None or made[0] != days:
            made = self._made = (days, self._make(given, connection))
        return made[1]

    def _make(self, given: Sequence[Any], connection: Any) -> Statement | None:
        if self._changing is None:
            return None
        try:
            return statement(self._text, given, self._changing, connection)
        except Unplannable:
            return None


def fetch(
    connection: Any, text: str, given: Sequence[Any], planned: Planned
) -> list[tuple[Any, ...]]:
    """Return the rows of a text with these values, by its one plan where there is one."""
    kept = planned.of(given, connection)
    if kept is not None:
        with suppress(Unplannable):
            return kept.fetch(connection, given)
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return list(cursor.fetchall())
