"""Tickets."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.schema import ID
from cadres.viewers.models.id_arrays import IdArrayField

TABLES = [
    migrations.CreateModel(
        name="Ticket",
        fields=[
            ID,
            ("number", models.CharField(max_length=40, unique=True)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "township",
                models.ForeignKey("cadres.region", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="tickets",
                    db_index=False,
                ),
            ),
            ("applicant_name", models.CharField(max_length=40, blank=True, default="")),
            ("applicant_phone", EncryptedTextField(blank=True, default="")),
            (
                "category",
                models.ForeignKey("cases.category", models.PROTECT, related_name="tickets"),
            ),
            ("source", models.CharField(max_length=20, default="visit")),
            (
                "visit",
                models.ForeignKey(
                    "enterprises.visit",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="tickets",
                ),
            ),
            ("title", models.CharField(max_length=120)),
            ("description", models.TextField()),
            (
                "filed_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("filed_at", models.DateTimeField()),
            ("filed_on", models.DateField()),
            ("state", models.CharField(max_length=20, default="filed")),
            ("round", models.PositiveSmallIntegerField(default=1)),
            ("handling_class", models.CharField(max_length=10, blank=True, default="")),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="tickets",
                    db_index=False,
                ),
            ),
            ("co_unit_ids", IdArrayField(blank=True, default=list, size=None)),
            ("due_on", models.DateField()),
            ("promised_on", models.DateField()),
            ("due_at", models.DateTimeField(blank=True, null=True)),
            ("is_late_hours", models.BooleanField(default=False)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("unit_due_on", models.DateField(blank=True, null=True)),
            ("step_due_on", models.DateField(blank=True, null=True)),
            ("feedback_due_on", models.DateField(blank=True, null=True)),
            ("paused_at", models.DateTimeField(blank=True, null=True)),
            (
                "dispatched_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("dispatched_on", models.DateField(blank=True, null=True)),
            ("accepted_on", models.DateField(blank=True, null=True)),
            ("admitted_on", models.DateField(null=True)),
            ("result", models.TextField(blank=True, default="")),
            (
                "approved_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("approved_on", models.DateField(blank=True, null=True)),
            ("closed_on", models.DateField(blank=True, null=True)),
            ("answer", models.CharField(max_length=12, blank=True, default="")),
            ("outcome", models.CharField(max_length=12, blank=True, default="")),
            ("plan_owner", models.CharField(max_length=40, blank=True, default="")),
            ("plan_due_on", models.DateField(blank=True, null=True)),
            ("legal_channel", models.CharField(max_length=12, blank=True, default="")),
            ("outer_number", models.CharField(max_length=60, blank=True, default="")),
            (
                "handler",
                models.ForeignKey(
                    "cadres.cadre",
                    models.PROTECT,
                    blank=True,
                    null=True,
                    related_name="+",
                    db_index=False,
                ),
            ),
            ("raised_on", models.DateField(blank=True, null=True)),
            ("raised_why", models.CharField(max_length=200, blank=True, default="")),
            ("approval_urged_on", models.DateField(blank=True, null=True)),
            ("approval_report_by", models.DateField(blank=True, null=True)),
            ("approval_raised_on", models.DateField(blank=True, null=True)),
            (
                "merged_into",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, blank=True, null=True, related_name="merged"
                ),
            ),
            (
                "topic",
                models.ForeignKey(
                    "cases.topic", models.PROTECT, blank=True, null=True, related_name="tickets"
                ),
            ),
            (
                "updated_at",
                models.DateTimeField(
                    db_default=RawSQL("statement_timestamp()", []), editable=False
                ),
            ),
            ("pairs", ArrayField(models.IntegerField(), default=list, editable=False)),
            ("is_kept_from_cadres", models.BooleanField(default=False, db_default=False)),
            ("kept_from_unit_ids", IdArrayField(blank=True, default=list, db_default=[])),
            (
                "split_from",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, null=True, related_name="parts", db_index=False
                ),
            ),
            (
                "source_number",
                models.CharField(max_length=60, blank=True, default="", db_default=""),
            ),
            (
                "service_day",
                models.ForeignKey(
                    "enterprises.serviceday",
                    models.PROTECT,
                    null=True,
                    related_name="+",
                    db_index=False,
                ),
            ),
        ],
        options={
            "indexes": [
                models.Index(name="ticket_newest", fields=["-filed_on", "-id"]),
                models.Index(name="ticket_county_newest", fields=["county", "-filed_on", "-id"]),
                models.Index(name="ticket_county_state_due", fields=["county", "state", "due_on"]),
                models.Index(
                    name="ticket_open_due",
                    fields=["due_on", "id"],
                    include=(
                        "state",
                        "county",
                        "township",
                        "unit",
                        "enterprise",
                        "category",
                        "filed_on",
                    ),
                    condition=Q(
                        state__in=[
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "planned",
                            "resolved",
                        ]
                    ),
                ),
                models.Index(
                    name="ticket_closed_on",
                    fields=["closed_on"],
                    include=("id", "county"),
                    condition=Q(state="closed"),
                ),
                models.Index(name="ticket_updated", fields=["updated_at", "id"]),
                models.Index(
                    name="ticket_figures",
                    fields=["county", "filed_on"],
                    include=(
                        "id",
                        "unit",
                        "state",
                        "due_on",
                        "promised_on",
                        "unit_due_on",
                        "step_due_on",
                        "paused_at",
                        "approved_on",
                        "is_late_hours",
                        "outcome",
                        "round",
                        "category",
                        "township",
                    ),
                ),
                models.Index(name="ticket_unit_newest", fields=["unit", "-filed_on", "-id"]),
                models.Index(name="ticket_enterprise_newest", fields=["enterprise", "-filed_on"]),
                models.Index(name="ticket_filer_newest", fields=["filed_by", "-filed_on"]),
                models.Index(
                    name="ticket_step_due",
                    fields=["step_due_on"],
                    condition=Q(step_due_on__isnull=False),
                ),
                models.Index(
                    name="ticket_feedback_due",
                    fields=["feedback_due_on"],
                    condition=Q(feedback_due_on__isnull=False),
                ),
                models.Index(
                    name="ticket_unit_due",
                    fields=["unit_due_on"],
                    condition=Q(
                        state__in=[
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "planned",
                            "resolved",
                        ],
                        unit_due_on__isnull=False,
                    ),
                ),
                models.Index(
                    name="ticket_redone",
                    fields=["round"],
                    condition=Q(
                        round__gt=1,
                        state__in=[
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "planned",
                            "resolved",
                        ],
                    ),
                ),
                models.Index(
                    name="ticket_plan_due", fields=["plan_due_on"], condition=Q(state="planned")
                ),
                models.Index(
                    name="ticket_raised",
                    fields=["county", "raised_on"],
                    condition=Q(raised_on__isnull=False),
                ),
                models.Index(
                    name="ticket_handler_open",
                    fields=["handler"],
                    condition=Q(
                        handler__isnull=False,
                        state__in=[
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "planned",
                            "resolved",
                        ],
                    ),
                ),
                GinIndex(name="ticket_co_units", fields=["co_unit_ids"]),
                GinIndex(name="ticket_pairs", fields=["pairs"]),
                models.Index(
                    name="ticket_source_number",
                    fields=["county", "source_number"],
                    condition=~Q(source_number=""),
                ),
                models.Index(
                    name="ticket_split_from",
                    fields=["split_from"],
                    condition=Q(split_from__isnull=False),
                ),
                models.Index(
                    name="ticket_service_day",
                    fields=["service_day"],
                    condition=~Q(service_day=None),
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="ticket_with_unit_has_unit",
                    condition=~Q(
                        state__in=[
                            "asking",
                            "assigned",
                            "handed_up",
                            "in_hand",
                            "no_answer",
                            "parked",
                            "planned",
                            "resolved",
                            "unconfirmed",
                            "unreached",
                        ]
                    )
                    | Q(unit__isnull=False),
                ),
                models.CheckConstraint(
                    name="ticket_waiting_for_dispatch_has_no_unit",
                    condition=~Q(state="filed") | Q(co_unit_ids=[], unit__isnull=True),
                ),
                models.CheckConstraint(
                    name="ticket_approved_has_approval_day",
                    condition=~Q(state__in=["unconfirmed", "unreached", "no_answer", "closed"])
                    | Q(approved_on__isnull=False),
                ),
                models.CheckConstraint(
                    name="ticket_open_has_no_approval_day",
                    condition=~Q(
                        state__in=[
                            "asking",
                            "assigned",
                            "filed",
                            "handed_up",
                            "in_hand",
                            "parked",
                            "planned",
                            "resolved",
                        ]
                    )
                    | Q(approved_on__isnull=True),
                ),
                models.CheckConstraint(
                    name="ticket_closed_has_closing_day",
                    condition=Q(closed_on__isnull=False, state="closed")
                    | (~Q(state="closed") & Q(closed_on__isnull=True)),
                ),
                models.CheckConstraint(
                    name="ticket_merged_has_master",
                    condition=Q(merged_into__isnull=False, state="merged")
                    | (~Q(state="merged") & Q(merged_into__isnull=True)),
                ),
                models.CheckConstraint(
                    name="ticket_planned_has_owner_and_day",
                    condition=(Q(plan_due_on__isnull=False, state="planned") & ~Q(plan_owner=""))
                    | (~Q(state="planned") & Q(plan_due_on__isnull=True, plan_owner="")),
                ),
                models.CheckConstraint(
                    name="ticket_days_in_order",
                    condition=Q(approved_on__isnull=True)
                    | Q(approved_on__gte=models.F("filed_on")),
                ),
            ],
        },
    ),
]
