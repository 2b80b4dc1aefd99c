"""The calendars of 2020–2026, the usual office hours and the default limits; counties set their own."""

import json
from datetime import date, time
from pathlib import Path

from django.db import migrations
from django.utils import timezone

from cadres.deadlines.rules import holiday_notices, presets

PACKAGED = Path(__file__).parents[1] / "calendars"
NAMES = (
    "01-2020",
    "02-2020-extension",
    "03-2021",
    "04-2022",
    "05-2023",
    "06-2024",
    "07-2025",
    "08-2026",
)
# Limits hold since the first published calendar, hours from the first day that can be counted.
SINCE = date(2020, 1, 1)
FIRST_DAY = date(1990, 1, 1)
USUAL_HOURS = ((time(8), time(12)), (time(14, 30), time(17, 30)))
BASIS_OF_HOURS = "本系统默认值，暂无文件规定"


def load_calendars(apps, schema_editor):
    """Each notice of the State Council is a version of its own."""
    standing = frozenset()
    for number, name in enumerate(NAMES, start=1):
        notice = holiday_notices.notice_from(
            json.loads((PACKAGED / f"{name}.json").read_text("utf-8"))
        )
        then = holiday_notices.after(standing, notice)
        write(apps, number, notice, standing - then, then - standing)
        standing = then


def write(apps, number, notice, ended, begun):
    Day = apps.get_model("cadres", "CalendarDay")
    version = apps.get_model("cadres", "CalendarVersion").objects.create(
        number=number, loaded_at=timezone.now(), note=f"载入{notice.title}"
    )
    document = apps.get_model("cadres", "CalendarNotice").objects.create(
        version=version,
        year=notice.year,
        title=notice.title,
        document_number=notice.document_number,
        source=notice.source,
        published_on=notice.published_on,
        amends=notice.amends,
    )
    standing = Day.objects.filter(until__isnull=True)
    standing.filter(day__in=[marked.day for marked in ended]).update(until=version)
    Day.objects.bulk_create(
        Day(day=m.day, kind=m.kind, label=m.label, notice=document, since=version)
        for m in sorted(begun, key=lambda m: m.day)
    )


def load_hours(apps, schema_editor):
    """They hold since the first version, so that none is without."""
    first = apps.get_model("cadres", "CalendarVersion").objects.order_by("number").first()
    OfficeHours = apps.get_model("cadres", "OfficeHours")
    OfficeHours.objects.bulk_create(
        OfficeHours(
            label="默认作息",
            valid_from=FIRST_DAY,
            starts=starts,
            ends=ends,
            basis=BASIS_OF_HOURS,
            since=first,
        )
        for starts, ends in USUAL_HOURS
    )


def load_limits(apps, schema_editor):
    """What each app has registered as usual."""
    TimeLimit = apps.get_model("cadres", "TimeLimit")
    TimeLimit.objects.bulk_create(
        TimeLimit(
            key=limit.key,
            subject=limit.subject,
            amount=limit.amount,
            unit=limit.unit,
            basis=limit.basis,
            valid_from=SINCE,
            preset=presets.DEFAULT,
            set_at=timezone.now(),
        )
        for limit in presets.default().limits
    )


def load_all(apps, schema_editor):
    for load in (load_calendars, load_hours, load_limits):
        load(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_find_indexes")]
    operations = [
        # In one step: before each Django puts all models together anew.
        migrations.RunPython(load_all, migrations.RunPython.noop)
    ]
