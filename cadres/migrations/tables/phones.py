"""A person's phones and data key, commands that came from them, and what came sealed."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="DataKey",
        fields=[
            (
                "cadre",
                models.OneToOneField(
                    "cadres.cadre",
                    models.CASCADE,
                    primary_key=True,
                    serialize=False,
                    related_name="data_key",
                ),
            ),
            ("key", EncryptedTextField()),
            ("made_at", models.DateTimeField()),
        ],
    ),
    migrations.CreateModel(
        name="Phone",
        fields=[
            ID,
            ("cadre", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="phones")),
            ("mark", models.CharField(max_length=36)),
            ("name", models.CharField(max_length=60, blank=True, default="")),
            ("store", models.CharField(max_length=36)),
            ("app", models.CharField(max_length=40)),
            ("waiting", models.PositiveIntegerField(default=0)),
            ("newest", models.CharField(max_length=36, blank=True, default="")),
            ("seen_at", models.DateTimeField(db_index=True)),
            ("lost", models.PositiveIntegerField(default=0)),
            ("lost_at", models.DateTimeField(null=True)),
            ("left_stores", ArrayField(models.CharField(max_length=36), default=list)),
        ],
        options={
            "constraints": [models.UniqueConstraint(name="phone_once", fields=("cadre", "mark"))]
        },
    ),
    migrations.CreateModel(
        name="PhoneCommand",
        fields=[
            ID,
            ("cadre", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="+")),
            ("command", models.UUIDField()),
            ("verb", models.CharField(max_length=60)),
            ("digest", models.CharField(max_length=64)),
            ("outcome", models.CharField(max_length=20)),
            ("way", models.CharField(max_length=10)),
            ("answer", EncryptedTextField()),
            ("content", EncryptedTextField(blank=True, default="")),
            ("made_kind", models.CharField(max_length=40, blank=True, default="")),
            ("made_pk", models.BigIntegerField(null=True)),
            ("made_at", models.DateTimeField()),
            ("received_at", models.DateTimeField()),
            ("clock_off", models.DurationField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(name="phone_command_arrived", fields=["cadre", "way", "received_at"]),
                models.Index(name="phone_command_received", fields=["received_at"]),
                models.Index(
                    name="phone_command_made",
                    fields=["made_kind", "made_pk"],
                    condition=Q(outcome="done"),
                ),
            ],
            "constraints": [
                models.UniqueConstraint(name="phone_command_once", fields=("cadre", "command")),
                models.CheckConstraint(
                    name="phone_command_done_made_something",
                    condition=~Q(outcome="done") | Q(made_pk__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SealedDelivery",
        fields=[
            ID,
            ("cadre", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="+")),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("envelope", models.BinaryField(default=b"")),
            ("received_at", models.DateTimeField(db_index=True)),
            ("opened_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(
                    name="sealed_delivery_waiting",
                    fields=["cadre", "id"],
                    condition=Q(opened_at__isnull=True),
                )
            ]
        },
    ),
]
