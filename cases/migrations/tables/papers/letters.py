"""Letters and their numbers."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="LetterSeries",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("prefix", models.CharField(max_length=20)),
            ("year", models.PositiveSmallIntegerField()),
            ("last", models.PositiveIntegerField(default=0)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="letter_series_once_a_year", fields=("prefix", "year"))
            ]
        },
    ),
    migrations.CreateModel(
        name="LetterStyle",
        fields=[
            ID,
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            ("kind", models.CharField(max_length=20)),
            ("organ", models.CharField(max_length=12, default="office")),
            ("is_issuing", models.BooleanField(default=True)),
            ("issuer", models.CharField(max_length=80)),
            ("prefix", models.CharField(max_length=20)),
            ("contact", models.CharField(max_length=80, blank=True, default="")),
            ("set_at", models.DateTimeField()),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="letter_style_once", fields=("county", "organ", "kind")
                ),
                models.CheckConstraint(
                    name="letter_style_is_whole", condition=~(Q(issuer="") | Q(prefix=""))
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Letter",
        fields=[
            ID,
            ("kind", models.CharField(max_length=20)),
            ("organ", models.CharField(max_length=12, default="office")),
            (
                "county",
                models.ForeignKey(
                    "cadres.region", models.PROTECT, related_name="+", db_index=False
                ),
            ),
            (
                "ticket",
                models.ForeignKey(
                    "cases.ticket",
                    models.PROTECT,
                    null=True,
                    related_name="letters",
                    db_index=False,
                ),
            ),
            (
                "step",
                models.ForeignKey(
                    "cases.ladderstep",
                    models.PROTECT,
                    null=True,
                    related_name="letters",
                    db_index=False,
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    "cases.inspection", models.PROTECT, null=True, related_name="letters"
                ),
            ),
            (
                "sender",
                models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+"),
            ),
            ("reader_ids", models.JSONField(blank=True, default=list)),
            (
                "unit",
                models.ForeignKey(
                    "cadres.unit", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("state", models.CharField(max_length=10, default="draft")),
            ("title", models.CharField(max_length=200)),
            ("sheet", models.JSONField()),
            ("composed", models.JSONField(null=True, default=dict)),
            ("digest", models.CharField(max_length=64)),
            ("reply_days", models.PositiveSmallIntegerField(default=0)),
            (
                "drafted_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("drafted_at", models.DateTimeField()),
            ("author_ids", models.JSONField(blank=True, default=list)),
            (
                "proposed_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("proposed_at", models.DateTimeField(null=True)),
            ("prefix", models.CharField(max_length=20, blank=True, default="")),
            ("year", models.PositiveSmallIntegerField(null=True)),
            ("serial", models.PositiveIntegerField(null=True)),
            ("number", models.CharField(max_length=40, blank=True, default="")),
            ("dated_on", models.DateField(null=True)),
            ("issued_at", models.DateTimeField(null=True)),
            (
                "issued_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("template", models.CharField(max_length=10, blank=True, default="")),
            ("frozen_digest", models.CharField(max_length=64, blank=True, default="")),
            ("pdf", models.FileField(blank=True, default="", upload_to="letters/%Y/%m/")),
            ("pdf_digest", models.CharField(max_length=64, blank=True, default="")),
            ("faces", models.CharField(max_length=300, blank=True, default="")),
            ("reply_due_on", models.DateField(null=True)),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_reply_provisional", models.BooleanField(default=False)),
            ("sealed_at", models.DateTimeField(null=True)),
            (
                "sealed_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("delivered_on", models.DateField(null=True)),
            ("delivery", models.CharField(max_length=10, blank=True, default="")),
            ("receiver", models.CharField(max_length=40, blank=True, default="")),
            (
                "delivered_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            (
                "receipt",
                models.FileField(blank=True, default="", upload_to="letters/receipts/%Y/%m/"),
            ),
            ("receipt_name", models.CharField(max_length=200, blank=True, default="")),
            ("receipt_digest", models.CharField(max_length=64, blank=True, default="")),
            ("received_at", models.DateTimeField(null=True)),
            (
                "received_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("replied_on", models.DateField(null=True)),
            ("reply", models.TextField(blank=True, default="")),
            ("promised_on", models.DateField(null=True)),
            (
                "reply_by",
                models.ForeignKey(
                    "cadres.cadre", models.PROTECT, null=True, related_name="+", db_index=False
                ),
            ),
            ("excused_why", models.CharField(max_length=100, blank=True, default="")),
            ("voided_at", models.DateTimeField(null=True)),
            ("void_why", models.TextField(blank=True, default="")),
            (
                "rating_case",
                models.ForeignKey(
                    "cases.ratingcase", models.PROTECT, null=True, related_name="letters"
                ),
            ),
        ],
        options={
            "ordering": ["-pk"],
            "indexes": [
                models.Index(name="letter_county_state", fields=["county", "state", "-id"]),
                models.Index(
                    name="letter_to_unit", fields=["unit", "-id"], condition=Q(state="issued")
                ),
                models.Index(name="letter_of_ticket", fields=["ticket"]),
                models.Index(
                    name="letter_reply_due",
                    fields=["reply_due_on"],
                    include=("county", "unit"),
                    condition=Q(state="issued")
                    & Q(excused_why="", replied_on__isnull=True, reply_due_on__isnull=False),
                ),
            ],
            "constraints": [
                models.CheckConstraint(
                    name="letter_has_matter_and_unit",
                    condition=Q(kind__in=["business_notice", "circular", "praise"])
                    | Q(organ="bureau", sender__isnull=False)
                    | Q(kind__in=["request", "report"], ticket__isnull=False)
                    | (
                        Q(unit__isnull=False)
                        & (
                            Q(ticket__isnull=False)
                            | Q(inspection__isnull=False)
                            | Q(rating_case__isnull=False)
                        )
                    ),
                ),
                models.CheckConstraint(
                    name="letter_issued_is_numbered",
                    condition=(
                        Q(state="issued")
                        & Q(
                            dated_on__isnull=False,
                            issued_at__isnull=False,
                            issued_by__isnull=False,
                            serial__isnull=False,
                            year__isnull=False,
                        )
                        & ~(
                            Q(prefix="")
                            | Q(number="")
                            | Q(frozen_digest="")
                            | Q(pdf="")
                            | Q(pdf_digest="")
                        )
                    )
                    | (
                        ~Q(state="issued")
                        & Q(
                            dated_on__isnull=True,
                            issued_at__isnull=True,
                            number="",
                            pdf="",
                            prefix="",
                            serial__isnull=True,
                            year__isnull=True,
                        )
                    ),
                ),
                models.CheckConstraint(
                    name="letter_proposed_by_somebody",
                    condition=~Q(state__in=["proposed", "approved", "issued"])
                    | Q(proposed_at__isnull=False, proposed_by__isnull=False),
                ),
                models.CheckConstraint(
                    name="letter_void_has_reason",
                    condition=(Q(state="void", voided_at__isnull=False) & ~Q(void_why=""))
                    | (~Q(state="void") & Q(void_why="", voided_at__isnull=True)),
                ),
                models.CheckConstraint(
                    name="letter_sealed_is_issued",
                    condition=Q(sealed_at__isnull=True)
                    | (Q(state="issued") & Q(sealed_by__isnull=False)),
                ),
                models.CheckConstraint(
                    name="letter_delivered_is_sealed",
                    condition=Q(delivered_on__isnull=True, delivery="", receipt="", receiver="")
                    | (
                        Q(delivered_on__isnull=False, sealed_at__isnull=False)
                        & ~(Q(delivery="") | Q(receiver=""))
                    ),
                ),
                models.CheckConstraint(
                    name="letter_replied_was_asked",
                    condition=Q(promised_on__isnull=True, replied_on__isnull=True, reply="")
                    | (
                        Q(state="issued")
                        & Q(replied_on__isnull=False, reply_due_on__isnull=False)
                        & ~Q(reply="")
                    ),
                ),
                models.UniqueConstraint(
                    name="letter_number_once",
                    fields=("prefix", "year", "serial"),
                    condition=Q(serial__isnull=False),
                ),
                models.UniqueConstraint(
                    name="letter_of_inspection_once",
                    fields=("inspection", "kind"),
                    condition=Q(
                        inspection__isnull=False, state__in=["approved", "draft", "proposed"]
                    ),
                ),
                models.UniqueConstraint(
                    name="letter_of_step_once", fields=("step",), condition=~Q(state="void")
                ),
                models.UniqueConstraint(
                    name="letter_drafted_once",
                    fields=("ticket", "kind", "organ"),
                    condition=Q(state__in=["approved", "draft", "proposed"], step__isnull=True),
                ),
                models.UniqueConstraint(
                    name="letter_of_rating_once",
                    fields=("rating_case",),
                    condition=Q(
                        rating_case__isnull=False, state__in=["approved", "draft", "proposed"]
                    ),
                ),
            ],
        },
    ),
]
