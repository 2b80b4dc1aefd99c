"""The usual share of risky looks back holds at once where a county runs already; its own stays."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.tickets.rules.clocks import limit_keys, usual_limits

SINCE = date(2020, 1, 1)


def load_limit(apps, schema_editor):
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    key = limit_keys.RECHECK_RISK
    if TimeLimit.objects.filter(key=key).exists():
        return
    for limit in usual_limits.USUAL:
        if limit.key == key:
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
    dependencies = [("cases", "0029_judgements")]

    operations = [migrations.RunPython(load_limit, migrations.RunPython.noop)]
