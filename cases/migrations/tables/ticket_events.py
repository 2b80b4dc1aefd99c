"""What happened to a ticket, where it came from, and what can be taken back."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="TicketEvent",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="events", db_index=False
                ),
            ),
            ("action", models.CharField(max_length=20)),
            ("at", models.DateTimeField()),
            (
                "actor",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("actor_name", models.CharField(max_length=90)),
            (
                "actor_unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("party", models.CharField(max_length=12, blank=True, default="")),
            ("note", models.TextField(blank=True, default="")),
            ("source_state", models.CharField(max_length=20, blank=True, default="")),
            ("state", models.CharField(max_length=20)),
            ("round", models.PositiveSmallIntegerField(default=1)),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("due_on", models.DateField()),
            ("promised_on", models.DateField(null=True)),
            ("unit_due_on", models.DateField(null=True)),
            ("step_due_on", models.DateField(null=True)),
            ("paused_at", models.DateTimeField(null=True)),
            ("approved_on", models.DateField(null=True)),
            ("is_late_hours", models.BooleanField(default=False)),
            ("outcome", models.CharField(max_length=12, blank=True, default="")),
        ],
        options={
            "indexes": [
                models.Index(name="event_ticket_at", fields=["ticket", "at", "id"]),
                models.Index(
                    name="event_returned", fields=["ticket"], condition=Q(action="object")
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="TicketOrigin",
        fields=[
            ID,
            ("ticket", models.OneToOneField("cases.ticket", models.CASCADE, related_name="origin")),
            ("key", models.CharField(max_length=64, unique=True)),
            ("file_name", models.CharField(max_length=200)),
            ("file_digest", models.CharField(max_length=64)),
            ("sheet", models.CharField(max_length=60)),
            ("row", models.PositiveIntegerField()),
            ("content", models.CharField(max_length=64, default="")),
        ],
    ),
    migrations.CreateModel(
        name="Press",
        fields=[
            ID,
            ("label", models.CharField(max_length=40)),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, null=True, related_name="+"),
            ),
            (
                "letter",
                models.ForeignKey("cases.letter", models.CASCADE, null=True, related_name="+"),
            ),
            ("actor", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="+")),
            ("at", models.DateTimeField()),
            ("changed", models.JSONField()),
            ("made", models.JSONField()),
            ("event_id", models.BigIntegerField(default=0)),
            ("taken_back_at", models.DateTimeField(null=True)),
        ],
    ),
]
