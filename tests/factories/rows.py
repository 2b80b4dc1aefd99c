"""Writes and reads the rows under a test by SQL whose text is made once a table.

A test of the site stands on some twenty rows. Django makes the text of each statement anew, which
costs more than the statement itself; what is in the rows is what Django would write.
"""

from __future__ import annotations

from typing import Any, TypeVar

import factory
from django.db.models import Model

from cadres.pages.models.prepared import Row
from cadres.pages.models.prepared_insert import written

M = TypeVar("M", bound=Model)


class RowFactory(factory.django.DjangoModelFactory):
    """Makes one row and gives it as an object."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Model], *args: Any, **facts: Any) -> Model:
        return written(model_class(*args, **facts))


def names_of(model: type[Model]) -> tuple[str, ...]:
    """What a prepared question asks for, so that its rows can be read as objects."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def read(model: type[M], row: Row) -> M:
    """The object of a row that was asked for by `names_of` its model."""
    return model.from_db("default", list(row), list(row.values()))
