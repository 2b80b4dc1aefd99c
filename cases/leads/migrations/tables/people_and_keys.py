"""Who is in the room, and their keys."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Office",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            ("name", models.CharField(max_length=80)),
            ("desk", models.CharField(max_length=80, blank=True, default="")),
            ("series", models.CharField(max_length=30)),
            ("contact", models.CharField(max_length=80, blank=True, default="")),
            ("recovery_public", models.BinaryField(max_length=32)),
            ("recovery_signature", models.BinaryField(max_length=64)),
            ("root", models.BinaryField(max_length=32)),
            ("root_digest", models.CharField(max_length=64)),
            ("root_on_paper", models.CharField(max_length=64)),
            ("other_root", models.BinaryField(max_length=32, null=True)),
            ("other_signature", models.BinaryField(max_length=64, null=True)),
            ("marks_signature", models.BinaryField(max_length=64, null=True)),
            ("made_by_id", models.BigIntegerField()),
            ("made_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="office_once_per_side", fields=("county_id", "side")),
                models.UniqueConstraint(name="office_series_once", fields=("series",)),
            ]
        },
    ),
    migrations.CreateModel(
        name="Member",
        fields=[
            ID,
            ("office", models.ForeignKey("leads.office", models.PROTECT, related_name="members")),
            ("cadre_id", models.BigIntegerField()),
            ("duty", models.CharField(max_length=10)),
            ("is_custodian", models.BooleanField(default=False)),
            ("named_by_id", models.BigIntegerField()),
            ("named_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [models.Index(name="member_office_duty", fields=["office", "duty"])],
            "constraints": [
                models.UniqueConstraint(
                    name="member_sits_once",
                    fields=("cadre_id",),
                    condition=Q(ended_at__isnull=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="KeyPair",
        fields=[
            ID,
            ("member", models.ForeignKey("leads.member", models.PROTECT, related_name="key_pairs")),
            ("public", models.BinaryField(max_length=32)),
            ("wrapped", models.BinaryField()),
            ("salt", models.BinaryField(max_length=16)),
            ("passes", models.PositiveIntegerField()),
            ("memory", models.PositiveBigIntegerField()),
            ("recovery", models.BinaryField()),
            ("signature", models.BinaryField(max_length=64, default=b"")),
            ("confirmed_by_id", models.BigIntegerField(null=True)),
            ("confirmed_at", models.DateTimeField(null=True)),
            ("made_at", models.DateTimeField()),
            ("wrong", models.PositiveSmallIntegerField(default=0)),
            ("shut_until", models.DateTimeField(null=True)),
            ("retired_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="key_pair_one_in_use",
                    fields=("member",),
                    condition=Q(retired_at__isnull=True),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="PaperCode",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            (
                "member",
                models.ForeignKey("leads.member", models.PROTECT, null=True, related_name="codes"),
            ),
            ("salt", models.BinaryField(max_length=16)),
            ("passes", models.PositiveIntegerField()),
            ("memory", models.PositiveBigIntegerField()),
            ("digest", models.CharField(max_length=64)),
            ("made_by_id", models.BigIntegerField(null=True)),
            ("made_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("wrong", models.PositiveSmallIntegerField(default=0)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="paper_code_of_member",
                    fields=("member",),
                    condition=Q(ended_at__isnull=True),
                ),
                models.UniqueConstraint(
                    name="paper_code_of_side",
                    fields=("county_id", "side"),
                    condition=Q(ended_at__isnull=True, member__isnull=True),
                ),
                models.CheckConstraint(
                    name="paper_code_ends", condition=Q(ends_at__gt=models.F("made_at"))
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Opening",
        fields=[
            ID,
            (
                "key_pair",
                models.ForeignKey("leads.keypair", models.CASCADE, related_name="openings"),
            ),
            ("secret_digest", models.CharField(max_length=64, unique=True)),
            ("session_mark", models.CharField(max_length=64)),
            ("agent_mark", models.CharField(max_length=64)),
            ("locked", models.BinaryField()),
            ("opened_at", models.DateTimeField()),
            ("used_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="opening_ends", condition=Q(ends_at__gt=models.F("opened_at"))
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="Permission",
        fields=[
            ID,
            (
                "member",
                models.ForeignKey("leads.member", models.PROTECT, related_name="permissions"),
            ),
            ("purpose", models.CharField(max_length=12)),
            ("given_by_id", models.BigIntegerField()),
            ("given_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="permission_open_once",
                    fields=("member", "purpose"),
                    condition=Q(used_at__isnull=True),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="Relative",
        fields=[
            ID,
            ("member", models.ForeignKey("leads.member", models.CASCADE, related_name="relatives")),
            ("mark", models.CharField(max_length=64)),
            ("name_mark", models.CharField(max_length=64)),
            ("sealed", models.BinaryField()),
            ("declared_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="relative_declared_once", fields=("member", "mark"))
            ]
        },
    ),
]
