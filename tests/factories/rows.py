"""Writes and reads the rows under a test by SQL whose text is made once a table.

A test of the site stands on some twenty rows. Django makes the text of each statement anew, which
costs more than the statement itself; what is in the rows is what Django would write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import factory
from django.db import connections, router
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault

from cadres.pages.models.prepared import Row

M = TypeVar("M", bound=Model)


class RowFactory(factory.django.DjangoModelFactory):
    """Makes one row and gives it as an object."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Model], *args: Any, **facts: Any) -> Model:
        return written(model_class(*args, **facts))


@dataclass(frozen=True, slots=True)
class _Insert:
    """The statement for rows whose values are given, and for which the database gives others."""

    text: str
    given: tuple[Field, ...]
    returned: tuple[Field, ...]


def written(row: Model) -> Model:
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
    fields = model._meta.concrete_fields
    given = tuple(field for field in fields if field.attname not in left_open)
    # One column is always given back, so that every statement has an answer.
    returned = tuple(field for field in fields if field.attname in left_open or field.primary_key)
    places = ", ".join(["%s"] * len(given))
    into = f'INSERT INTO "{model._meta.db_table}" ({_columns(given)})'
    text = f"{into} VALUES ({places}) RETURNING {_columns(returned)}"
    return _Insert(text, given, returned)


def _columns(fields: Iterable[Field]) -> str:
    return ", ".join(f'"{field.column}"' for field in fields)


def names_of(model: type[Model]) -> tuple[str, ...]:
    """What a prepared question asks for, so that its rows can be read as objects."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def read(model: type[M], row: Row) -> M:
    """The object of a row that was asked for by `names_of` its model."""
    return model.from_db("default", list(row), list(row.values()))
