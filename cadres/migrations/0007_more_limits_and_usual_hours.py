"""The default limits of the whole life of a ticket, and the usual office hours everywhere."""

from datetime import date, time

from django.db import migrations
from django.utils import timezone

from cadres.rules.presets import DEFAULT

SINCE = date(2020, 1, 1)
# Hours hold from the first day that the calendar can count.
FIRST_DAY = date(1990, 1, 1)
USUAL = ((time(8), time(12)), (time(14, 30), time(17, 30)))
BASIS = "本系统默认值，暂无文件规定"


def load_limits(apps, schema_editor):
    """Rows that somebody has set stay; an installation just begun has them all already."""
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    open_rows = TimeLimit.objects.filter(region__isnull=True, valid_to__isnull=True)
    known = set(open_rows.values_list("key", "subject"))
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
        if (limit.key, limit.subject) not in known
    )


def load_hours(apps, schema_editor):
    """Every version so far is given the usual hours, so that none of them is without."""
    first = apps.get_model("cadres", "CalendarVersion").objects.order_by("number").first()
    OfficeHours = apps.get_model("cadres", "OfficeHours")
    OfficeHours.objects.bulk_create(
        OfficeHours(
            label="默认作息",
            valid_from=FIRST_DAY,
            starts=starts,
            ends=ends,
            basis=BASIS,
            since=first,
        )
        for starts, ends in USUAL
    )


class Migration(migrations.Migration):
    dependencies = [("cadres", "0006_more_limits_and_office_hours")]
    operations = [
        migrations.RunPython(load_limits, migrations.RunPython.noop),
        migrations.RunPython(load_hours, migrations.RunPython.noop),
    ]
