"""Notices: those that wait, those that lie in an inbox, and how people want them."""

from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="OutboxRow",
        fields=[
            ID,
            ("kind", models.CharField(max_length=40)),
            ("object_id", models.BigIntegerField()),
            ("channel", models.CharField(max_length=10, default="inbox")),
            ("to", models.ForeignKey("cadres.cadre", models.CASCADE, null=True, related_name="+")),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.CASCADE, null=True, related_name="+", db_index=False
                ),
            ),
            ("once_per", models.CharField(max_length=60)),
            ("rank", models.PositiveSmallIntegerField(default=2)),
            ("queued_at", models.DateTimeField()),
            ("next_try_at", models.DateTimeField(null=True)),
            (
                "digest",
                models.ForeignKey(
                    "cadres.outboxrow",
                    models.SET_NULL,
                    null=True,
                    related_name="items",
                    db_index=False,
                ),
            ),
            ("sending_at", models.DateTimeField(null=True)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("done_at", models.DateTimeField(null=True)),
            ("is_dropped", models.BooleanField(default=False)),
            ("error", models.CharField(max_length=200, default="")),
        ],
        options={
            "indexes": [
                models.Index(
                    name="outbox_due_first",
                    fields=["channel", "rank", "next_try_at", "to"],
                    condition=Q(done_at__isnull=True, next_try_at__isnull=False),
                ),
                models.Index(
                    name="outbox_for_digest",
                    fields=["to"],
                    condition=Q(done_at__isnull=True, next_try_at__isnull=True),
                ),
                models.Index(
                    name="outbox_in_digest", fields=["digest"], condition=Q(digest__isnull=False)
                ),
                models.Index(
                    name="outbox_given_up",
                    fields=["done_at"],
                    condition=Q(error__gt="", is_dropped=True),
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="outbox_told_once",
                    fields=("kind", "object_id", "to", "once_per", "channel"),
                ),
                models.UniqueConstraint(
                    name="outbox_unit_told_once",
                    fields=("unit", "kind", "object_id", "once_per", "channel"),
                    condition=Q(unit__isnull=False),
                ),
                models.CheckConstraint(
                    name="outbox_one_receiver",
                    condition=Q(to__isnull=False, unit__isnull=True)
                    | Q(to__isnull=True, unit__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Notice",
        fields=[
            ID,
            ("to", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="notices")),
            ("kind", models.CharField(max_length=40)),
            ("object_id", models.BigIntegerField()),
            ("at", models.DateTimeField()),
            ("read_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(name="notice_to_at", fields=["to", "-at"]),
                models.Index(
                    name="notice_unread", fields=["to", "-at"], condition=Q(read_at__isnull=True)
                ),
                models.Index(name="notice_to_object", fields=["to", "object_id"]),
            ]
        },
    ),
    migrations.CreateModel(
        name="NoticeChoice",
        fields=[
            ID,
            (
                "cadre",
                models.ForeignKey("cadres.cadre", models.CASCADE, related_name="notice_choices"),
            ),
            ("group", models.CharField(max_length=20)),
            ("channel", models.CharField(max_length=10)),
            ("mode", models.CharField(max_length=10)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="notice_choice_once", fields=("cadre", "group", "channel")
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="UnitWebhook",
        fields=[
            ID,
            ("unit", models.OneToOneField("cadres.unit", models.PROTECT, related_name="webhook")),
            ("address", EncryptedTextField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("set_at", models.DateTimeField()),
        ],
    ),
]
