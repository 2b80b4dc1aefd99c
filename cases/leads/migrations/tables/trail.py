"""The room's own trail, and answers that are given once."""

from django.db import migrations, models
from django.db.models.expressions import RawSQL

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="RoomEntry",
        fields=[
            ID,
            ("at", models.DateTimeField()),
            ("actor_id", models.BigIntegerField(null=True)),
            ("actor_name", models.CharField(max_length=90)),
            ("unit_name", models.CharField(max_length=80, default="")),
            ("verb", models.CharField(max_length=60)),
            ("object_type", models.CharField(max_length=60)),
            ("object_id", models.BigIntegerField(null=True)),
            ("object_label", models.CharField(max_length=120, default="")),
            ("county_id", models.BigIntegerField(null=True)),
            ("detail", models.JSONField(default=dict)),
            (
                "xid",
                models.BigIntegerField(
                    db_default=RawSQL("pg_current_xact_id()::text::bigint", []), editable=False
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(name="room_entry_at", fields=["-at"]),
                models.Index(name="room_entry_object", fields=["object_type", "object_id"]),
                models.Index(name="room_entry_xid", fields=["xid"]),
            ]
        },
    ),
    migrations.CreateModel(
        name="RoomSeal",
        fields=[
            ID,
            ("sealed_at", models.DateTimeField()),
            ("since_xid", models.BigIntegerField()),
            ("until_xid", models.BigIntegerField()),
            ("entries", models.PositiveIntegerField()),
            ("previous", models.CharField(max_length=64)),
            ("digest", models.CharField(max_length=64)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="room_seal_follows_one_seal", fields=("since_xid",))
            ]
        },
    ),
    migrations.CreateModel(
        name="RoomOnceKey",
        fields=[
            ID,
            ("name", models.CharField(max_length=64, unique=True)),
            ("content", models.CharField(max_length=64)),
            ("status", models.PositiveSmallIntegerField()),
            ("place", EncryptedTextField(blank=True, default="")),
            ("body", models.BinaryField(default=b"")),
            ("kept_at", models.DateTimeField(db_index=True)),
        ],
        options={"abstract": False},
    ),
]
