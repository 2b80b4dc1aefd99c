"""Clocks of a ticket, and whether they are what their events say."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="ClockEvent",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="clock_events", db_index=False
                ),
            ),
            ("kind", models.CharField(max_length=10)),
            ("verb", models.CharField(max_length=12)),
            ("at", models.DateTimeField()),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "share",
                models.ForeignKey(
                    "cases.share", models.CASCADE, null=True, related_name="clock_events"
                ),
            ),
            ("since", models.DateTimeField(null=True)),
            ("key", models.CharField(max_length=30, blank=True, default="")),
            ("subject", models.CharField(max_length=30, blank=True, default="")),
            ("amount", models.PositiveSmallIntegerField(default=0)),
            ("measure", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("stated_on", models.DateField(null=True)),
            ("due_on", models.DateField(null=True)),
            (
                "actor",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("note", models.CharField(max_length=300, blank=True, default="")),
            ("taken_back_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [models.Index(name="clock_ticket", fields=["ticket", "id"])],
            "constraints": [
                models.CheckConstraint(
                    name="clock_start_has_term",
                    condition=~Q(verb="started")
                    | (Q(since__isnull=False) & (~Q(measure="") | Q(stated_on__isnull=False))),
                ),
                models.CheckConstraint(
                    name="clock_extension_has_length",
                    condition=~Q(verb="extended") | (Q(amount__gt=0) & ~Q(measure="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ClockCheck",
        fields=[
            ID,
            ("at", models.DateTimeField()),
            ("tickets", models.PositiveIntegerField()),
            ("columns", models.PositiveIntegerField()),
            ("events", models.PositiveIntegerField()),
            ("terms", models.PositiveIntegerField(default=0)),
            ("differences", models.PositiveIntegerField()),
            ("is_mended", models.BooleanField(default=False)),
            ("found", models.JSONField(default=list)),
        ],
        options={"ordering": ["-pk"]},
    ),
]
