"""Rows that every test writes alike: made once, and from then on written by one statement.

A test takes back what it wrote, so that the numbers of these rows are free again for the next one;
they came from the database's own sequences, which give them to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from tests.factories.rows import names_of


@dataclass(frozen=True)
class _Kept:
    """The statement, and of each row its model and values."""

    sql: str
    rows: tuple[tuple[type[Model], dict[str, Any]], ...]

    def objects(self) -> list[Model]:
        return [_object(model, values) for model, values in self.rows]


_KEPT: dict[tuple[str, Hashable], _Kept] = {}


def repeated(key: Hashable, make: Callable[[], Sequence[Model]]) -> Sequence[Model]:
    """The rows that `make` writes, none of them written before in this test.

    From the second time on they are those of the first time, with the same numbers; where these
    are there already, others are made.
    """
    place = (connection.settings_dict["NAME"], key)
    kept = _KEPT.get(place)
    if kept is None:
        rows = make()
        _KEPT[place] = _kept(rows)
        return rows
    with connection.cursor() as cursor:
        cursor.execute(kept.sql)
        is_written = cursor.fetchone() is not None
    return kept.objects() if is_written else make()


def _kept(rows: Sequence[Model]) -> _Kept:
    """The first row says whether any is written."""
    first, *others = [
        f"row{at} AS ({_insert(row, 'WHERE EXISTS (SELECT FROM row0)' if at else '')})"
        for at, row in enumerate(rows)
    ]
    sql = " ".join(("WITH", ", ".join([first, *others]), "SELECT 1 FROM row0"))
    return _Kept(sql, tuple((type(row), _values(row)) for row in rows))


def _values(row: Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_of(type(row))}


def _insert(row: Model, condition: str) -> str:
    fields = row._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    text = f'INSERT INTO "{row._meta.db_table}" ({columns}) SELECT {places} {condition}'
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        said = cursor.mogrify(f"{text} ON CONFLICT DO NOTHING RETURNING 1", values)
    # The statement is sent without values of its own, so that a sign of per cent is one.
    return str(said)


def _object(model: type[Model], values: dict[str, Any]) -> Model:
    """As a factory gives it: the values as they were said, not as a database gives them back."""
    found = model(**deepcopy(values))
    found._state.adding, found._state.db = False, "default"
    return found
