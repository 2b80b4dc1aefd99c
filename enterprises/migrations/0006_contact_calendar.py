"""The contact calendar: booked visits, official checks, wishes and quiet days."""

from django.db import migrations

from cadres.schema import CreateTables
from enterprises.migrations.tables import contact_calendar


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0003_triggers"),
        ("enterprises", "0005_visit_files"),
    ]
    operations = [CreateTables(contact_calendar.TABLES)]
