"""Topics."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="Topic",
        fields=[
            ID,
            UPDATED_AT,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("title", models.CharField(max_length=120)),
            ("description", models.TextField()),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            ("owner_name", models.CharField(max_length=40)),
            (
                "opened_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("opened_at", models.DateTimeField()),
            ("opened_on", models.DateField()),
            ("due_on", models.DateField()),
            ("result", models.TextField(blank=True, default="")),
            (
                "resolved_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "resolved_for",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("resolved_on", models.DateField(null=True)),
            (
                "confirmed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("closed_on", models.DateField(null=True)),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(
                    name="topic_open",
                    fields=["county", "due_on"],
                    condition=Q(closed_on__isnull=True),
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    name="topic_closed_has_result",
                    condition=Q(closed_on__isnull=True) | ~Q(result=""),
                ),
                models.CheckConstraint(
                    name="topic_closed_by_two_keys",
                    condition=Q(closed_on__isnull=True)
                    | (
                        Q(confirmed_by__isnull=False, resolved_by__isnull=False)
                        & ~Q(resolved_by=models.F("confirmed_by"))
                    ),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TopicNote",
        fields=[
            ID,
            (
                "topic",
                models.ForeignKey(
                    "cases.topic", models.CASCADE, related_name="notes", db_index=False
                ),
            ),
            ("deed", models.CharField(max_length=10)),
            ("at", models.DateTimeField()),
            (
                "actor",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("actor_name", models.CharField(max_length=60)),
            ("unit_name", models.CharField(max_length=80, blank=True, default="")),
            ("text", models.TextField(blank=True, default="")),
        ],
        options={
            "ordering": ["at", "pk"],
            "indexes": [models.Index(name="topic_note_at", fields=["topic", "at", "id"])],
        },
    ),
]
