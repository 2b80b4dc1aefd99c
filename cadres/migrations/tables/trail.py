"""The trail and its seals."""

from django.db import migrations, models
from django.db.models.expressions import RawSQL

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="AuditEntry",
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
                models.Index(name="audit_at", fields=["-at"]),
                models.Index(name="audit_object", fields=["object_type", "object_id"]),
                models.Index(name="audit_xid", fields=["xid"]),
            ]
        },
    ),
    migrations.CreateModel(
        name="AuditSeal",
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
                models.UniqueConstraint(name="seal_follows_one_seal", fields=("since_xid",))
            ]
        },
    ),
]
