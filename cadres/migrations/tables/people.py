"""Regions, units, people and where they are posted."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID, UPDATED_AT
from cadres.viewers.models.id_arrays import IdArrayField

TABLES = [
    migrations.CreateModel(
        name="Region",
        fields=[
            ID,
            ("name", models.CharField(max_length=60)),
            ("level", models.CharField(max_length=10)),
            (
                "parent",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="parts"
                ),
            ),
            ("path", models.CharField(max_length=200, default="")),
            ("number_prefix", models.CharField(max_length=20, blank=True, default="")),
            ("number_pattern", models.CharField(max_length=60, blank=True, default="")),
        ],
        options={
            "indexes": [
                models.Index(name="region_path", fields=["path"], opclasses=["varchar_pattern_ops"])
            ],
            "constraints": [
                models.UniqueConstraint(
                    Coalesce("parent", models.Value(0)), models.F("name"), name="region_name_once"
                ),
                models.UniqueConstraint(
                    name="region_number_prefix_once",
                    fields=("number_prefix",),
                    condition=~Q(number_prefix=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Unit",
        fields=[
            ID,
            UPDATED_AT,
            ("region", models.ForeignKey("cadres.region", models.PROTECT, related_name="units")),
            (
                "parent",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, blank=True, null=True, related_name="units_below"
                ),
            ),
            ("path", models.CharField(max_length=200, default="")),
            ("name", models.CharField(max_length=80)),
            ("name_key", models.CharField(max_length=80, default="")),
            ("kind", models.CharField(max_length=20, default="department")),
            ("is_active", models.BooleanField(default=True)),
            (
                "merged_into",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, blank=True, null=True, related_name="merged"
                ),
            ),
            ("find_text", models.TextField(blank=True, default="", editable=False)),
        ],
        options={
            "indexes": [
                models.Index(name="unit_path", fields=["path"], opclasses=["varchar_pattern_ops"]),
                models.Index(name="unit_region_name_key", fields=["region", "name_key"]),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="unit_name_once_per_region", fields=("region", "name")
                ),
                models.CheckConstraint(
                    name="unit_merged_is_closed",
                    condition=Q(merged_into__isnull=True) | Q(is_active=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="UnitName",
        fields=[
            ID,
            ("unit", models.ForeignKey("cadres.unit", models.CASCADE, related_name="former_names")),
            ("name", models.CharField(max_length=80)),
            ("name_key", models.CharField(max_length=80)),
            ("from_on", models.DateField(blank=True, null=True)),
            ("until_on", models.DateField()),
        ],
        options={
            "ordering": ["-until_on", "-pk"],
            "indexes": [models.Index(name="unit_former_name_key", fields=["name_key"])],
            "constraints": [
                models.CheckConstraint(
                    name="unit_name_ends_after_it_begins",
                    condition=Q(from_on__isnull=True) | Q(from_on__lte=models.F("until_on")),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Cadre",
        fields=[
            ID,
            ("password", models.CharField(max_length=128)),
            ("last_login", models.DateTimeField(blank=True, null=True)),
            UPDATED_AT,
            ("account", models.CharField(max_length=60, unique=True)),
            ("name", models.CharField(max_length=40)),
            ("name_pinyin", models.CharField(max_length=120, blank=True, default="")),
            ("phone", EncryptedTextField(blank=True, default="")),
            ("email", EncryptedTextField(blank=True, default="")),
            ("phone_key", models.CharField(max_length=64, blank=True, default="")),
            ("is_active", models.BooleanField(default=True)),
            ("must_change_password", models.BooleanField(default=False)),
            ("password_changed_at", models.DateTimeField(blank=True, null=True)),
            ("left_on", models.DateField(blank=True, null=True)),
            ("created_at", models.DateTimeField()),
            ("find_text", models.TextField(blank=True, default="", editable=False)),
        ],
        options={
            "indexes": [
                models.Index(name="cadre_name", fields=["name"]),
                models.Index(
                    name="cadre_sound", fields=["name_pinyin"], opclasses=["varchar_pattern_ops"]
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="cadre_phone_once",
                    fields=("phone_key",),
                    condition=~Q(phone_key="") & Q(is_active=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Posting",
        fields=[
            ID,
            UPDATED_AT,
            ("cadre", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="postings")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="postings")),
            ("role", models.CharField(max_length=20)),
            ("title", models.CharField(max_length=60, blank=True, default="")),
            ("from_on", models.DateField()),
            ("to_on", models.DateField(blank=True, null=True)),
            ("oversees", IdArrayField(db_default=[])),
        ],
        options={
            "indexes": [models.Index(name="posting_unit_role", fields=["unit", "role"])],
            "constraints": [
                models.CheckConstraint(
                    name="posting_ends_after_it_begins",
                    condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                ),
                models.UniqueConstraint(
                    name="posting_open_once",
                    fields=("cadre", "unit", "role"),
                    condition=Q(to_on__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Delegation",
        fields=[
            ID,
            ("principal", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="lent")),
            (
                "posting",
                models.ForeignKey("cadres.posting", models.PROTECT, related_name="delegations"),
            ),
            ("deputy", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="borrowed")),
            ("from_on", models.DateField()),
            ("to_on", models.DateField()),
            ("reason", models.CharField(max_length=200)),
            (
                "made_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("made_at", models.DateTimeField()),
            (
                "ended_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="delegation_ends_after_it_begins",
                    condition=Q(to_on__gte=models.F("from_on")),
                ),
                models.CheckConstraint(
                    name="delegation_to_somebody_else", condition=~Q(principal=models.F("deputy"))
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="UnitSplit",
        fields=[
            ID,
            ("on", models.DateField()),
            (
                "new",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, related_name="parts_taken", db_index=False
                ),
            ),
            (
                "old",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, related_name="parts_given", db_index=False
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="unit_split_once_a_day", fields=("old", "new", "on")),
                models.CheckConstraint(
                    name="unit_split_of_another", condition=~Q(old=models.F("new"))
                ),
            ]
        },
    ),
]
