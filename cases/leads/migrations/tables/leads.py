"""Leads and their terms, who may read them, and what hints at one."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Lead",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("route", models.CharField(max_length=10, default="inside")),
            ("body", models.CharField(max_length=20, blank=True, default="")),
            ("state", models.CharField(max_length=15, default="draft")),
            ("number", models.CharField(max_length=60, blank=True, default="")),
            ("is_urgent", models.BooleanField(default=False)),
            ("opened_at", models.DateTimeField()),
            ("drafted_by_id", models.BigIntegerField()),
            ("proposed_by_id", models.BigIntegerField(null=True)),
            ("approved_by_id", models.BigIntegerField(null=True)),
            ("issued_at", models.DateTimeField(null=True)),
            ("told_at", models.DateTimeField(null=True)),
            ("delivered_at", models.DateTimeField(null=True)),
            ("signed_at", models.DateTimeField(null=True)),
            ("accepted_at", models.DateTimeField(null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("closed_at", models.DateTimeField(null=True)),
            ("rounds", models.PositiveSmallIntegerField(default=0)),
            ("refusal", models.CharField(max_length=15, blank=True, default="")),
            ("outcome", models.CharField(max_length=12, blank=True, default="")),
        ],
        options={
            "indexes": [
                models.Index(name="lead_county_state", fields=["county_id", "state"]),
                models.Index(name="lead_county_opened", fields=["county_id", "-opened_at"]),
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="lead_number_once", fields=("number",), condition=~Q(number="")
                ),
                models.CheckConstraint(
                    name="lead_refused_says_why", condition=~Q(state="refused") | ~Q(refusal="")
                ),
                models.CheckConstraint(
                    name="lead_outside_names_its_body", condition=Q(route="inside") | ~Q(body="")
                ),
                models.CheckConstraint(
                    name="lead_signed_after_delivery",
                    condition=Q(signed_at__isnull=True) | Q(delivered_at__isnull=False),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Access",
        fields=[
            ID,
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="access")),
            ("member", models.ForeignKey("leads.member", models.PROTECT, related_name="access")),
            ("named_by_id", models.BigIntegerField(null=True)),
            ("named_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
            ("ends_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="access_named_once",
                    fields=("lead", "member"),
                    condition=Q(ended_at__isnull=True),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="Exclusion",
        fields=[
            ID,
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="exclusions")),
            ("mark", models.CharField(max_length=64)),
            ("reason", models.CharField(max_length=12)),
            ("made_by_id", models.BigIntegerField()),
            ("made_at", models.DateTimeField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(name="exclusion_once", fields=("lead", "mark"))]
        },
    ),
    migrations.CreateModel(
        name="LeadStep",
        fields=[
            ID,
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="steps")),
            ("action", models.CharField(max_length=15)),
            ("source_state", models.CharField(max_length=15, blank=True)),
            ("state", models.CharField(max_length=15)),
            ("at", models.DateTimeField()),
            ("actor_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            ("outcome", models.CharField(max_length=12, blank=True, default="")),
            ("is_on_paper", models.BooleanField(default=False)),
        ],
        options={"indexes": [models.Index(name="lead_step_lead_at", fields=["lead", "at"])]},
    ),
    migrations.CreateModel(
        name="LeadClock",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="clocks")),
            ("clock", models.CharField(max_length=10)),
            ("started_at", models.DateTimeField()),
            ("due_on", models.DateField()),
            ("due_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("is_void", models.BooleanField(default=False)),
        ],
        options={
            "indexes": [models.Index(name="lead_clock_due", fields=["due_on"])],
            "constraints": [
                models.UniqueConstraint(
                    name="lead_clock_runs_once",
                    fields=("lead", "clock"),
                    condition=Q(ended_at__isnull=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Candidate",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("mark", models.CharField(max_length=64, unique=True)),
            ("found_at", models.DateTimeField()),
            ("state", models.CharField(max_length=10, default="open")),
            ("decided_by_id", models.BigIntegerField(null=True)),
            ("decided_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [models.Index(name="candidate_county_state", fields=["county_id", "state"])]
        },
    ),
    migrations.CreateModel(
        name="CandidateRule",
        fields=[
            ID,
            ("county_id", models.BigIntegerField(null=True)),
            ("fires", models.CharField(max_length=12)),
            ("at_least", models.PositiveSmallIntegerField(default=1)),
            ("words", models.TextField(blank=True, default="")),
            ("field", models.CharField(max_length=12, default="conduct")),
            ("is_on", models.BooleanField(default=True)),
            ("basis", models.CharField(max_length=200)),
            ("set_by_id", models.BigIntegerField(null=True)),
            ("set_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="candidate_rule_once", fields=("county_id", "fires"), nulls_distinct=False
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="Asking",
        fields=[
            ID,
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="askings")),
            ("purpose", models.CharField(max_length=12)),
            ("member", models.ForeignKey("leads.member", models.PROTECT, related_name="askings")),
            ("asked_at", models.DateTimeField()),
            ("state", models.CharField(max_length=10, default="waiting")),
            ("answered_by_id", models.BigIntegerField(null=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("ends_at", models.DateTimeField(null=True)),
            ("seen_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="asking_waits_once",
                    fields=("lead", "member", "purpose"),
                    condition=Q(state="waiting"),
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="QuarterlyList",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            ("year", models.PositiveSmallIntegerField()),
            ("quarter", models.PositiveSmallIntegerField()),
            ("made_by_id", models.BigIntegerField()),
            ("made_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="quarterly_list_once", fields=("county_id", "side", "year", "quarter")
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="RoomSeries",
        fields=[
            ID,
            ("series", models.CharField(max_length=30)),
            ("year", models.PositiveSmallIntegerField()),
            ("last", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="room_series_once_a_year", fields=("series", "year"))
            ]
        },
    ),
    migrations.CreateModel(
        name="RoomRecount",
        fields=[
            ID,
            ("kind", models.CharField(max_length=20)),
            ("object_id", models.BigIntegerField()),
            ("label", models.CharField(max_length=60)),
            ("at", models.DateTimeField()),
            ("calendar", models.PositiveIntegerField()),
            ("before_on", models.DateField()),
            ("after_on", models.DateField()),
            ("was_provisional", models.BooleanField(default=False)),
            ("is_provisional", models.BooleanField(default=False)),
        ],
        options={"indexes": [models.Index(name="room_recount_of", fields=["kind", "object_id"])]},
    ),
]
