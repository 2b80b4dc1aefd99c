"""Who covers an enterprise, and who was there."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="Assignment",
        fields=[
            ID,
            UPDATED_AT,
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.CASCADE, related_name="assignments"
                ),
            ),
            (
                "cadre",
                models.ForeignKey(
                    "cadres.cadre",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="assignments",
                ),
            ),
            ("leader_name", models.CharField(max_length=40, blank=True, default="")),
            ("part", models.CharField(max_length=20, default="chief")),
            ("from_on", models.DateField()),
            ("to_on", models.DateField(blank=True, null=True)),
        ],
        options={
            "indexes": [models.Index(name="assignment_cadre", fields=["cadre", "from_on"])],
            "constraints": [
                models.CheckConstraint(
                    name="assignment_names_somebody",
                    condition=Q(cadre__isnull=False) | ~Q(leader_name=""),
                ),
                models.CheckConstraint(
                    name="assignment_ends_after_it_begins",
                    condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                ),
                models.UniqueConstraint(
                    name="assignment_open_once",
                    fields=("enterprise", "cadre", "part"),
                    condition=Q(cadre__isnull=False, to_on__isnull=True),
                ),
                models.UniqueConstraint(
                    name="assignment_leader_open_once",
                    fields=("enterprise", "leader_name"),
                    condition=Q(cadre__isnull=True, to_on__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Visit",
        fields=[
            ID,
            UPDATED_AT,
            (
                "enterprise",
                models.ForeignKey("enterprises.enterprise", models.PROTECT, related_name="visits"),
            ),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("manner", models.CharField(max_length=20, default="on_site")),
            ("purpose", models.CharField(max_length=20, default="needs")),
            ("visited_on", models.DateField()),
            ("summary", models.TextField(blank=True, default="")),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("filed_at", models.DateTimeField()),
            (
                "service_day",
                models.ForeignKey(
                    "enterprises.serviceday",
                    models.PROTECT,
                    null=True,
                    related_name="visits",
                    db_index=False,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(name="visit_enterprise_on", fields=["enterprise", "-visited_on"]),
                models.Index(name="visit_county_on", fields=["county", "-visited_on"]),
                models.Index(name="visit_on", fields=["-visited_on", "-id"]),
                models.Index(name="visit_filer_on", fields=["filed_by", "-visited_on"]),
                models.Index(
                    name="visit_service_day",
                    fields=["service_day"],
                    condition=Q(service_day__isnull=False),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="VisitMember",
        fields=[
            ID,
            UPDATED_AT,
            (
                "visit",
                models.ForeignKey("enterprises.visit", models.CASCADE, related_name="members"),
            ),
            ("cadre", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="visits")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="visit_member_once", fields=("visit", "cadre"))
            ]
        },
    ),
    migrations.CreateModel(
        name="VisitFile",
        fields=[
            ID,
            ("file", models.FileField(upload_to="visits/%Y/%m/")),
            ("thumbnail", models.FileField(blank=True, default="", upload_to="visits/%Y/%m/")),
            ("name", models.CharField(max_length=200)),
            ("size", models.PositiveIntegerField()),
            ("digest", models.CharField(max_length=64)),
            (
                "uploaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("uploaded_at", models.DateTimeField()),
            ("visit", models.ForeignKey("enterprises.visit", models.CASCADE, related_name="files")),
        ],
        options={"ordering": ["pk"]},
    ),
]
