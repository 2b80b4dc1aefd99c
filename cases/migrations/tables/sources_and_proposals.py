"""How matters are classed and numbered, where they come from, what is proposed and adopted."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID
from cadres.viewers.models.id_arrays import IdArrayField

TABLES = [
    migrations.CreateModel(
        name="Category",
        fields=[
            ID,
            ("name", models.CharField(max_length=40, unique=True)),
            ("handling_class", models.CharField(max_length=10, default="general")),
            ("position", models.PositiveSmallIntegerField(default=100)),
            ("is_active", models.BooleanField(default=True)),
        ],
        options={"ordering": ["position", "pk"]},
    ),
    migrations.CreateModel(
        name="NumberSeries",
        fields=[
            ID,
            ("prefix", models.CharField(max_length=20)),
            ("year", models.PositiveSmallIntegerField()),
            ("last", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="series_once_a_year", fields=("prefix", "year"))
            ]
        },
    ),
    migrations.CreateModel(
        name="TicketSource",
        fields=[
            ID,
            ("code", models.CharField(max_length=20)),
            ("name", models.CharField(max_length=20, blank=True, default="")),
            ("filers", models.CharField(max_length=12)),
            ("is_for_people", models.BooleanField()),
            ("number", models.CharField(max_length=5)),
            ("shape", models.CharField(max_length=40, blank=True, default="")),
            ("handling_class", models.CharField(max_length=10, blank=True, default="")),
            ("is_open", models.BooleanField()),
            ("set_at", models.DateTimeField()),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(name="ticket_source_once", fields=("county", "code")),
                models.UniqueConstraint(
                    name="ticket_source_name_once", fields=("county", "name"), condition=~Q(name="")
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DepartmentMatters",
        fields=[
            ID,
            ("category_ids", IdArrayField(blank=True, default=list)),
            ("basis", models.CharField(max_length=200)),
            ("set_at", models.DateTimeField()),
            ("county", models.OneToOneField("cadres.region", models.PROTECT, related_name="+")),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
    ),
    migrations.CreateModel(
        name="ProposalModel",
        fields=[
            ID,
            ("target", models.CharField(max_length=10)),
            ("trained_at", models.DateTimeField()),
            ("tickets", models.PositiveIntegerField()),
            ("first_on", models.DateField(null=True)),
            ("last_on", models.DateField(null=True)),
            ("definition", models.PositiveSmallIntegerField()),
            ("digest", models.CharField(max_length=64, blank=True, default="")),
            ("labels", ArrayField(models.IntegerField(), default=list)),
            ("runs", models.BinaryField(default=bytes)),
            ("telling", models.BinaryField(default=bytes)),
            ("weights", models.BinaryField(default=bytes)),
            ("judged", models.PositiveIntegerField(default=0)),
            ("first", models.PositiveIntegerField(default=0)),
            ("three", models.PositiveIntegerField(default=0)),
            ("sure", models.PositiveIntegerField(default=0)),
            ("sure_right", models.PositiveIntegerField(default=0)),
            ("percent", models.PositiveSmallIntegerField(default=0)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.CASCADE, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="proposal_model_once", fields=("county", "target")),
                models.CheckConstraint(
                    name="proposals_right_are_judged",
                    condition=Q(first__lte=models.F("three"))
                    & Q(three__lte=models.F("judged"))
                    & Q(sure__lte=models.F("judged"))
                    & Q(sure_right__lte=models.F("sure")),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Adoption",
        fields=[
            ID,
            ("round", models.PositiveSmallIntegerField()),
            ("adopted", models.CharField(max_length=8)),
            ("document", models.CharField(max_length=200, blank=True, default="")),
            ("reason", models.CharField(max_length=300, blank=True, default="")),
            ("in_use_on", models.DateField(null=True)),
            ("decided_at", models.DateTimeField()),
            (
                "decided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="adoptions", db_index=False
                ),
            ),
            (
                "unit",
                models.ForeignKey("cadres.unit", models.PROTECT, related_name="+", db_index=False),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="adoption_once_a_round", fields=("ticket", "round")),
                models.CheckConstraint(
                    name="adoption_has_document_or_reason",
                    condition=(~Q(document="") & Q(adopted__in=["yes", "partly"]))
                    | (~Q(reason="") & Q(adopted="no", in_use_on__isnull=True)),
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="ScanReport",
        fields=[
            ID,
            ("filed_at", models.DateTimeField()),
            ("form_mark", models.CharField(max_length=64, unique=True)),
            ("follow_digest", models.CharField(max_length=64, unique=True)),
            ("firm_said", models.CharField(max_length=100, blank=True, default="")),
            ("scanned", models.CharField(max_length=8, blank=True, default="")),
            ("certificate", models.CharField(max_length=8, blank=True, default="")),
            ("notice", models.CharField(max_length=8, blank=True, default="")),
            ("abuses", ArrayField(models.CharField(max_length=10), default=list)),
            ("amount", models.DecimalField(max_digits=13, decimal_places=2, null=True)),
            ("contract_on", models.DateField(null=True)),
            ("debtor", models.CharField(max_length=12, blank=True, default="")),
            ("case_number", models.CharField(max_length=60, blank=True, default="")),
            (
                "about_unit",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "enterprise_code",
                models.ForeignKey(
                    "enterprises.enterprisecode", models.PROTECT, null=True, related_name="+"
                ),
            ),
            (
                "place_code",
                models.ForeignKey(
                    "enterprises.placecode", models.PROTECT, null=True, related_name="+"
                ),
            ),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="scan_reports"),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="scan_report_came_by_one_code",
                    condition=Q(enterprise_code__isnull=True, place_code__isnull=False)
                    | Q(enterprise_code__isnull=False, place_code__isnull=True),
                ),
                models.CheckConstraint(
                    name="scan_report_owes_something",
                    condition=Q(amount__isnull=True) | Q(amount__gt=0),
                ),
            ]
        },
    ),
]
