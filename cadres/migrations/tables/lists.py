"""Filters of a list that somebody keeps under a name; what people say of the software."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="SavedView",
        fields=[
            ID,
            ("list_name", models.CharField(max_length=20)),
            ("name", models.CharField(max_length=20)),
            ("query", models.CharField(max_length=1000)),
            ("saved_at", models.DateTimeField()),
            (
                "owner",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "shared_with",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="saved_view_once_a_name", fields=("owner", "list_name", "name")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Feedback",
        fields=[
            ID,
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("given_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("given_at", models.DateTimeField()),
            ("text", models.TextField()),
            ("page", models.CharField(max_length=200, blank=True, default="")),
            ("answer", models.TextField(blank=True, default="")),
            (
                "answered_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("answered_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["-given_at", "-pk"],
            "indexes": [models.Index(name="feedback_county_at", fields=["county", "-given_at"])],
            "constraints": [
                models.CheckConstraint(
                    name="feedback_answer_is_whole",
                    condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                    | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                )
            ],
        },
    ),
]
