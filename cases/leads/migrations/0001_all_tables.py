"""The locked room: who is in it and their keys, leads, sealed papers, its own trail."""

from django.db import migrations

from cadres.schema import CreateTables
from cases.leads.migrations.tables import leads, papers, people_and_keys, trail


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        CreateTables([*people_and_keys.TABLES, *leads.TABLES, *papers.TABLES, *trail.TABLES])
    ]
