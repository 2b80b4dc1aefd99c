"""What a first migration is made of: all tables of an app in one step, and the usual columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState
from django.db.models.expressions import RawSQL

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False))
# A trigger keeps it (`note_written`).
UPDATED_AT = (
    "updated_at",
    models.DateTimeField(
        db_default=RawSQL("statement_timestamp()", []), db_index=True, editable=False
    ),
)


class CreateTables(Operation):
    """Makes many tables at once, in whatever order they point at each other.

    Django puts all models of the site together anew for every table that comes in an operation of
    its own: a hundred tables take as long as ten thousand. Here that is done once for all.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["tables"]

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = list(tables)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # what was put together before; asked for again below
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_at_home(app_label, schema_editor):
            for table in self.tables:
                table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_at_home(app_label, schema_editor):
            for table in reversed(self.tables):
                table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [self.tables], {})


def _is_at_home(app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
    """Whether the app's tables stand in this database; in another nothing is put together."""
    return router.allow_migrate(schema_editor.connection.alias, app_label)
