"""The usual ladder: the first reminder and 催办 switched on, letters switched off."""

from datetime import date

from django.db import migrations
from django.utils import timezone

from cases.rules.usual_rungs import USUAL

SINCE = date(2020, 1, 1)
FIELDS = (
    "order", "code", "name", "trigger", "clock", "side", "amount", "measure", "event", "follows",
    "approver", "reply_days", "template", "text", "basis", "is_active",
)  # fmt: skip


def load(apps, schema_editor):
    row = apps.get_model("cases", "Rung")
    row.objects.bulk_create(
        row(
            **{name: getattr(rung, name) for name in FIELDS},
            addressees=list(rung.addressees),
            lifts=list(rung.lifts),
            valid_from=SINCE,
            set_at=timezone.now(),
        )
        for rung in USUAL
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_ladder")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
