"""A migration is written where the schema changes, and only there."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from config.databases.schema_changes import SchemaAutodetector, bare

WORDS = {"choices": [("a", "甲")], "verbose_name": "另一个词", "help_text": "说明"}


def changes(**fields: models.Field) -> list[str]:
    """What the command would write if units had these fields."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    now = ProjectState.from_apps(apps)
    now.models["cadres", "unit"].fields.update(fields)
    with translation.override(None):  # as the command does: Django's own words are English
        found = SchemaAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    return [
        operation.describe()
        for app in found.values()
        for migration in app
        for operation in migration.operations
    ]


def name_of_units(**given) -> models.Field:
    field = apps.get_model("cadres", "Unit")._meta.get_field("name").clone()
    _, _, _, usual = field.deconstruct()
    return models.CharField(**{**usual, **given})


def test_the_chain_makes_what_the_models_say():
    assert changes() == []


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_changes_is_no_migration(word):
    assert changes(name=name_of_units(**{word: WORDS[word]})) == []


@pytest.mark.parametrize("given", [{"max_length": 7}, {"null": True}, {"unique": True}], ids=str)
def test_whatever_the_database_keeps_is_one(given):
    assert changes(name=name_of_units(**given)) == ["Alter field name on unit"]


def test_a_new_field_is_written_without_its_words():
    _, _, _, written = bare(models.CharField(max_length=5, **WORDS)).deconstruct()

    assert written == {"max_length": 5}


def test_what_an_array_holds_is_written_without_its_words():
    array = ArrayField(models.CharField(max_length=5, **WORDS))

    _, _, _, written = bare(array).base_field.deconstruct()

    assert written == {"max_length": 5}
