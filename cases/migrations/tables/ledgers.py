"""Ledgers as they come in."""

from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="ImportBatch",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey("cadres.region", models.PROTECT, null=True, related_name="+"),
            ),
            ("kind", models.CharField(max_length=12)),
            ("stage", models.CharField(max_length=12, default="reading")),
            ("file_name", models.CharField(max_length=200)),
            ("file_digest", models.CharField(max_length=64)),
            ("file", models.FileField(blank=True, upload_to="ledgers/%Y/%m/")),
            ("reading", EncryptedTextField(blank=True, default="")),
            ("columns", models.JSONField(default=dict)),
            ("merges", models.JSONField(default=dict)),
            ("choices", models.JSONField(default=dict)),
            ("summary", models.JSONField(default=dict)),
            ("error", models.CharField(max_length=300, blank=True, default="")),
            (
                "uploaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("uploaded_at", models.DateTimeField()),
            ("finished_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(name="import_county_newest", fields=["county", "-uploaded_at"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="import_done_has_moment",
                    condition=~Q(stage="done") | Q(finished_at__isnull=False),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="RefusedRow",
        fields=[
            ID,
            (
                "batch",
                models.ForeignKey("cases.importbatch", models.CASCADE, related_name="refused_rows"),
            ),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("kind", models.CharField(max_length=12)),
            ("key", models.CharField(max_length=64)),
            ("sheet", models.CharField(max_length=60)),
            ("row", models.PositiveIntegerField()),
            ("column", models.CharField(max_length=120, blank=True, default="")),
            ("value", EncryptedTextField(blank=True, default="")),
            ("reason", models.CharField(max_length=600)),
            ("cells", EncryptedTextField(default="")),
            ("settled_at", models.DateTimeField(null=True)),
            (
                "settled_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("is_dropped", models.BooleanField(default=False)),
        ],
        options={
            "indexes": [
                models.Index(
                    name="refused_row_waiting",
                    fields=["county", "kind", "id"],
                    condition=Q(settled_at__isnull=True),
                )
            ],
            "constraints": [
                models.UniqueConstraint(name="refused_row_kept_once", fields=("county", "key"))
            ],
        },
    ),
    migrations.CreateModel(
        name="LedgerWord",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("column", models.CharField(max_length=12)),
            ("word", models.CharField(max_length=60)),
            ("meaning", models.CharField(max_length=20)),
            (
                "said_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("said_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="ledger_word_means_one_thing", fields=("county", "column", "word")
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="LedgerMatch",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("key", models.CharField(max_length=64)),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, null=True, related_name="+"),
            ),
            (
                "said_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("said_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="ledger_match_said_once", fields=("county", "key"))
            ]
        },
    ),
]
