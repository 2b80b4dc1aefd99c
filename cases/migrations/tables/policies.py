"""Policies for enterprises: conditions, whom they were told, what was refused."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="Policy",
        fields=[
            ID,
            UPDATED_AT,
            ("title", models.CharField(max_length=200)),
            ("issuer", models.CharField(max_length=100)),
            ("document_number", models.CharField(max_length=60, blank=True, default="")),
            ("text", models.TextField()),
            ("valid_from", models.DateField(null=True)),
            ("valid_to", models.DateField(null=True)),
            ("apply_at", models.CharField(max_length=300, blank=True, default="")),
            ("is_automatic", models.BooleanField(default=False)),
            ("outer_id", models.CharField(max_length=60, blank=True, default="")),
            ("filed_at", models.DateTimeField()),
            ("voided_at", models.DateTimeField(null=True)),
            ("voided_why", models.TextField(blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            (
                "voided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="policy_county_valid_to", fields=["county", "valid_to", "-id"])
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="policy_outer_id_once",
                    fields=("county", "outer_id"),
                    condition=~Q(outer_id=""),
                ),
                models.CheckConstraint(
                    name="policy_ends_after_it_begins",
                    condition=Q(valid_from__isnull=True)
                    | Q(valid_to__isnull=True)
                    | Q(valid_to__gte=models.F("valid_from")),
                ),
                models.CheckConstraint(
                    name="policy_voided_has_words",
                    condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                    | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyCondition",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("values", ArrayField(models.CharField(max_length=60))),
            (
                "policy",
                models.ForeignKey(
                    "cases.policy", models.CASCADE, related_name="conditions", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="policy_condition_once", fields=("policy", "kind")),
                models.CheckConstraint(
                    name="policy_condition_names_something", condition=Q(values__len__gt=0)
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyTelling",
        fields=[
            ID,
            ("way", models.CharField(max_length=10)),
            ("told_at", models.DateTimeField()),
            ("told_on", models.DateField()),
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.PROTECT, related_name="policy_tellings"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    "cases.policy", models.PROTECT, related_name="tellings", db_index=False
                ),
            ),
            ("told_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "visit",
                models.ForeignKey(
                    "enterprises.visit", models.PROTECT, null=True, related_name="policy_tellings"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="policy_told_once", fields=("policy", "enterprise"))
            ],
        },
    ),
    migrations.CreateModel(
        name="PolicyRefusal",
        fields=[
            ID,
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.PROTECT, related_name="policy_refusals"
                ),
            ),
            (
                "policy",
                models.ForeignKey(
                    "cases.policy", models.PROTECT, related_name="refusals", db_index=False
                ),
            ),
            (
                "ticket",
                models.OneToOneField("cases.ticket", models.PROTECT, related_name="policy_refusal"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="policy_refusal_of", fields=["policy", "enterprise"])],
        },
    ),
]
