"""What a unit does with a ticket: shares, measures, applications, what its head signs."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Objection",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="objections"),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            (
                "proposed_unit",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
            ("reason", models.TextField()),
            ("is_taken", models.BooleanField()),
            ("filed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("filed_at", models.DateTimeField()),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "decided_unit",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    name="objection_open_once",
                    fields=("ticket",),
                    condition=Q(decided_at__isnull=True, is_taken=True),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Share",
        fields=[
            ID,
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="shares")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, related_name="+")),
            ("kind", models.CharField(max_length=8, default="co")),
            ("task", models.CharField(max_length=300, blank=True, default="")),
            (
                "asked_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("asked_at", models.DateTimeField()),
            (
                "accepted_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("accepted_at", models.DateTimeField(null=True)),
            ("due_on", models.DateField(null=True)),
            ("answer", models.TextField(blank=True, default="")),
            (
                "answered_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("answered_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            ("ended_why", models.TextField(blank=True, default="")),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="share_waiting",
                    fields=["unit", "due_on"],
                    condition=Q(answered_at__isnull=True, ended_at__isnull=True),
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="share_once", fields=("ticket", "unit"), condition=Q(ended_at__isnull=True)
                ),
                models.CheckConstraint(
                    name="share_answered_has_answer",
                    condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Measure",
        fields=[
            ID,
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="measures")),
            ("round", models.PositiveSmallIntegerField(default=1)),
            ("text", models.CharField(max_length=300)),
            ("owner_name", models.CharField(max_length=40)),
            ("due_on", models.DateField(blank=True, null=True)),
            ("next_feedback_on", models.DateField(blank=True, null=True)),
            ("done_on", models.DateField(blank=True, null=True)),
            ("evidence", models.TextField(blank=True, default="")),
            (
                "filed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("filed_at", models.DateTimeField()),
            (
                "decision",
                models.ForeignKey(
                    "cases.application", models.PROTECT, null=True, related_name="measures"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="measure_next_feedback",
                    fields=["next_feedback_on"],
                    condition=Q(done_on__isnull=True, next_feedback_on__isnull=False),
                )
            ],
            "constraints": [
                models.CheckConstraint(
                    name="measure_done_has_evidence",
                    condition=Q(done_on__isnull=True) | ~Q(evidence=""),
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Attachment",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="attachments"),
            ),
            (
                "measure",
                models.ForeignKey(
                    "cases.measure",
                    models.CASCADE,
                    blank=True,
                    null=True,
                    related_name="attachments",
                ),
            ),
            (
                "share",
                models.ForeignKey(
                    "cases.share", models.CASCADE, blank=True, null=True, related_name="attachments"
                ),
            ),
            ("file", models.FileField(upload_to="tickets/%Y/%m/")),
            ("thumbnail", models.FileField(blank=True, default="", upload_to="tickets/%Y/%m/")),
            ("name", models.CharField(max_length=200)),
            ("size", models.PositiveIntegerField()),
            ("digest", models.CharField(max_length=64)),
            (
                "uploaded_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("uploaded_at", models.DateTimeField()),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [models.Index(name="attachment_digest", fields=["digest"])],
        },
    ),
    migrations.CreateModel(
        name="Application",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            (
                "ticket",
                models.ForeignKey("cases.ticket", models.CASCADE, related_name="applications"),
            ),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            ("round", models.PositiveSmallIntegerField()),
            ("kind", models.CharField(max_length=12)),
            ("state", models.CharField(max_length=12, default="waiting")),
            ("reason", models.TextField()),
            ("tried", models.TextField(blank=True, default="")),
            ("proposal", models.TextField(blank=True, default="")),
            ("days", models.PositiveSmallIntegerField(null=True)),
            ("until_on", models.DateField(null=True)),
            ("owner", models.CharField(max_length=40, blank=True, default="")),
            ("ground", models.CharField(max_length=12, blank=True, default="")),
            ("level", models.CharField(max_length=20, blank=True, default="")),
            ("digest", models.CharField(max_length=64)),
            ("asked_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("asked_at", models.DateTimeField()),
            ("due_on", models.DateField()),
            ("raised_on", models.DateField(null=True)),
            (
                "decided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "principal",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "posting",
                models.ForeignKey("cadres.posting", models.PROTECT, null=True, related_name="+"),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            ("decision", models.TextField(blank=True, default="")),
            ("told_at", models.DateTimeField(null=True)),
            (
                "told_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("told_how", models.CharField(max_length=12, blank=True, default="")),
            ("returned_at", models.DateTimeField(null=True)),
            ("answer", models.TextField(blank=True, default="")),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="application_waiting",
                    fields=["county", "kind", "due_on"],
                    condition=Q(state="waiting"),
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="application_waits_once",
                    fields=("ticket", "kind"),
                    condition=Q(state="waiting"),
                ),
                models.CheckConstraint(
                    name="application_decided_has_moment",
                    condition=~Q(state__in=["granted", "refused"]) | Q(decided_at__isnull=False),
                ),
                models.CheckConstraint(
                    name="application_says_what_is_asked",
                    condition=Q(days__isnull=False, kind="extension")
                    | (Q(kind="parking", until_on__isnull=False) & ~Q(ground=""))
                    | (Q(kind="plan", until_on__isnull=False) & ~Q(owner=""))
                    | (Q(kind="hand_up") & ~Q(level="")),
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Approval",
        fields=[
            ID,
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket", models.CASCADE, related_name="approvals", db_index=False
                ),
            ),
            ("round", models.PositiveSmallIntegerField()),
            ("is_approved", models.BooleanField()),
            ("signed_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "posting",
                models.ForeignKey("cadres.posting", models.PROTECT, null=True, related_name="+"),
            ),
            ("signed_at", models.DateTimeField()),
            ("digest", models.CharField(max_length=64)),
            ("note", models.TextField(blank=True, default="")),
            ("taken_back_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [models.Index(name="approval_ticket_round", fields=["ticket", "round"])]
        },
    ),
    migrations.CreateModel(
        name="UnitDraft",
        fields=[
            ID,
            ("ticket", models.ForeignKey("cases.ticket", models.CASCADE, related_name="drafts")),
            (
                "unit",
                models.ForeignKey("cadres.unit", models.PROTECT, related_name="+", db_index=False),
            ),
            ("round", models.PositiveSmallIntegerField()),
            ("kind", models.CharField(max_length=12)),
            ("state", models.CharField(max_length=12, default="waiting")),
            ("words", models.JSONField()),
            ("digest", models.CharField(max_length=64)),
            ("drafted_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("drafted_at", models.DateTimeField()),
            ("sign_by", models.DateField(null=True)),
            (
                "signed_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            (
                "principal",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "posting",
                models.ForeignKey(
                    "cadres.posting", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("ended_at", models.DateTimeField(null=True)),
            ("note", models.TextField(blank=True, default="")),
            (
                "application",
                models.OneToOneField(
                    "cases.application", models.SET_NULL, null=True, related_name="draft"
                ),
            ),
            (
                "objection",
                models.OneToOneField(
                    "cases.objection", models.SET_NULL, null=True, related_name="draft"
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "indexes": [
                models.Index(
                    name="unit_draft_waiting",
                    fields=["unit", "drafted_at"],
                    condition=Q(state="waiting"),
                )
            ],
            "constraints": [
                models.UniqueConstraint(
                    name="unit_draft_open_once",
                    fields=("ticket", "kind"),
                    condition=Q(state__in=["waiting", "returned"]),
                ),
                models.CheckConstraint(
                    name="unit_draft_signed_has_signer",
                    condition=~Q(state__in=["signed", "returned"])
                    | Q(ended_at__isnull=False, signed_by__isnull=False),
                ),
            ],
        },
    ),
]
