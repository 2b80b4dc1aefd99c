"""Ratings of windows (好差评): files, ratings, what is done about bad ones and by when."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="RatingFile",
        fields=[
            ID,
            ("file_name", models.CharField(max_length=200)),
            ("file_digest", models.CharField(max_length=64)),
            ("stage", models.CharField(max_length=8, default="checked")),
            ("content", EncryptedTextField(blank=True, default="")),
            ("account", models.JSONField(default=dict)),
            ("uploaded_at", models.DateTimeField()),
            ("done_at", models.DateTimeField(null=True)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "uploaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("choices", models.JSONField(default=dict)),
            ("unseen", models.JSONField(default=dict)),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [models.Index(name="rating_file_of_county", fields=["county", "-id"])],
            "constraints": [
                models.CheckConstraint(
                    name="rating_file_done_keeps_nothing",
                    condition=Q(stage="checked") | Q(content="", done_at__isnull=False),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WindowRating",
        fields=[
            ID,
            UPDATED_AT,
            ("source", models.CharField(max_length=10)),
            ("number", models.CharField(max_length=60)),
            ("window", models.CharField(max_length=80, blank=True, default="")),
            ("matter", models.CharField(max_length=200, blank=True, default="")),
            ("channel", models.CharField(max_length=20, blank=True, default="")),
            ("level", models.CharField(max_length=10)),
            ("served_on", models.DateField()),
            ("rated_on", models.DateField(null=True)),
            ("words", models.TextField(blank=True, default="")),
            ("rater_name", EncryptedTextField(blank=True, default="")),
            ("rater_phone", EncryptedTextField(blank=True, default="")),
            ("recorded_at", models.DateTimeField()),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "file",
                models.ForeignKey(
                    "cases.ratingfile", models.PROTECT, null=True, related_name="ratings"
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, related_name="window_ratings", db_index=False
                ),
            ),
            ("tags", ArrayField(models.CharField(max_length=10), default=list)),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="rating_of_county", fields=["county", "-served_on"]),
                models.Index(name="rating_of_unit", fields=["unit", "-served_on"]),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="rating_number_once", fields=("county", "source", "number")
                ),
                models.CheckConstraint(
                    name="rating_rated_has_day",
                    condition=Q(level="unrated", rated_on__isnull=True)
                    | (~Q(level="unrated") & Q(rated_on__isnull=False)),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SectionRating",
        fields=[
            ID,
            ("form_mark", models.CharField(max_length=64, unique=True)),
            ("follow_digest", models.CharField(max_length=64, unique=True)),
            (
                "place_code",
                models.ForeignKey("enterprises.placecode", models.PROTECT, related_name="+"),
            ),
            (
                "rating",
                models.OneToOneField(
                    "cases.windowrating", models.PROTECT, related_name="section_rating"
                ),
            ),
        ],
    ),
    migrations.CreateModel(
        name="RatingCase",
        fields=[
            ID,
            UPDATED_AT,
            ("state", models.CharField(max_length=10, default="filed")),
            ("round", models.PositiveSmallIntegerField(default=1)),
            ("finding", models.TextField(blank=True, default="")),
            ("demand", models.CharField(max_length=8, blank=True, default="")),
            ("answer", models.TextField(blank=True, default="")),
            ("second", models.TextField(blank=True, default="")),
            ("done_on", models.DateField(null=True)),
            ("signed_on", models.DateField(null=True)),
            ("told_on", models.DateField(null=True)),
            ("called_on", models.DateField(null=True)),
            ("call_back", models.CharField(max_length=12, blank=True, default="")),
            ("public_text", models.TextField(blank=True, default="")),
            ("published_on", models.DateField(null=True)),
            ("use", models.CharField(max_length=12, blank=True, default="")),
            ("is_contact_shared", models.BooleanField(default=False)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "unit",
                models.ForeignKey("cadres.unit", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "rating",
                models.OneToOneField("cases.windowrating", models.PROTECT, related_name="case"),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="rating_case_county", fields=["county", "state", "-id"]),
                models.Index(name="rating_case_unit", fields=["unit", "state", "-id"]),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="rating_case_ordered_has_demand",
                    condition=Q(state__in=["filed", "started", "excluded"]) | ~Q(demand=""),
                ),
                models.CheckConstraint(
                    name="rating_case_published_has_text",
                    condition=Q(published_on__isnull=True) | ~Q(public_text=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RatingStep",
        fields=[
            ID,
            ("verb", models.CharField(max_length=10)),
            ("before", models.CharField(max_length=10, blank=True, default="")),
            ("after", models.CharField(max_length=10)),
            ("at", models.DateTimeField()),
            ("actor_name", models.CharField(max_length=80)),
            ("unit_name", models.CharField(max_length=100, blank=True, default="")),
            ("words", models.TextField(blank=True, default="")),
            (
                "actor",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("case", models.ForeignKey("cases.ratingcase", models.PROTECT, related_name="steps")),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
        ],
        options={"ordering": ["pk"]},
    ),
    migrations.CreateModel(
        name="RatingAppeal",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("ground", models.CharField(max_length=10)),
            ("words", models.TextField()),
            ("filed_at", models.DateTimeField()),
            ("due_on", models.DateField()),
            ("state", models.CharField(max_length=10, default="waiting")),
            ("decided_at", models.DateTimeField(null=True)),
            ("decision", models.TextField(blank=True, default="")),
            ("case", models.ForeignKey("cases.ratingcase", models.PROTECT, related_name="appeals")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="rating_appeal_waits_once", fields=("case",), condition=Q(state="waiting")
                ),
                models.CheckConstraint(
                    name="rating_appeal_decided_by_another",
                    condition=Q(decided_by__isnull=True, state="waiting")
                    | (
                        ~Q(state="waiting")
                        & Q(decided_at__isnull=False, decided_by__isnull=False)
                        & ~Q(decision="")
                        & ~Q(decided_by=models.F("filed_by"))
                    ),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RatingClock",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("stage", models.CharField(max_length=10)),
            ("due_on", models.DateField()),
            ("case", models.ForeignKey("cases.ratingcase", models.PROTECT, related_name="clocks")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "begun",
                models.OneToOneField("cases.ratingstep", models.PROTECT, related_name="begins"),
            ),
            (
                "ended",
                models.OneToOneField(
                    "cases.ratingstep", models.PROTECT, null=True, related_name="ends"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="rating_clock_runs_once", fields=("case",), condition=Q(ended__isnull=True)
                )
            ],
        },
    ),
]
