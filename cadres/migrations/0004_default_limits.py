"""The default limits, in force since the first published calendar; counties set their own."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cadres.rules.presets import DEFAULT

SINCE = date(2020, 1, 1)


def load(apps, schema_editor):
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    TimeLimit.objects.bulk_create(
        TimeLimit(
            key=limit.key,
            subject=limit.subject,
            amount=limit.amount,
            unit=limit.unit,
            basis=limit.basis,
            valid_from=SINCE,
            preset=DEFAULT.code,
            set_at=timezone.now(),
        )
        for limit in DEFAULT.limits
    )


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_published_calendars")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
