"""Approvals and readers of letters, and what they are about: circulars, talks, inspections."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="LetterReader",
        fields=[
            ID,
            ("letter", models.ForeignKey("cases.letter", models.PROTECT, related_name="readers")),
            ("cadre", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "named_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            ("named_at", models.DateTimeField()),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="letter_reader_once", fields=("letter", "cadre"))
            ],
        },
    ),
    migrations.CreateModel(
        name="BureauStyle",
        fields=[
            ID,
            (
                "unit",
                models.OneToOneField("cadres.unit", models.PROTECT, related_name="letter_style"),
            ),
            ("issuer", models.CharField(max_length=80)),
            ("prefix", models.CharField(max_length=20, unique=True)),
            ("contact", models.CharField(max_length=80, blank=True, default="")),
            ("set_at", models.DateTimeField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="bureau_style_is_whole", condition=~(Q(issuer="") | Q(prefix=""))
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="CircularItem",
        fields=[
            ID,
            ("letter", models.ForeignKey("cases.letter", models.CASCADE, related_name="items")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, null=True, related_name="circular_items"
                ),
            ),
            (
                "step",
                models.ForeignKey(
                    "cases.ladderstep", models.PROTECT, null=True, related_name="circular_items"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="circular_names_a_ticket_once",
                    fields=("letter", "ticket"),
                    condition=Q(ticket__isnull=False),
                ),
                models.CheckConstraint(
                    name="circular_step_has_its_ticket",
                    condition=Q(step__isnull=True) | Q(ticket__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Talk",
        fields=[
            ID,
            ("letter", models.OneToOneField("cases.letter", models.PROTECT, related_name="talk")),
            ("planned_at", models.DateTimeField()),
            ("place", models.CharField(max_length=80)),
            ("host", models.CharField(max_length=80)),
            ("invited", models.CharField(max_length=80)),
            ("arranged_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("arranged_at", models.DateTimeField()),
            ("held_at", models.DateTimeField(null=True)),
            ("attended", models.CharField(max_length=300, blank=True, default="")),
            ("said", models.TextField(blank=True, default="")),
            ("answered", models.TextField(blank=True, default="")),
            ("measures", models.TextField(blank=True, default="")),
            ("measures_until", models.DateField(null=True)),
            (
                "recorded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("recorded_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="talk_arranged_is_whole",
                    condition=~(Q(place="") | Q(host="") | Q(invited="")),
                ),
                models.CheckConstraint(
                    name="talk_recorded_is_whole",
                    condition=Q(held_at__isnull=True, recorded_at__isnull=True)
                    | (
                        Q(
                            held_at__isnull=False,
                            measures_until__isnull=False,
                            recorded_at__isnull=False,
                            recorded_by__isnull=False,
                        )
                        & ~(Q(attended="") | Q(said="") | Q(measures=""))
                    ),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Inspection",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("year", models.PositiveSmallIntegerField()),
            ("serial", models.PositiveIntegerField()),
            ("found_on", models.DateField()),
            ("manner", models.CharField(max_length=8)),
            ("place", models.CharField(max_length=120)),
            ("inspectors", models.CharField(max_length=120)),
            ("text", models.TextField()),
            (
                "unit",
                models.ForeignKey("cadres.unit", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise",
                    models.PROTECT,
                    null=True,
                    related_name="+",
                    db_index=False,
                ),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, null=True, related_name="inspections"
                ),
            ),
            ("state", models.CharField(max_length=8, default="open")),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            ("filed_at", models.DateTimeField()),
            (
                "ended_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_why", models.TextField(blank=True, default="")),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="inspection_county_state", fields=["county", "state", "-id"])
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="inspection_number_once", fields=("county", "year", "serial")
                ),
                models.CheckConstraint(
                    name="inspection_ended_has_words",
                    condition=Q(ended_at__isnull=True, ended_by__isnull=True, state="open")
                    | (~Q(state="open") & Q(ended_at__isnull=False) & ~Q(ended_why="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LetterApproval",
        fields=[
            ID,
            ("letter", models.ForeignKey("cases.letter", models.PROTECT, related_name="approvals")),
            ("is_approved", models.BooleanField()),
            (
                "signed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "posting",
                models.ForeignKey(
                    "cadres.posting", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("signed_at", models.DateTimeField()),
            ("digest", models.CharField(max_length=64)),
            ("note", models.TextField(blank=True, default="")),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    name="letter_refused_has_reason", condition=Q(is_approved=True) | ~Q(note="")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="LetterFaces",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("faces", models.CharField(max_length=300)),
            (
                "agreed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("agreed_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="letter_faces_agreed_once", fields=("county", "faces")
                ),
                models.CheckConstraint(name="letter_faces_are_named", condition=~Q(faces="")),
            ]
        },
    ),
]
