"""Who acts: regions, units, people and their phones, the trail, deadlines, notices, kept lists."""

from django.db import migrations

from cadres.migrations.tables import (
    deadlines,
    files_and_runs,
    lists,
    notifications,
    people,
    phones,
    sign_in,
    trail,
)
from cadres.schema import CreateTables


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        CreateTables(
            [
                *people.TABLES,
                *sign_in.TABLES,
                *trail.TABLES,
                *deadlines.TABLES,
                *notifications.TABLES,
                *files_and_runs.TABLES,
                *phones.TABLES,
                *lists.TABLES,
            ]
        )
    ]
