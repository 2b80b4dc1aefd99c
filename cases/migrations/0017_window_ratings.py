"""Ratings of windows (窗口评价), a bad one on its way, and the letter about it."""

import cadres.encryption.models.encrypted_text
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ID, UPDATED_AT, ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_splits_of_the_trail"),
        ("cases", "0016_card_answers_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="RatingCase",
                    fields=[
                        ID,
                        UPDATED_AT,
                        ("state", models.CharField(default="filed", max_length=10)),
                        ("round", models.PositiveSmallIntegerField(default=1)),
                        ("finding", models.TextField(blank=True, default="")),
                        ("demand", models.CharField(blank=True, default="", max_length=8)),
                        ("answer", models.TextField(blank=True, default="")),
                        ("second", models.TextField(blank=True, default="")),
                        ("done_on", models.DateField(null=True)),
                        ("signed_on", models.DateField(null=True)),
                        ("told_on", models.DateField(null=True)),
                        ("called_on", models.DateField(null=True)),
                        ("call_back", models.CharField(blank=True, default="", max_length=12)),
                        ("public_text", models.TextField(blank=True, default="")),
                        ("published_on", models.DateField(null=True)),
                        ("use", models.CharField(blank=True, default="", max_length=12)),
                        ("is_contact_shared", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RatingFile",
                    fields=[
                        ID,
                        ("file_name", models.CharField(max_length=200)),
                        ("file_digest", models.CharField(max_length=64)),
                        ("stage", models.CharField(default="checked", max_length=8)),
                        (
                            "content",
                            cadres.encryption.models.encrypted_text.EncryptedTextField(
                                blank=True, default=""
                            ),
                        ),
                        ("account", models.JSONField(default=dict)),
                        ("uploaded_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WindowRating",
                    fields=[
                        ID,
                        UPDATED_AT,
                        ("source", models.CharField(max_length=10)),
                        ("number", models.CharField(max_length=60)),
                        ("window", models.CharField(blank=True, default="", max_length=80)),
                        ("matter", models.CharField(blank=True, default="", max_length=200)),
                        ("channel", models.CharField(blank=True, default="", max_length=20)),
                        ("level", models.CharField(max_length=10)),
                        ("served_on", models.DateField()),
                        ("rated_on", models.DateField(null=True)),
                        ("words", models.TextField(blank=True, default="")),
                        (
                            "rater_name",
                            cadres.encryption.models.encrypted_text.EncryptedTextField(
                                blank=True, default=""
                            ),
                        ),
                        (
                            "rater_phone",
                            cadres.encryption.models.encrypted_text.EncryptedTextField(
                                blank=True, default=""
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.RemoveConstraint(
                    model_name="letter",
                    name="letter_has_matter_and_unit",
                ),
                migrations.AddField(
                    model_name="ratingcase",
                    name="county",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingcase",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                migrations.AddField(
                    model_name="letter",
                    name="rating_case",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="cases.ratingcase",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["business_notice", "circular", "praise"]),
                            models.Q(("organ", "bureau"), ("sender__isnull", False)),
                            models.Q(
                                ("kind__in", ["request", "report"]), ("ticket__isnull", False)
                            ),
                            models.Q(
                                ("unit__isnull", False),
                                models.Q(
                                    ("ticket__isnull", False),
                                    ("inspection__isnull", False),
                                    ("rating_case__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="letter_has_matter_and_unit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("rating_case__isnull", False),
                            ("state__in", ["approved", "draft", "proposed"]),
                        ),
                        fields=("rating_case",),
                        name="letter_of_rating_once",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingfile",
                    name="county",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingfile",
                    name="uploaded_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="windowrating",
                    name="county",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                migrations.AddField(
                    model_name="windowrating",
                    name="file",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="cases.ratingfile",
                    ),
                ),
                migrations.AddField(
                    model_name="windowrating",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="window_ratings",
                        to="cadres.unit",
                    ),
                ),
                migrations.AddField(
                    model_name="ratingcase",
                    name="rating",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="cases.windowrating",
                    ),
                ),
                migrations.AddIndex(
                    model_name="ratingfile",
                    index=models.Index(fields=["county", "-id"], name="rating_file_of_county"),
                ),
                migrations.AddConstraint(
                    model_name="ratingfile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("stage", "checked"),
                            models.Q(("content", ""), ("done_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="rating_file_done_keeps_nothing",
                    ),
                ),
                migrations.AddIndex(
                    model_name="windowrating",
                    index=models.Index(fields=["county", "-served_on"], name="rating_of_county"),
                ),
                migrations.AddIndex(
                    model_name="windowrating",
                    index=models.Index(fields=["unit", "-served_on"], name="rating_of_unit"),
                ),
                migrations.AddConstraint(
                    model_name="windowrating",
                    constraint=models.UniqueConstraint(
                        fields=("county", "source", "number"), name="rating_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="windowrating",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "unrated"), ("rated_on__isnull", True)),
                            models.Q(
                                models.Q(("level", "unrated"), _negated=True),
                                ("rated_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rating_rated_has_day",
                    ),
                ),
                migrations.AddIndex(
                    model_name="ratingcase",
                    index=models.Index(
                        fields=["county", "state", "-id"], name="rating_case_county"
                    ),
                ),
                migrations.AddIndex(
                    model_name="ratingcase",
                    index=models.Index(fields=["unit", "state", "-id"], name="rating_case_unit"),
                ),
                migrations.AddConstraint(
                    model_name="ratingcase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["filed", "started", "excluded"]),
                            models.Q(("demand", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rating_case_ordered_has_demand",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ratingcase",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True),
                            models.Q(("public_text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rating_case_published_has_text",
                    ),
                ),
            ]
        )
    ]
