"""Which changes of the models are changes of the schema, and want a migration."""

from __future__ import annotations

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field

# Words for people. The database keeps none of them, so a word that changes is no migration.
WORDS = ("choices", "help_text", "verbose_name")
WORDS_OF_TABLES = ("verbose_name", "verbose_name_plural")


class SchemaAutodetector(MigrationAutodetector):
    """Compares, and writes down, fields without the words on their forms and lists."""

    def __init__(
        self, from_state: ProjectState, to_state: ProjectState, questioner: Any = None
    ) -> None:
        super().__init__(_without_words(from_state), _without_words(to_state), questioner)


def _without_words(state: ProjectState) -> ProjectState:
    bare = state.clone()
    bare.__dict__.pop("apps", None)  # put together with the words
    for model in bare.models.values():
        _strip(model)
    return bare


def _strip(model: ModelState) -> None:
    model.fields = {name: bare(field) for name, field in model.fields.items()}
    for word in WORDS_OF_TABLES:
        model.options.pop(word, None)


def bare(field: Any) -> Any:
    """Return the field anew without its words; what an array holds likewise."""
    _, _, args, given = field.deconstruct()
    kept = {name: value for name, value in given.items() if name not in WORDS}
    if isinstance(kept.get("base_field"), Field):
        kept["base_field"] = bare(kept["base_field"])
    return type(field)(*args, **kept)
