"""The usual limits of bad ratings hold at once where a county runs already; its own stay."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.window_ratings.rules import limit_keys

SINCE = date(2020, 1, 1)


def load_limits(apps, schema_editor):
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    known = set(TimeLimit.objects.values_list("key", flat=True))
    TimeLimit.objects.bulk_create(
        TimeLimit(
            key=limit.key,
            subject=limit.subject,
            amount=limit.amount,
            unit=limit.unit,
            basis=limit.basis,
            valid_from=SINCE,
            set_at=timezone.now(),
        )
        for limit in limit_keys.USUAL
        if limit.key not in known
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_steps_of_loops_stay")]

    operations = [migrations.RunPython(load_limits, migrations.RunPython.noop)]
