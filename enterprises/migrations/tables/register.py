"""Enterprises, their names and people, and the codes at their gates."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import Q

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID, UPDATED_AT
from cadres.search.models.find_texts import OrderedPairs

TABLES = [
    migrations.CreateModel(
        name="Enterprise",
        fields=[
            ID,
            UPDATED_AT,
            ("name", models.CharField(max_length=120)),
            ("code", models.CharField(max_length=18, unique=True)),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            (
                "township",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="+"
                ),
            ),
            ("industry", models.CharField(max_length=60, blank=True, default="")),
            ("size", models.CharField(max_length=20, default="unknown")),
            ("products", models.CharField(max_length=200, blank=True, default="")),
            ("address", models.CharField(max_length=200, blank=True, default="")),
            ("remark", models.CharField(max_length=200, blank=True, default="")),
            ("is_active", models.BooleanField(default=True)),
            (
                "merged_into",
                models.ForeignKey(
                    "enterprises.enterprise",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="merged",
                ),
            ),
            ("pairs", ArrayField(models.IntegerField(), default=list, editable=False)),
            ("find_text", models.TextField(blank=True, default="", editable=False)),
            ("tags", ArrayField(models.CharField(max_length=40), blank=True, default=list)),
        ],
        options={
            "indexes": [
                models.Index(name="enterprise_county_township", fields=["county", "township"]),
                models.Index(name="enterprise_name", fields=["name"]),
                GinIndex(name="enterprise_pairs", fields=["pairs"]),
                GinIndex(OrderedPairs("find_text"), name="enterprise_found"),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="enterprise_merged_is_off_the_register",
                    condition=Q(merged_into__isnull=True) | Q(is_active=False),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Alias",
        fields=[
            ID,
            (
                "enterprise",
                models.ForeignKey("enterprises.enterprise", models.CASCADE, related_name="aliases"),
            ),
            ("name", models.CharField(max_length=120)),
            ("until_on", models.DateField(blank=True, null=True)),
        ],
        options={
            "indexes": [models.Index(name="alias_name", fields=["name"])],
            "constraints": [
                models.UniqueConstraint(name="alias_once", fields=("enterprise", "name"))
            ],
        },
    ),
    migrations.CreateModel(
        name="Contact",
        fields=[
            ID,
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.CASCADE, related_name="contacts"
                ),
            ),
            ("name", models.CharField(max_length=40)),
            ("post", models.CharField(max_length=60, blank=True, default="")),
            ("phone", EncryptedTextField(blank=True, default="")),
            (
                "phone_keys",
                ArrayField(models.CharField(max_length=64), default=list, editable=False),
            ),
            ("is_primary", models.BooleanField(default=True)),
            ("find_text", models.TextField(blank=True, default="", editable=False)),
        ],
        options={
            "indexes": [
                GinIndex(name="contact_phone_keys", fields=["phone_keys"]),
                GinIndex(OrderedPairs("find_text"), name="contact_found"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="contact_primary_once",
                    fields=("enterprise",),
                    condition=Q(is_primary=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="EnterpriseCode",
        fields=[
            ID,
            (
                "enterprise",
                models.ForeignKey("enterprises.enterprise", models.CASCADE, related_name="codes"),
            ),
            ("token", models.CharField(max_length=20, unique=True)),
            ("issued_at", models.DateTimeField()),
            (
                "issued_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            (
                "revoked_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("reason", models.CharField(max_length=200, blank=True, default="")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="enterprise_code_current_once",
                    fields=("enterprise",),
                    condition=Q(revoked_at__isnull=True),
                ),
                models.CheckConstraint(
                    name="enterprise_code_ends_after_it_begins",
                    condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("issued_at")),
                ),
                models.CheckConstraint(
                    name="enterprise_code_ended_has_reason",
                    condition=Q(revoked_at__isnull=True) | ~Q(reason=""),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="OfficeLine",
        fields=[
            ID,
            ("county", models.OneToOneField("cadres.region", models.PROTECT, related_name="+")),
            ("name", models.CharField(max_length=100)),
            ("phone", models.CharField(max_length=20, blank=True, default="")),
            ("reports_a_day", models.PositiveSmallIntegerField(default=5)),
            ("basis", models.CharField(max_length=200, default="县助企办设定")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="office_line_takes_something", condition=Q(reports_a_day__gt=0)
                )
            ]
        },
    ),
]
