"""What a first migration is made of: all tables of an app in one step, and the usual columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models, router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, RunSQL
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

# Of a trail: who refuses, the table of its entries, the table of its seals.
_APPEND_ONLY = """
CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON {entries}
    FOR EACH ROW EXECUTE FUNCTION {refuse}();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON {entries}
    FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
CREATE TRIGGER seal_is_append_only BEFORE UPDATE OR DELETE ON {seals}
    FOR EACH ROW EXECUTE FUNCTION {refuse}();
CREATE TRIGGER seal_is_not_emptied BEFORE TRUNCATE ON {seals}
    FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
"""
_NOT_APPEND_ONLY = """
DROP TRIGGER trail_is_append_only ON {entries};
DROP TRIGGER trail_is_not_emptied ON {entries};
DROP TRIGGER seal_is_append_only ON {seals};
DROP TRIGGER seal_is_not_emptied ON {seals};
DROP FUNCTION {refuse}();
"""


def append_only(*, refuse: str, entries: str, seals: str) -> RunSQL:
    """A trail that is written once: its database refuses anything else, by the function `refuse`.

    The trail of the site and that of the locked room lie in databases of their own.
    """
    names = {"refuse": refuse, "entries": entries, "seals": seals}
    return RunSQL(_APPEND_ONLY.format(**names), _NOT_APPEND_ONLY.format(**names))


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
