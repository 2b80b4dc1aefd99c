"""企业服务日, and codes in public places."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID
from cadres.viewers.models.id_arrays import IdArrayField

TABLES = [
    migrations.CreateModel(
        name="ServiceDay",
        fields=[
            ID,
            ("title", models.CharField(max_length=40)),
            ("held_on", models.DateField()),
            ("place", models.CharField(max_length=120)),
            ("unit_ids", IdArrayField(default=list)),
            ("set_at", models.DateTimeField()),
            ("called_off_at", models.DateTimeField(null=True)),
            ("called_off_why", models.CharField(max_length=200, blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "township",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["-held_on", "-pk"],
            "indexes": [models.Index(name="service_day_county_on", fields=["county", "-held_on"])],
            "constraints": [
                models.CheckConstraint(
                    name="service_day_called_off_has_reason",
                    condition=Q(called_off_at__isnull=True, called_off_why="")
                    | (Q(called_off_at__isnull=False) & ~Q(called_off_why="")),
                ),
                models.CheckConstraint(name="service_day_has_units", condition=~Q(unit_ids=[])),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlaceCode",
        fields=[
            ID,
            ("place", models.CharField(max_length=40)),
            ("token", models.CharField(max_length=20, unique=True)),
            ("issued_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(max_length=200, blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("issued_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "revoked_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
        ],
        options={
            "indexes": [models.Index(name="place_code_county_unit", fields=["county", "unit"])],
            "constraints": [
                models.UniqueConstraint(
                    name="place_code_of_unit_once",
                    fields=("unit", "place"),
                    condition=Q(revoked_at__isnull=True),
                ),
                models.UniqueConstraint(
                    name="place_code_of_county_once",
                    fields=("county", "place"),
                    condition=Q(revoked_at__isnull=True, unit__isnull=True),
                ),
                models.CheckConstraint(name="place_code_names_its_place", condition=~Q(place="")),
                models.CheckConstraint(
                    name="place_code_ends_after_it_begins",
                    condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=models.F("issued_at")),
                ),
                models.CheckConstraint(
                    name="place_code_ended_has_reason",
                    condition=Q(revoked_at__isnull=True) | ~Q(reason=""),
                ),
            ],
        },
    ),
]
