"""Calendars, office hours, limits, and what was counted anew."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="CalendarVersion",
        fields=[
            ID,
            ("number", models.PositiveIntegerField(unique=True)),
            ("loaded_at", models.DateTimeField()),
            (
                "loaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("note", models.CharField(max_length=200)),
        ],
    ),
    migrations.CreateModel(
        name="CalendarNotice",
        fields=[
            ID,
            (
                "version",
                models.ForeignKey("cadres.calendarversion", models.PROTECT, related_name="notices"),
            ),
            ("year", models.PositiveSmallIntegerField()),
            ("title", models.CharField(max_length=200)),
            ("document_number", models.CharField(max_length=80, blank=True, default="")),
            ("source", models.CharField(max_length=300, blank=True, default="")),
            ("published_on", models.DateField(blank=True, null=True)),
            ("amends", models.BooleanField(default=False)),
            ("is_local", models.BooleanField(default=False)),
        ],
        options={"indexes": [models.Index(name="calendar_notice_year", fields=["year"])]},
    ),
    migrations.CreateModel(
        name="CalendarDay",
        fields=[
            ID,
            ("day", models.DateField()),
            ("kind", models.CharField(max_length=10)),
            ("label", models.CharField(max_length=40)),
            (
                "region",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="closures"
                ),
            ),
            (
                "notice",
                models.ForeignKey("cadres.calendarnotice", models.PROTECT, related_name="days"),
            ),
            (
                "since",
                models.ForeignKey(
                    "cadres.calendarversion", models.PROTECT, related_name="days_begun"
                ),
            ),
            (
                "until",
                models.ForeignKey(
                    "cadres.calendarversion",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="days_ended",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="calendar_day_closure_has_region",
                    condition=Q(kind="closure", region__isnull=False)
                    | (~Q(kind="closure") & Q(region__isnull=True)),
                ),
                models.CheckConstraint(
                    name="calendar_day_ends_after_it_begins",
                    condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                ),
                models.UniqueConstraint(
                    name="calendar_day_once",
                    fields=("day",),
                    condition=Q(region__isnull=True, until__isnull=True),
                ),
                models.UniqueConstraint(
                    name="calendar_closure_once_per_region",
                    fields=("day", "region"),
                    condition=Q(region__isnull=False, until__isnull=True),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="OfficeHours",
        fields=[
            ID,
            (
                "region",
                models.ForeignKey(
                    "cadres.region",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="office_hours",
                ),
            ),
            ("label", models.CharField(max_length=40)),
            ("valid_from", models.DateField()),
            ("starts", models.TimeField()),
            ("ends", models.TimeField()),
            ("basis", models.CharField(max_length=200)),
            (
                "since",
                models.ForeignKey(
                    "cadres.calendarversion", models.PROTECT, related_name="hours_begun"
                ),
            ),
            (
                "until",
                models.ForeignKey(
                    "cadres.calendarversion",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="hours_ended",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="office_hours_end_after_they_start",
                    condition=Q(ends__gt=models.F("starts")),
                ),
                models.CheckConstraint(
                    name="office_hours_stop_after_they_hold",
                    condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                ),
                models.UniqueConstraint(
                    Coalesce("region", models.Value(0)),
                    models.F("valid_from"),
                    models.F("starts"),
                    condition=Q(until__isnull=True),
                    name="office_hours_start_once",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="TimeLimit",
        fields=[
            ID,
            ("key", models.CharField(max_length=30)),
            ("subject", models.CharField(max_length=30, blank=True, default="")),
            ("amount", models.PositiveSmallIntegerField()),
            ("unit", models.CharField(max_length=15)),
            ("basis", models.CharField(max_length=200)),
            (
                "region",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="limits"
                ),
            ),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("preset", models.CharField(max_length=30, blank=True, default="")),
            ("set_at", models.DateTimeField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(name="time_limit_is_positive", condition=Q(amount__gt=0)),
                models.CheckConstraint(
                    name="time_limit_ends_after_it_begins",
                    condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                ),
                models.UniqueConstraint(
                    models.F("key"),
                    models.F("subject"),
                    Coalesce("region", models.Value(0)),
                    condition=Q(valid_to__isnull=True),
                    name="time_limit_open_once",
                ),
                models.UniqueConstraint(
                    models.F("key"),
                    models.F("subject"),
                    Coalesce("region", models.Value(0)),
                    models.F("valid_from"),
                    condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                    name="time_limit_begins_once",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="TermRecount",
        fields=[
            ID,
            ("kind", models.CharField(max_length=20)),
            ("object_id", models.BigIntegerField()),
            ("label", models.CharField(max_length=60)),
            ("at", models.DateTimeField()),
            ("calendar", models.PositiveIntegerField()),
            ("before_on", models.DateField()),
            ("after_on", models.DateField()),
            ("was_provisional", models.BooleanField(default=False)),
            ("is_provisional", models.BooleanField(default=False)),
            (
                "actor",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={"indexes": [models.Index(name="term_recount_of", fields=["kind", "object_id"])]},
    ),
]
