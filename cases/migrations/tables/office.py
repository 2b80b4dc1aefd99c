"""The campaign office: tasks by week (双清单), the daily board, subscriptions, wall screens."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="OfficeTask",
        fields=[
            ID,
            UPDATED_AT,
            ("week_on", models.DateField()),
            ("kind", models.CharField(max_length=8)),
            ("text", models.CharField(max_length=300)),
            ("owner_name", models.CharField(max_length=40)),
            ("due_on", models.DateField()),
            ("state", models.CharField(max_length=8, default="planned")),
            ("ended_why", models.TextField(blank=True, default="")),
            ("done_on", models.DateField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("returned_why", models.TextField(blank=True, default="")),
            ("filed_at", models.DateTimeField()),
            (
                "application",
                models.ForeignKey("cases.application", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "carried_from",
                models.OneToOneField(
                    "cases.officetask", models.PROTECT, null=True, related_name="carried_to"
                ),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "ended_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "measure",
                models.ForeignKey("cases.measure", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.PROTECT, null=True, related_name="office_tasks"
                ),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            (
                "decision",
                models.ForeignKey(
                    "cases.boarddecision", models.PROTECT, null=True, related_name="tasks"
                ),
            ),
        ],
        options={
            "ordering": ["week_on", "kind", "pk"],
            "indexes": [
                models.Index(name="task_county_week", fields=["county", "week_on"]),
                models.Index(
                    name="task_unit_planned",
                    fields=["unit", "due_on"],
                    condition=Q(state="planned"),
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="task_week_begins_on_monday", condition=Q(week_on__week_day=2)
                ),
                models.CheckConstraint(
                    name="task_ended_has_words",
                    condition=Q(ended_at__isnull=True, ended_by__isnull=True, state="planned")
                    | (
                        ~Q(state="planned")
                        & Q(ended_at__isnull=False, ended_by__isnull=False)
                        & ~Q(ended_why="")
                    ),
                ),
                models.CheckConstraint(
                    name="task_done_has_its_day",
                    condition=Q(done_on__isnull=False, state="done")
                    | (~Q(state="done") & Q(done_on__isnull=True)),
                ),
                models.CheckConstraint(
                    name="task_source_is_of_a_ticket",
                    condition=Q(ticket__isnull=False)
                    | Q(application__isnull=True, measure__isnull=True),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="BoardDecision",
        fields=[
            ID,
            ("decided_on", models.DateField()),
            ("meeting", models.CharField(max_length=120)),
            ("text", models.CharField(max_length=300)),
            ("filed_at", models.DateTimeField()),
            ("voided_at", models.DateTimeField(null=True)),
            ("voided_why", models.TextField(blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "voided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["-decided_on", "-pk"],
            "indexes": [
                models.Index(name="decision_county_on", fields=["county", "-decided_on", "-id"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="decision_voided_has_words",
                    condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                    | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why="")),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="BoardCall",
        fields=[
            ID,
            ("text", models.CharField(max_length=300)),
            ("called_at", models.DateTimeField()),
            ("called_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "task",
                models.ForeignKey(
                    "cases.officetask", models.PROTECT, null=True, related_name="calls"
                ),
            ),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="call_county_at", fields=["county", "called_at"])],
            "constraints": [
                models.CheckConstraint(
                    name="call_is_about_one_thing",
                    condition=Q(task__isnull=True, ticket__isnull=False)
                    | Q(task__isnull=False, ticket__isnull=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ResultUse",
        fields=[
            ID,
            ("kind", models.CharField(max_length=12)),
            ("result", models.CharField(max_length=200)),
            ("result_number", models.CharField(max_length=60, blank=True, default="")),
            ("published_on", models.DateField()),
            ("used_for", models.TextField()),
            ("organ", models.CharField(max_length=80)),
            ("document", models.CharField(max_length=200)),
            ("document_number", models.CharField(max_length=60)),
            ("decided_on", models.DateField()),
            ("filed_at", models.DateTimeField()),
            ("voided_at", models.DateTimeField(null=True)),
            ("voided_why", models.TextField(blank=True, default="")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            (
                "voided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["-decided_on", "-pk"],
            "indexes": [
                models.Index(name="result_use_county_on", fields=["county", "-decided_on", "-id"])
            ],
            "constraints": [
                models.CheckConstraint(
                    name="result_use_follows_its_result",
                    condition=Q(decided_on__gte=models.F("published_on")),
                ),
                models.CheckConstraint(
                    name="result_use_has_its_document",
                    condition=~(Q(result="") | Q(used_for="") | Q(organ="") | Q(document=""))
                    & ~Q(document_number=""),
                ),
                models.CheckConstraint(
                    name="result_use_voided_has_words",
                    condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_why="")
                    | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_why="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Subscription",
        fields=[
            ID,
            ("name", models.CharField(max_length=20)),
            ("subject", models.CharField(max_length=20)),
            ("query", models.CharField(max_length=1000, blank=True, default="")),
            ("rhythm", models.CharField(max_length=8)),
            ("started_on", models.DateField()),
            ("sent_for", models.DateField(null=True)),
            ("stopped_at", models.DateTimeField(null=True)),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("owner", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("readers", models.ManyToManyField(related_name="subscriptions", to="cadres.cadre")),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="subscription_running",
                    fields=["rhythm"],
                    condition=Q(stopped_at__isnull=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="WallKey",
        fields=[
            ID,
            ("place", models.CharField(max_length=40)),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("made_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(null=True)),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            (
                "made_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+", db_index=False),
            ),
            (
                "revoked_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "constraints": [
                models.CheckConstraint(
                    name="wall_key_revoked_by_somebody_after_it_was_made",
                    condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                    | Q(revoked_at__gte=models.F("made_at"), revoked_by__isnull=False),
                )
            ],
        },
    ),
]
