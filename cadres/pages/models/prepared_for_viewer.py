"""Questions that hang on a viewer's sight, put into SQL once for each shape of sight.

What a viewer sees decides which conditions a question has; its ids only stand in them. Two heads
of two units ask in the same words. So a question is written for a viewer whose ids are replaced by
marks, one mark for one id wherever it stands, and asked with the ids of whoever looks. As with
`Prepared` only the text is kept and every answer is read from the database.

Where a value of the SQL was made of a mark (the first day of the viewer's month), or a rule looks
at something that has no mark (the viewer's posts), the question is written anew each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NoReturn
from weakref import WeakSet

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from psycopg.types.json import Jsonb

from cadres.pages.models import prepared
from cadres.pages.models.prepared import ID
from cadres.pages.models.statements import Planned, Several, fetch
from cadres.viewers.rules.viewer import Post, Viewer

UNITS = ("unit_ids", "clerk_unit_ids", "head_unit_ids", "own_unit_ids")
COUNTIES = (
    *("county_ids", "office_county_ids", "office_head_county_ids", "leader_county_ids"),
    *("supervision_county_ids", "supervision_head_county_ids", "home_county_ids"),
    *("centre_county_ids", "centre_head_county_ids"),
)
# Ids of marks stand far above those of rows; no two spaces of ids share one.
STEP = 1 << 20
FIRST_UNIT, FIRST_COUNTY, CADRE, TICKET, FIRMS = (ID + STEP * place for place in range(1, 6))
# However many enterprises somebody covers, they stand in one array.
SOME_FIRMS = (FIRMS, FIRMS + 1, FIRMS + 2)
MOMENT = datetime(3, 3, 3, tzinfo=UTC)
DAY = timezone.localdate(MOMENT)
# A mark inside a word, or deep in a document, cannot be taken out of it.
HIDDEN = re.compile(f"{str(ID)[:6]}[0-9]{{{len(str(ID)) - 6}}}")
# What stands before this year was made of a mark.
ERA = 5
SHAPES = 1_000
# Days that stand in the text of a statement, and moments that are values of one. Other days are
# those of a period, which says how many rows there are.
DAYS, MOMENTS = (DAY, prepared.DAY), (MOMENT, prepared.MOMENT)

# Every question that is kept by somebody, for those who prove that it says what its queryset says.
ALL: WeakSet[PreparedForViewer] = WeakSet()

Take = Callable[[Viewer, dict[int, int], Sequence[Any]], Any]


class Unwritable(Exception):
    """The SQL of this viewer cannot be asked with the ids of another."""


class _Unmarked(tuple[Post, ...]):
    """The posts of a viewer that is made of marks: nobody may look at them."""

    def __iter__(self) -> NoReturn:
        raise Unwritable

    def __bool__(self) -> NoReturn:
        raise Unwritable


@dataclass(frozen=True, slots=True)
class _Written:
    """The text, what is put in its places, and the compiler that reads its rows."""

    text: str
    takes: tuple[Take, ...]
    rows: QuerySet[Any, Any]
    compiler: Any
    planned: Planned


class PreparedForViewer:
    """A question with a viewer: `PreparedForViewer(lambda viewer, pk: Letter.objects…, ID)`.

    Called with values for its marks and `seen_by=`, it returns a list of what the queryset would.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]], *marks: object) -> None:
        self._rows = rows
        self._kept: dict[Viewer, _Written | None] = {}
        self.marks = marks
        ALL.add(self)

    def __call__(self, *values: Any, seen_by: Viewer) -> list[Any]:
        written, given = self.written(*values, seen_by=seen_by)
        if written is None:
            return list(self.plain(*values, seen_by=seen_by))
        found = list(_read(written, given))
        rows: Any = written.rows
        prefetch_related_objects(found, *rows._prefetch_related_lookups)
        return found

    def plain(self, *values: Any, seen_by: Viewer) -> QuerySet[Any, Any]:
        """Return the question as a queryset, for whoever narrows or counts it."""
        return self._rows(seen_by, *values)

    def written(self, *values: Any, seen_by: Viewer) -> tuple[_Written | None, list[Any]]:
        """Return what is kept for this shape of sight, and what is put in its places.

        None where nothing can be kept, or where there is nothing to ask the database.
        """
        shape, ids = marked(seen_by)
        kept = self._of_shape(shape)
        return kept, [take(seen_by, ids, values) for take in kept.takes] if kept else []

    def _of_shape(self, shape: Viewer) -> _Written | None:
        if shape not in self._kept:
            if len(self._kept) >= SHAPES:
                self._kept.clear()
            self._kept[shape] = self._write(shape)
        return self._kept[shape]

    def _write(self, shape: Viewer) -> _Written | None:
        try:
            rows = self._rows(shape, *self.marks)
            compiler = rows.query.get_compiler(rows.db)
            text, values = compiler.as_sql()
            takes = tuple(_take(value, self.marks) for value in values)
        except (Unwritable, EmptyResultSet):
            return None
        return _Written(text, takes, rows, compiler, _planned(text, values, self.marks))


@lru_cache(maxsize=16)  # a page asks a dozen questions for the same viewer
def marked(viewer: Viewer) -> tuple[Viewer, dict[int, int]]:
    """Return the viewer with marks for its ids, and the id that each mark stands for."""
    units, counties = _marks(viewer, UNITS, FIRST_UNIT), _marks(viewer, COUNTIES, FIRST_COUNTY)
    shape = Viewer(
        at=MOMENT,
        kind=viewer.kind,
        roles=viewer.roles,
        posts=_Unmarked(),
        cadre_id=None if viewer.cadre_id is None else CADRE,
        ticket_id=None if viewer.ticket_id is None else TICKET,
        enterprise_ids=SOME_FIRMS if viewer.enterprise_ids else (),
        **_relabelled(viewer, UNITS, units),
        **_relabelled(viewer, COUNTIES, counties),
    )
    ids = {mark: pk for known in (units, counties) for pk, mark in known.items()}
    return shape, ids | {CADRE: viewer.cadre_id or 0, TICKET: viewer.ticket_id or 0}


def _marks(viewer: Viewer, names: Sequence[str], first: int) -> dict[int, int]:
    """Give each id a mark, in the order of the ids: what a rule sorts stays in its order."""
    known = sorted({pk for name in names for pk in getattr(viewer, name)})
    return {pk: first + place for place, pk in enumerate(known)}


def _relabelled(viewer: Viewer, names: Sequence[str], known: dict[int, int]) -> dict[str, Any]:
    return {name: tuple(known[pk] for pk in getattr(viewer, name)) for name in names}


def _take(value: Any, marks: Sequence[object]) -> Take:
    """Return how the value of this place is found for whoever asks."""
    for place, mark in enumerate(marks):
        if type(value) is type(mark) and value == mark:
            return lambda viewer, ids, values: values[place]
    if isinstance(value, list | tuple) and _stands_for(value):
        return _take_ids(tuple(value))
    if isinstance(value, int) and _stands_for((value,)):
        return _take_id(value)
    if isinstance(value, date) and value.year < ERA:
        return _take_day(value)
    if isinstance(value, Jsonb) and isinstance(value.obj, list) and _stands_for(value.obj):
        take, written = _take_ids(tuple(value.obj)), value.dumps
        return lambda viewer, ids, values: Jsonb(take(viewer, ids, values), written)
    if HIDDEN.search(repr(value.obj) if isinstance(value, Jsonb) else str(value)):
        raise Unwritable
    return lambda viewer, ids, values: value


def _stands_for(value: Sequence[Any]) -> bool:
    return any(isinstance(one, int) and one >= ID for one in value)


def _take_ids(found: tuple[Any, ...]) -> Take:
    if found == SOME_FIRMS:
        return lambda viewer, ids, values: list(viewer.enterprise_ids)
    if not all(_is_id(one) for one in found):
        raise Unwritable
    return lambda viewer, ids, values: [ids[mark] for mark in found]


def _take_id(mark: int) -> Take:
    if not _is_id(mark):
        raise Unwritable
    return lambda viewer, ids, values: ids[mark]


def _is_id(mark: int) -> bool:
    return FIRST_UNIT <= mark < FIRMS


def _take_day(value: date) -> Take:
    if value == MOMENT:
        return lambda viewer, ids, values: viewer.at
    if value == DAY and not isinstance(value, datetime):
        return lambda viewer, ids, values: viewer.today
    raise Unwritable


def _planned(text: str, values: Sequence[Any], marks: Sequence[object]) -> Planned:
    """Say which places of the SQL change with whoever asks; a day stands in the text."""
    changing: dict[int, Any] = {}
    days: list[int] = []
    for at, value in enumerate(values):
        if value in DAYS and not isinstance(value, datetime):
            days.append(at)
        elif isinstance(value, list | tuple) and _stands_for(value) and value not in marks:
            changing[at] = list(value) if tuple(value) == SOME_FIRMS else Several(tuple(value))
        elif _changes(value, marks):
            changing[at] = value
    is_known = all(not isinstance(one, date) or one in MOMENTS for one in changing.values())
    return Planned(text, changing if is_known else None, days)


def _changes(value: Any, marks: Sequence[object]) -> bool:
    if isinstance(value, Jsonb):
        return isinstance(value.obj, list) and _stands_for(value.obj)
    return (
        any(type(value) is type(mark) and value == mark for mark in marks)
        or (isinstance(value, date) and value.year < ERA)
        or _stands_for((value,))
    )


def _read(written: _Written, given: Sequence[Any]) -> Iterator[Any]:
    found = fetch(connections[written.rows.db], written.text, given, written.planned)
    answered = _Answered(written.rows, _Reader(written.compiler, [found]))
    iterable: Any = written.rows._iterable_class
    yield from iterable(answered)


class _Reader:
    """A compiler that has written already: Django's own iterables read the rows through it."""

    def __init__(self, compiler: Any, found: list[Any]) -> None:
        self._compiler = compiler
        self._found = found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiler, name)

    def execute_sql(self, *args: Any, **kwargs: Any) -> list[Any]:
        return self._found

    def results_iter(self, results: Any = None, **kwargs: Any) -> Any:
        return self._compiler.results_iter(
            self._found, tuple_expected=kwargs.get("tuple_expected", False)
        )


class _Answered:
    """The queryset for an iterable of Django's, with a query that is answered by a reader."""

    def __init__(self, rows: QuerySet[Any, Any], reader: _Reader) -> None:
        self._rows = rows
        self.query = _Query(rows.query, reader)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)


class _Query:
    def __init__(self, query: Any, reader: _Reader) -> None:
        self._query = query
        self._reader = reader

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *args: Any, **kwargs: Any) -> _Reader:
        return self._reader
