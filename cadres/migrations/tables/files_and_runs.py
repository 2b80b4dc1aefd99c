"""Files sent and made, work in the background, and answers that are given once."""

from uuid import uuid4

from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Upload",
        fields=[
            ("id", models.UUIDField(primary_key=True, default=uuid4, serialize=False)),
            (
                "cadre",
                models.ForeignKey("cadres.cadre", models.CASCADE, null=True, related_name="+"),
            ),
            ("link", models.CharField(max_length=64, blank=True, default="")),
            ("place", models.CharField(max_length=200)),
            ("name", models.CharField(max_length=200)),
            ("sent_size", models.PositiveIntegerField()),
            ("sent_check", models.BigIntegerField()),
            ("started_at", models.DateTimeField()),
            ("finished_at", models.DateTimeField(null=True)),
            ("file", models.FileField(blank=True, default="", upload_to="uploads/%Y/%m/")),
            ("thumbnail", models.FileField(blank=True, default="", upload_to="uploads/%Y/%m/")),
            ("size", models.PositiveIntegerField(default=0)),
            ("digest", models.CharField(max_length=64, blank=True, default="")),
        ],
        options={
            "ordering": ["started_at", "id"],
            "indexes": [
                models.Index(name="upload_of_link", fields=["link", "place"]),
                models.Index(name="upload_started", fields=["started_at"]),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="upload_has_one_sender", condition=Q(cadre__isnull=True) ^ Q(link="")
                ),
                models.CheckConstraint(
                    name="upload_finished_has_file",
                    condition=Q(file="", finished_at__isnull=True)
                    | (Q(finished_at__isnull=False) & ~Q(file="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="UploadPiece",
        fields=[
            ID,
            ("upload", models.ForeignKey("cadres.upload", models.CASCADE, related_name="pieces")),
            ("index", models.PositiveIntegerField()),
            ("data", models.BinaryField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="upload_piece_once", fields=("upload", "index"))
            ]
        },
    ),
    migrations.CreateModel(
        name="ExportFile",
        fields=[
            (
                "run",
                models.OneToOneField(
                    "cadres.backgroundrun",
                    models.CASCADE,
                    primary_key=True,
                    serialize=False,
                    related_name="export",
                ),
            ),
            ("file", models.FileField(upload_to="exports/%Y/%m/")),
            ("name", models.CharField(max_length=200)),
            ("rows", models.PositiveIntegerField()),
            ("made_at", models.DateTimeField()),
        ],
        options={"indexes": [models.Index(name="export_file_made_at", fields=["made_at"])]},
    ),
    migrations.CreateModel(
        name="FileCheck",
        fields=[
            ID,
            ("at", models.DateTimeField()),
            ("files", models.PositiveIntegerField()),
            ("rows", models.PositiveIntegerField()),
            ("removed", models.PositiveIntegerField()),
            ("missing", models.PositiveIntegerField()),
            ("found", models.JSONField(default=list)),
        ],
        options={"ordering": ["-pk"]},
    ),
    migrations.CreateModel(
        name="BackgroundRun",
        fields=[
            ID,
            ("kind", models.CharField(max_length=30)),
            ("detail", models.JSONField(default=dict)),
            ("asked_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("asked_at", models.DateTimeField()),
            ("started_at", models.DateTimeField(null=True)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("done", models.PositiveIntegerField(default=0)),
            ("total", models.PositiveIntegerField(default=0)),
            ("finished_at", models.DateTimeField(null=True)),
            ("failure", models.CharField(max_length=300, blank=True, default="")),
            ("result", models.JSONField(default=dict)),
        ],
        options={
            "indexes": [
                models.Index(name="background_run_newest", fields=["kind", "asked_by", "-id"])
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="background_run_waits_once",
                    fields=("kind", "asked_by"),
                    condition=Q(finished_at__isnull=True),
                ),
                models.CheckConstraint(
                    name="background_run_failed_is_over",
                    condition=Q(failure="") | Q(finished_at__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="JobRun",
        fields=[
            ID,
            ("kind", models.CharField(max_length=60)),
            ("started_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("done", models.PositiveIntegerField(default=0)),
            ("failed", models.PositiveIntegerField(default=0)),
            ("sentence", models.CharField(max_length=200, default="")),
        ],
        options={
            "indexes": [
                models.Index(name="job_run_newest", fields=["kind", "-started_at"]),
                models.Index(
                    name="job_run_failed", fields=["kind", "-started_at"], condition=Q(failed__gt=0)
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="OnceKey",
        fields=[
            ID,
            ("name", models.CharField(max_length=64, unique=True)),
            ("content", models.CharField(max_length=64)),
            ("status", models.PositiveSmallIntegerField()),
            ("place", EncryptedTextField(blank=True, default="")),
            ("body", models.BinaryField(default=b"")),
            ("kept_at", models.DateTimeField(db_index=True)),
        ],
        options={"indexes": [models.Index(name="once_key_same_content", fields=["content"])]},
    ),
]
