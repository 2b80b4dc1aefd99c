"""Whether it is solved: rounds, rechecks and their draws, calls, what the enterprise says."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Round",
        fields=[
            ID,
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="rounds")),
            ("number", models.PositiveSmallIntegerField()),
            ("cause", models.CharField(max_length=10)),
            ("reason", models.TextField(blank=True, default="")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            ("began_on", models.DateField()),
            ("due_on", models.DateField(null=True)),
            ("result", models.TextField(blank=True, default="")),
            ("outcome", models.CharField(max_length=12, blank=True, default="")),
            (
                "approved_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("approved_on", models.DateField(null=True)),
            ("answer", models.CharField(max_length=12, blank=True, default="")),
            ("ended_on", models.DateField(null=True)),
        ],
        options={
            "ordering": ["number"],
            "constraints": [
                models.UniqueConstraint(name="round_once", fields=("ticket", "number")),
                models.UniqueConstraint(
                    name="round_open_once", fields=("ticket",), condition=Q(ended_on__isnull=True)
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Explanation",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="explanations"),
            ),
            ("round", models.PositiveSmallIntegerField()),
            ("told_on", models.DateField()),
            ("told_to", models.CharField(max_length=40)),
            ("text", models.TextField()),
            ("told_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("filed_at", models.DateTimeField()),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="explanation_once_a_day", fields=("ticket", "round", "told_on")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Check",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="checks")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("kind", models.CharField(max_length=12)),
            ("round", models.PositiveSmallIntegerField()),
            ("counted_from", models.DateTimeField(null=True)),
            ("due_on", models.DateField()),
            ("made_at", models.DateTimeField()),
            ("result", models.CharField(max_length=12, blank=True, default="")),
            ("note", models.TextField(blank=True, default="")),
            (
                "done_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("done_at", models.DateTimeField(null=True)),
            (
                "draw",
                models.ForeignKey(
                    "cases.sampledraw", models.PROTECT, null=True, related_name="checks"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="check_waiting",
                    fields=["county", "due_on"],
                    condition=Q(done_at__isnull=True),
                )
            ],
            "constraints": [
                models.UniqueConstraint(name="check_once", fields=("ticket", "kind", "round")),
                models.CheckConstraint(
                    name="check_done_has_result", condition=Q(done_at__isnull=True) | ~Q(result="")
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ContactAttempt",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="contact_attempts"),
            ),
            ("round", models.PositiveSmallIntegerField()),
            ("means", models.CharField(max_length=12)),
            ("note", models.TextField()),
            ("made_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("made_at", models.DateTimeField()),
        ],
        options={"ordering": ["pk"]},
    ),
    migrations.CreateModel(
        name="ConfirmationLink",
        fields=[
            ID,
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="links")),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("round", models.PositiveSmallIntegerField()),
            (
                "issued_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("issued_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(blank=True, null=True)),
            ("ended_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="link_open_once",
                    fields=("ticket",),
                    condition=Q(ended_at__isnull=True, used_at__isnull=True),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="Rating",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="ratings", db_index=False
                ),
            ),
            ("round", models.PositiveSmallIntegerField()),
            ("answer", models.CharField(max_length=12, blank=True, default="")),
            ("satisfaction", models.CharField(max_length=20, blank=True, default="")),
            ("comment", models.TextField(blank=True, default="")),
            ("channel", models.CharField(max_length=10)),
            (
                "recorded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("rated_at", models.DateTimeField()),
            ("attitude", models.CharField(max_length=20, blank=True, default="")),
            ("result", models.CharField(max_length=20, blank=True, default="")),
            ("speed", models.CharField(max_length=20, blank=True, default="")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="rating_once_a_round",
                    fields=("ticket", "round"),
                    include=("satisfaction",),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="SampleDraw",
        fields=[
            ID,
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("kind", models.CharField(max_length=12)),
            ("percent", models.PositiveSmallIntegerField()),
            ("drawn_at", models.DateTimeField()),
            ("seed", EncryptedTextField()),
            ("commitment", models.CharField(max_length=64)),
            ("published_at", models.DateTimeField(null=True)),
            ("stratum", models.CharField(max_length=40, blank=True, default="")),
        ],
        options={
            "ordering": ["-drawn_at", "-pk"],
            "indexes": [
                models.Index(
                    name="draw_unpublished",
                    fields=["county"],
                    condition=Q(published_at__isnull=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="DrawnTicket",
        fields=[
            ID,
            ("draw", models.ForeignKey("cases.sampledraw", models.CASCADE, related_name="frame")),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="drawn", db_index=False
                ),
            ),
            ("kind", models.CharField(max_length=12)),
            ("round", models.PositiveSmallIntegerField()),
            ("number", models.CharField(max_length=40)),
            ("is_drawn", models.BooleanField()),
        ],
        options={
            "ordering": ["number", "pk"],
            "constraints": [
                models.UniqueConstraint(name="drawn_of_once", fields=("ticket", "kind", "round"))
            ],
        },
    ),
    migrations.CreateModel(
        name="EntryRating",
        fields=[
            ID,
            ("kind", models.CharField(max_length=8)),
            ("month", models.DateField()),
            ("level", models.CharField(max_length=10)),
            ("tags", ArrayField(models.CharField(max_length=12), default=list)),
            ("form_mark", models.CharField(max_length=64, unique=True)),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(name="entry_rating_names_no_day", condition=Q(month__day=1)),
                models.CheckConstraint(
                    name="entry_rating_says_something", condition=~Q(level="unrated")
                ),
            ],
        },
    ),
]
