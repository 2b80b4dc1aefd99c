"""Ids that a viewer stands for, as the database is asked for them: `= ANY(array)`."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.lookups import Lookup


@models.ForeignKey.register_lookup
@models.BigAutoField.register_lookup
@models.BigIntegerField.register_lookup
class AnyOf(Lookup):
    """`column = ANY(array)`: one parameter and one plan, however many ids a viewer stands for."""

    lookup_name = "any_of"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s::bigint[]", (list(value),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return f"{lhs} = ANY({rhs})", (*lhs_params, *rhs_params)


class IdArrayField(ArrayField):
    """An array of ids, empty rather than null."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs["base_field"] = models.BigIntegerField()
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("base_field", None)
        return name, path, args, kwargs
