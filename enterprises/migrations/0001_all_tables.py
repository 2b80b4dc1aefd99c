"""Who is served: enterprises, who covers them, visits, the contact calendar, service days."""

from django.db import migrations

from cadres.schema import CreateTables
from enterprises.migrations.tables import (
    contact_calendar,
    coverage_and_visits,
    register,
    service_days,
)


class Migration(migrations.Migration):
    initial = True
    # Enterprises are found by an index of what `ordered_pairs` makes of their lines.
    dependencies = [("cadres", "0002_functions_and_triggers")]
    operations = [
        CreateTables(
            [
                *register.TABLES,
                *coverage_and_visits.TABLES,
                *contact_calendar.TABLES,
                *service_days.TABLES,
            ]
        )
    ]
