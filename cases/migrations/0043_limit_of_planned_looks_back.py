"""The share of looks back at what was planned holds at once where a county runs already."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.tickets.rules.clocks import limit_keys, usual_limits

SINCE = date(2020, 1, 1)
ADDED = (limit_keys.RECHECK_PLANNED,)


def load_limits(apps, schema_editor):
    """Its own stay."""
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    for limit in usual_limits.USUAL:
        if limit.key in ADDED and not TimeLimit.objects.filter(key=limit.key).exists():
            TimeLimit.objects.create(
                key=limit.key,
                subject=limit.subject,
                amount=limit.amount,
                unit=limit.unit,
                basis=limit.basis,
                valid_from=SINCE,
                set_at=timezone.now(),
            )


class Migration(migrations.Migration):
    dependencies = [("cases", "0042_limits_of_reminders")]

    operations = [migrations.RunPython(load_limits, migrations.RunPython.noop)]
