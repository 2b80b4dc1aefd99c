"""For whom: enterprises, who covers them, visits."""

from django.db import migrations

from cadres.schema import CreateTables
from enterprises.migrations.tables import coverage_and_visits, register


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cadres", "0001_tables")]
    operations = [CreateTables([*register.TABLES, *coverage_and_visits.TABLES])]
