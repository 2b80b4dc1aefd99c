"""The loop of a bad rating: its steps, its clocks, and appeals against it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ID, ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_splits_of_the_trail"),
        ("cases", "0017_window_ratings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="RatingStep",
                    fields=[
                        ID,
                        ("verb", models.CharField(max_length=10)),
                        ("before", models.CharField(blank=True, default="", max_length=10)),
                        ("after", models.CharField(max_length=10)),
                        ("at", models.DateTimeField()),
                        ("actor_name", models.CharField(max_length=80)),
                        ("unit_name", models.CharField(blank=True, default="", max_length=100)),
                        ("words", models.TextField(blank=True, default="")),
                        (
                            "actor",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="cases.ratingcase",
                            ),
                        ),
                        (
                            "principal",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RatingAppeal",
                    fields=[
                        ID,
                        ("term_key", models.CharField(blank=True, default="", max_length=30)),
                        ("term_subject", models.CharField(blank=True, default="", max_length=30)),
                        ("term_amount", models.PositiveSmallIntegerField(default=0)),
                        ("term_unit", models.CharField(blank=True, default="", max_length=15)),
                        ("basis", models.CharField(blank=True, default="", max_length=200)),
                        ("calendar", models.PositiveIntegerField(default=0)),
                        ("is_due_provisional", models.BooleanField(default=False)),
                        ("ground", models.CharField(max_length=10)),
                        ("words", models.TextField()),
                        ("filed_at", models.DateTimeField()),
                        ("due_on", models.DateField()),
                        ("state", models.CharField(default="waiting", max_length=10)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decision", models.TextField(blank=True, default="")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="cases.ratingcase",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("case",),
                                name="rating_appeal_waits_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(
                                            ("decided_by", models.F("filed_by")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="rating_appeal_decided_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatingClock",
                    fields=[
                        ID,
                        ("term_key", models.CharField(blank=True, default="", max_length=30)),
                        ("term_subject", models.CharField(blank=True, default="", max_length=30)),
                        ("term_amount", models.PositiveSmallIntegerField(default=0)),
                        ("term_unit", models.CharField(blank=True, default="", max_length=15)),
                        ("basis", models.CharField(blank=True, default="", max_length=200)),
                        ("calendar", models.PositiveIntegerField(default=0)),
                        ("is_due_provisional", models.BooleanField(default=False)),
                        ("stage", models.CharField(max_length=10)),
                        ("due_on", models.DateField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to="cases.ratingcase",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                        (
                            "begun",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="begins",
                                to="cases.ratingstep",
                            ),
                        ),
                        (
                            "ended",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ends",
                                to="cases.ratingstep",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended__isnull", True)),
                                fields=("case",),
                                name="rating_clock_runs_once",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
