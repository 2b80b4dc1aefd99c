"""What migrations are made of: many changes of tables in one step, and the usual columns."""

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


class ChangeTables(Operation):
    """Carries out the steps that Django writes for a change as one: `ChangeTables([...])`.

    Django puts all models of the site together anew for every table, column, index and constraint
    that comes in an operation of its own: some hundred steps take half a minute. Here that is done
    once for all. A table that is made here is made as it stands after the last step.
    """

    category = OperationCategory.MIXED
    serialization_expand_args = ["steps"]

    def __init__(self, steps: Sequence[Operation]) -> None:
        self.steps = list(steps)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # what was put together before; asked for again below
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_at_home(app_label, schema_editor):
            for step in self._of_the_database():
                step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_at_home(app_label, schema_editor):
            for step in reversed(self._of_the_database()):
                step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.steps)} changes of tables at once"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__qualname__, [self.steps], {})

    def _of_the_database(self) -> list[Operation]:
        """Leave out what a table that is made here has from the beginning."""
        made = {step.name_lower for step in self.steps if isinstance(step, CreateModel)}
        return [step for step in self.steps if getattr(step, "model_name_lower", None) not in made]


class CreateTables(ChangeTables):
    """Makes many tables at once, in whatever order they point at each other."""

    category = OperationCategory.ADDITION
    serialization_expand_args = ["tables"]

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        super().__init__(tables)

    def describe(self) -> str:
        return f"Create {len(self.steps)} tables"


def _is_at_home(app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> bool:
    """Whether the app's tables stand in this database; in another nothing is put together."""
    return router.allow_migrate(schema_editor.connection.alias, app_label)
