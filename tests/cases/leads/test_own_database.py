"""The room's database and the site's know nothing of each other."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def tables(alias: str) -> set[str]:
    return set(connections[alias].introspection.table_names())


def test_no_table_of_the_one_is_in_the_other():
    own = {model._meta.db_table for model in apps.get_app_config("leads").get_models()}

    assert own <= tables("leads")
    assert tables("leads") - own == {"django_migrations"}
    assert not own & tables("default")


def test_each_goes_through_its_own_steps_alone():
    apps_of = {
        alias: {app for app, _ in MigrationRecorder(connections[alias]).applied_migrations()}
        for alias in connections
    }

    assert apps_of["leads"] == {"leads"}
    assert {"cadres", "enterprises", "cases"} < apps_of["default"]


def test_no_relation_leads_out_of_the_room():
    assert [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("leads").get_models()
        for field in model._meta.get_fields()
        if field.related_model and field.related_model._meta.app_label != "leads"
    ] == []


def test_neither_role_gets_into_the_other_s_database():
    for alias, other in (("default", "leads"), ("leads", "default")):
        own = connections[alias].settings_dict
        known = {"default": "zhuqi", "leads": "zhuqi_leads"}
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(
                host=own["HOST"],
                user=own["USER"],
                password=own["PASSWORD"],
                dbname=known[other],
            )


def test_the_room_s_files_lie_outside_those_of_the_site(settings):
    assert not settings.LEADS_FILES.is_relative_to(settings.MEDIA_ROOT)
