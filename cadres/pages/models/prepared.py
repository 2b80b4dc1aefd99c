"""Questions that are put into SQL once and asked again and again with other values.

Django writes the SQL of a queryset anew each time; for a plain question that takes three times as
long as asking it. Only the text of the SQL is kept, which depends on the models alone: every
answer is read from the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from cadres.pages.models.statements import Planned, fetch

# Stand in the SQL for what is asked of; no row has them.
ID, OTHER_ID = 9_007_199_254_740_993, 9_007_199_254_740_994
IDS, OTHER_IDS = [ID], [ID, ID]
DAY = date(1, 1, 1)
# The first and the last day of a period.
SINCE, UNTIL = date(1, 1, 3), date(1, 1, 4)
MOMENT = datetime(1, 1, 2, tzinfo=UTC)
# Where a queryset makes the day of its moment: `Prepared(lambda at, _: …, MOMENT, DAY_OF_MOMENT)`.
DAY_OF_MOMENT = timezone.localdate(MOMENT)
# Where a word changes.
WORD = "\N{REPLACEMENT CHARACTER}word"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sql:
    """The text, its values with the places of those that change, and how to read its columns."""

    using: str
    text: str
    values: tuple[Any, ...]
    places: dict[int, int]
    names: tuple[str, ...]
    converters: dict[int, tuple[Sequence[Callable[..., Any]], Any]]
    planned: Planned


class Prepared:
    """A question whose rows are dicts: `Prepared(lambda pk: Round.objects.filter(ticket=pk)…)`.

    The queryset is made of the marks and ends in `.values(…)`; a call gives other values in their
    place: `rounds(ticket.pk)`. Of several marks each is named: `Prepared(…, ID, DAY)`.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]], *marks: object) -> None:
        self._rows = rows
        self._marks = marks or (ID,)
        self._sql: _Sql | None = None

    def __call__(self, *values: Any) -> list[Row]:
        sql = self._sql = self._sql or _sql(self._rows(*self._marks), self._marks)
        given = [
            values[sql.places[at]] if at in sql.places else value
            for at, value in enumerate(sql.values)
        ]
        connection = connections[sql.using]
        found = [list(row) for row in fetch(connection, sql.text, given, sql.planned)]
        for at, (converters, column) in sql.converters.items():
            for row in found:
                for converter in converters:
                    row[at] = converter(row[at], column, connection)
        return [dict(zip(sql.names, row, strict=True)) for row in found]


def _sql(rows: QuerySet[Any, Any], marks: Sequence[object]) -> _Sql:
    compiler = rows.query.get_compiler(rows.db)
    text, values = compiler.as_sql()
    places = {
        at: marks.index(value)
        for at, value in enumerate(values)
        if any(isinstance(value, type(mark)) and value == mark for mark in marks)
    }
    if set(places.values()) != set(range(len(marks))):
        raise ValueError("A value that changes does not stand in the SQL as it was given.")
    converters = compiler.get_converters(column for column, _, _ in compiler.select)
    names = tuple(rows.query.selected or ())
    # A period says how many rows there are: for that it is planned.
    changing = {at: marks[place] for at, place in places.items()}
    planned = Planned(text, None if {SINCE, UNTIL} & _days(marks) else changing)
    return _Sql(rows.db, text, tuple(values), places, names, converters, planned)


def _days(marks: Sequence[object]) -> set[object]:
    return {mark for mark in marks if isinstance(mark, date)}
