"""Bulletins (通报): drafted, approved, sealed, received; cards of units with their answers."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Bulletin",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("since", models.DateField()),
            ("cutoff_on", models.DateField()),
            ("reason", models.TextField(blank=True, default="")),
            ("differences", models.JSONField(blank=True, default=list)),
            ("state", models.CharField(max_length=10, default="draft")),
            ("title", models.CharField(max_length=100)),
            ("body", models.TextField()),
            ("figures", models.JSONField()),
            ("digest", models.CharField(max_length=64)),
            ("drafted_at", models.DateTimeField()),
            ("author_ids", models.JSONField(blank=True, default=list)),
            ("proposed_at", models.DateTimeField(null=True)),
            ("year", models.PositiveSmallIntegerField(null=True)),
            ("serial", models.PositiveIntegerField(null=True)),
            ("place", models.PositiveIntegerField(null=True)),
            ("number", models.CharField(max_length=60, blank=True, default="")),
            ("sealed_at", models.DateTimeField(null=True)),
            ("content_digest", models.CharField(max_length=64, blank=True, default="")),
            ("checkpoint", models.TextField(blank=True, default="")),
            ("voided_at", models.DateTimeField(null=True)),
            ("void_why", models.TextField(blank=True, default="")),
            (
                "corrects",
                models.ForeignKey(
                    "cases.bulletin", models.PROTECT, null=True, related_name="errata"
                ),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "drafted_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "proposed_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "sealed_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="bulletin_county_state", fields=["county", "state", "-id"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="bulletin_sealed_is_whole",
                    condition=(
                        Q(state="sealed")
                        & Q(
                            place__isnull=False,
                            sealed_at__isnull=False,
                            sealed_by__isnull=False,
                            serial__isnull=False,
                            year__isnull=False,
                        )
                        & ~(Q(number="") | Q(content_digest="") | Q(checkpoint=""))
                    )
                    | (
                        ~Q(state="sealed")
                        & Q(
                            checkpoint="",
                            content_digest="",
                            number="",
                            place__isnull=True,
                            sealed_at__isnull=True,
                            sealed_by__isnull=True,
                            serial__isnull=True,
                            year__isnull=True,
                        )
                    ),
                ),
                models.CheckConstraint(
                    name="bulletin_void_has_reason",
                    condition=(Q(state="void", voided_at__isnull=False) & ~Q(void_why=""))
                    | (~Q(state="void") & Q(void_why="", voided_at__isnull=True)),
                ),
                models.CheckConstraint(
                    name="bulletin_erratum_has_reason",
                    condition=Q(corrects__isnull=True, reason="")
                    | (Q(corrects__isnull=False) & ~Q(reason="")),
                ),
                models.CheckConstraint(
                    name="bulletin_days_in_order", condition=Q(cutoff_on__gte=models.F("since"))
                ),
                models.UniqueConstraint(
                    name="bulletin_once_a_cutoff",
                    fields=("county", "kind", "cutoff_on"),
                    condition=Q(corrects__isnull=True) & ~Q(state="void"),
                ),
                models.UniqueConstraint(
                    name="bulletin_corrected_one_at_a_time",
                    fields=("corrects",),
                    condition=Q(
                        corrects__isnull=False, state__in=["approved", "draft", "proposed"]
                    ),
                ),
                models.UniqueConstraint(
                    name="bulletin_number_once",
                    fields=("county", "kind", "year", "serial"),
                    condition=Q(corrects__isnull=True),
                ),
                models.UniqueConstraint(
                    name="bulletin_erratum_number_once",
                    fields=("corrects", "serial"),
                    condition=Q(corrects__isnull=False),
                ),
                models.UniqueConstraint(name="bulletin_place_once", fields=("county", "place")),
            ],
        },
    ),
    migrations.CreateModel(
        name="BulletinApproval",
        fields=[
            ID,
            ("is_approved", models.BooleanField()),
            ("signed_at", models.DateTimeField()),
            ("digest", models.CharField(max_length=64)),
            ("note", models.TextField(blank=True, default="")),
            (
                "bulletin",
                models.ForeignKey("cases.bulletin", models.PROTECT, related_name="approvals"),
            ),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "signed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    name="bulletin_refused_has_reason", condition=Q(is_approved=True) | ~Q(note="")
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="BulletinReceipt",
        fields=[
            ID,
            ("body", models.CharField(max_length=80)),
            ("receiver", models.CharField(max_length=40)),
            ("received_on", models.DateField()),
            ("root", models.CharField(max_length=44)),
            (
                "file",
                models.FileField(blank=True, default="", upload_to="bulletins/receipts/%Y/%m/"),
            ),
            ("file_name", models.CharField(max_length=200, blank=True, default="")),
            ("file_digest", models.CharField(max_length=64, blank=True, default="")),
            ("recorded_at", models.DateTimeField()),
            (
                "bulletin",
                models.ForeignKey("cases.bulletin", models.PROTECT, related_name="receipts"),
            ),
            (
                "recorded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
        ],
        options={"ordering": ["pk"]},
    ),
    migrations.CreateModel(
        name="UnitCard",
        fields=[
            ID,
            ("colour", models.CharField(max_length=6)),
            ("overdue", models.PositiveIntegerField()),
            ("shown_at", models.DateTimeField()),
            ("lifted_at", models.DateTimeField(null=True)),
            ("bulletin", models.ForeignKey("cases.bulletin", models.PROTECT, related_name="cards")),
            (
                "lifted_by",
                models.ForeignKey(
                    "cases.bulletin", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
        ],
        options={
            "ordering": ["colour", "-overdue", "pk"],
            "constraints": [
                models.UniqueConstraint(name="unit_card_once", fields=("bulletin", "unit")),
                models.CheckConstraint(
                    name="unit_card_lifted_is_whole",
                    condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                    | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CardAnswer",
        fields=[
            ID,
            ("text", models.TextField()),
            ("answered_at", models.DateTimeField()),
            (
                "answered_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            ("card", models.ForeignKey("cases.unitcard", models.PROTECT, related_name="answers")),
        ],
        options={"ordering": ["pk"]},
    ),
]
