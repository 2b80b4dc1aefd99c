"""The ladder of supervision, what stands still on it, and what is excused."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Rung",
        fields=[
            ID,
            (
                "region",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="rungs"
                ),
            ),
            ("order", models.PositiveSmallIntegerField()),
            ("code", models.CharField(max_length=30)),
            ("name", models.CharField(max_length=40)),
            ("trigger", models.CharField(max_length=12)),
            ("clock", models.CharField(max_length=12, blank=True, default="")),
            ("side", models.CharField(max_length=8, blank=True, default="")),
            ("amount", models.PositiveSmallIntegerField(default=0)),
            ("measure", models.CharField(max_length=15, default="workday")),
            ("event", models.CharField(max_length=12, blank=True, default="")),
            ("follows", models.CharField(max_length=30, blank=True, default="")),
            ("approver", models.CharField(max_length=12, default="nobody")),
            ("addressees", ArrayField(models.CharField(max_length=10), default=list)),
            ("reply_days", models.PositiveSmallIntegerField(default=0)),
            ("lifts", ArrayField(models.CharField(max_length=12), default=list)),
            ("template", models.CharField(max_length=30, blank=True, default="")),
            ("text", models.CharField(max_length=500)),
            ("basis", models.CharField(max_length=200)),
            ("is_active", models.BooleanField(default=False)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("set_at", models.DateTimeField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="rung_says_when",
                    condition=(Q(trigger="clock") & ~Q(clock="") & ~Q(side=""))
                    | (Q(trigger="unanswered") & ~Q(follows=""))
                    | (Q(amount__gt=0, trigger="event") & ~Q(event="")),
                ),
                models.CheckConstraint(
                    name="rung_before_counts_days",
                    condition=~Q(side="before") | Q(measure="workday"),
                ),
                models.CheckConstraint(
                    name="rung_counts_time",
                    condition=Q(measure__in=["workday", "hour", "working_hour"]),
                ),
                models.CheckConstraint(
                    name="rung_ends_after_it_begins",
                    condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                ),
                models.UniqueConstraint(
                    models.F("code"),
                    Coalesce("region", models.Value(0)),
                    condition=Q(valid_to__isnull=True),
                    name="rung_open_once",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="LadderStep",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="ladder_steps", db_index=False
                ),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("round", models.PositiveSmallIntegerField()),
            (
                "rung",
                models.ForeignKey(
                    "cases.rung", models.PROTECT, related_name="steps", db_index=False
                ),
            ),
            ("code", models.CharField(max_length=30)),
            ("cycle", models.PositiveSmallIntegerField()),
            ("fired_on", models.DateField()),
            ("due_on", models.DateField(null=True)),
            ("why", models.CharField(max_length=200)),
            ("state", models.CharField(max_length=10, default="proposed")),
            ("proposed_at", models.DateTimeField()),
            (
                "approved_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("approved_at", models.DateTimeField(null=True)),
            ("refused_why", models.TextField(blank=True, default="")),
            ("issued_at", models.DateTimeField(null=True)),
            ("reply_due_on", models.DateField(null=True)),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_reply_provisional", models.BooleanField(default=False)),
            ("reply", models.TextField(blank=True, default="")),
            ("promised_on", models.DateField(null=True)),
            (
                "reply_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("replied_at", models.DateTimeField(null=True)),
            ("lifted_at", models.DateTimeField(null=True)),
            ("lifted_why", models.CharField(max_length=100, blank=True, default="")),
            ("exhausted_at", models.DateTimeField(null=True)),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="ladder_open",
                    fields=["ticket"],
                    condition=Q(state__in=["issued", "proposed"])
                    | Q(lifted_at__isnull=True, state="answered"),
                ),
                models.Index(
                    name="ladder_proposed",
                    fields=["county", "fired_on"],
                    condition=Q(state="proposed"),
                ),
                models.Index(
                    name="ladder_reply_due",
                    fields=["reply_due_on"],
                    condition=Q(reply_due_on__isnull=False, state="issued"),
                ),
                models.Index(
                    name="ladder_promised",
                    fields=["promised_on"],
                    condition=Q(lifted_at__isnull=True, state="answered"),
                ),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="ladder_rung_once_a_run", fields=("ticket", "code", "cycle")
                ),
                models.CheckConstraint(
                    name="ladder_issued_has_moment",
                    condition=~Q(state__in=["issued", "answered"]) | Q(issued_at__isnull=False),
                ),
                models.CheckConstraint(
                    name="ladder_answered_has_reply",
                    condition=~Q(state="answered")
                    | (~Q(reply="") & Q(promised_on__isnull=False, replied_at__isnull=False)),
                ),
                models.CheckConstraint(
                    name="ladder_refused_has_reason",
                    condition=~Q(state="refused") | ~Q(refused_why=""),
                ),
                models.CheckConstraint(
                    name="ladder_lifted_has_moment",
                    condition=~Q(state__in=["lifted", "lapsed"]) | Q(lifted_at__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Suspension",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="suspensions"),
            ),
            ("reason", models.TextField()),
            ("document", models.CharField(max_length=200, blank=True, default="")),
            ("from_on", models.DateField()),
            ("to_on", models.DateField()),
            ("approved_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "principal",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("approved_at", models.DateTimeField()),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    name="suspension_ends_after_it_begins",
                    condition=Q(to_on__gte=models.F("from_on")),
                ),
                models.CheckConstraint(name="suspension_has_reason", condition=~Q(reason="")),
            ],
        },
    ),
    migrations.CreateModel(
        name="ToleranceCircumstance",
        fields=[
            ID,
            (
                "region",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, blank=True, null=True, related_name="+"
                ),
            ),
            ("text", models.CharField(max_length=200)),
            ("basis", models.CharField(max_length=200)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            ("set_at", models.DateTimeField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    name="tolerance_circumstance_is_whole", condition=~(Q(text="") | Q(basis=""))
                ),
                models.CheckConstraint(
                    name="tolerance_circumstance_ends_after_it_begins",
                    condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ToleranceFinding",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, related_name="tolerance_findings"
                ),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            ("matter", models.TextField()),
            (
                "circumstance",
                models.ForeignKey(
                    "cases.tolerancecircumstance", models.PROTECT, related_name="findings"
                ),
            ),
            ("organ", models.CharField(max_length=80)),
            ("document_number", models.CharField(max_length=60)),
            ("decided_on", models.DateField()),
            ("outcome", models.CharField(max_length=10)),
            ("recorded_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "principal",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("recorded_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            (
                "revoked_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("revoked_on", models.DateField(blank=True, null=True)),
            ("revoked_why", models.TextField(blank=True, default="")),
            ("revoking_document", models.CharField(max_length=60, blank=True, default="")),
            ("revoking_organ", models.CharField(max_length=80, blank=True, default="")),
            (
                "revoking_principal",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="tolerance_county_day", fields=["county", "decided_on"])],
            "constraints": [
                models.CheckConstraint(
                    name="tolerance_finding_is_whole",
                    condition=~(Q(matter="") | Q(organ="") | Q(document_number="")),
                ),
                models.UniqueConstraint(
                    name="tolerance_finding_once_a_document", fields=("ticket", "document_number")
                ),
                models.CheckConstraint(
                    name="tolerance_revocation_is_whole",
                    condition=Q(
                        revoked_at=None,
                        revoked_by=None,
                        revoked_on=None,
                        revoked_why="",
                        revoking_document="",
                        revoking_organ="",
                    )
                    | (
                        Q(
                            revoked_at__isnull=False,
                            revoked_by__isnull=False,
                            revoked_on__isnull=False,
                        )
                        & ~(Q(revoking_organ="") | Q(revoking_document="") | Q(revoked_why=""))
                    ),
                ),
                models.CheckConstraint(
                    name="tolerance_revoked_after_it_was_found",
                    condition=Q(revoked_on__isnull=True)
                    | Q(revoked_on__gte=models.F("decided_on")),
                ),
            ],
        },
    ),
]
