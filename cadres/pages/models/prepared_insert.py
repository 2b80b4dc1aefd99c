"""New rows by SQL whose text is made once a table.

Django makes the text of each INSERT anew, which costs more than the statement itself; what is in
the row is what Django would write. For models without parents; nothing here hears of a new row
(there are no signals).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections, router
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

if TYPE_CHECKING:
    AnyField = Field[Any, Any]

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class _Insert:
    """The statement for rows whose values are given, and for which the database gives others."""

    text: str
    given: tuple[AnyField, ...]
    returned: tuple[AnyField, ...]


def written(row: M) -> M:
    """Write a new row, whose own fields hold plain values; the database's defaults come back."""
    alias = router.db_for_write(type(row), instance=row)
    connection = connections[alias]
    insert = _insert(type(row), frozenset(_left_open(row)))
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for field in insert.given
    ]
    with connection.cursor() as cursor:
        cursor.execute(insert.text, values)
        for field, value in zip(insert.returned, cursor.fetchone() or (), strict=True):
            setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, alias
    return row


def _left_open(row: Model) -> Iterable[str]:
    """What the database fills in: its defaults, and the number of a row that has none."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, DatabaseDefault) or (field.primary_key and value is None):
            yield field.attname


@cache
def _insert(model: type[Model], left_open: frozenset[str]) -> _Insert:
    fields: tuple[AnyField, ...] = tuple(model._meta.concrete_fields)
    given = tuple(field for field in fields if field.attname not in left_open)
    # One column is always given back, so that every statement has an answer.
    returned = tuple(field for field in fields if field.attname in left_open or field.primary_key)
    places = ", ".join(["%s"] * len(given))
    into = f'INSERT INTO "{model._meta.db_table}" ({_columns(given)})'
    text = f"{into} VALUES ({places}) RETURNING {_columns(returned)}"
    return _Insert(text, given, returned)


def _columns(fields: Iterable[AnyField]) -> str:
    return ", ".join(f'"{field.column}"' for field in fields)
