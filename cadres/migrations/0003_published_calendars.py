"""The official calendars of 2020–2026, each notice as a version of its own."""

import json
from pathlib import Path

from django.db import migrations
from django.utils import timezone

from cadres.rules import notices

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


def load(apps, schema_editor):
    standing = frozenset()
    for number, name in enumerate(NAMES, start=1):
        notice = notices.notice_from(json.loads((PACKAGED / f"{name}.json").read_text("utf-8")))
        then = notices.after(standing, notice)
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


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_trail_is_append_only")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
