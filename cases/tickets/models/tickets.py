"""The ticket (工单): one problem of one enterprise, from filing to closing."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from cadres.encryption.models.encrypted_text import EncryptedTextField
from cadres.viewers.models.id_arrays import IdArrayField
from cases.tickets.models.querysets import TicketEventQuerySet, TicketQuerySet
from cases.tickets.rules.sources.sources import LONGEST_CODE
from cases.tickets.rules.vocabulary import Answer, HandlingClass, LegalChannel, Outcome, Source
from cases.tickets.rules.workflow import OPEN, WITH_UNIT, Action, Party, State


class Category(models.Model):
    """A class of problems (问题类别) with the handling class that is proposed for it."""

    name = models.CharField("问题类别", max_length=40, unique=True)
    handling_class = models.CharField(
        "默认办理类别", max_length=10, choices=HandlingClass, default=HandlingClass.GENERAL
    )
    position = models.PositiveSmallIntegerField(default=100)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Ticket(models.Model):
    """Its state is written by `cases.tickets.services.transitions` alone."""

    number = models.CharField("工单编号", max_length=40, unique=True)
    # No index of its own where a composite one below begins with the column, nor on people: every
    # index is written with every step.
    county = models.ForeignKey("cadres.Region", models.PROTECT, related_name="+", db_index=False)
    township = models.ForeignKey("cadres.Region", models.PROTECT, null=True, related_name="+")
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        db_index=False,
    )
    # From hotline and message boards: a person, or nobody named.
    applicant_name = models.CharField("诉求人", max_length=40, blank=True, default="")
    applicant_phone = EncryptedTextField("诉求人电话", blank=True, default="")
    category = models.ForeignKey(Category, models.PROTECT, related_name="tickets")
    # The code of a source of the county (`rules/sources/sources.py`), and under which number it is
    # known there.
    source = models.CharField("问题来源", max_length=LONGEST_CODE, default=Source.VISIT)
    source_number = models.CharField(
        "来源编号", max_length=60, blank=True, default="", db_default=""
    )
    visit = models.ForeignKey(
        "enterprises.Visit", models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    # The 企业服务日 at which it was raised, where no visit says so by itself.
    service_day = models.ForeignKey(
        "enterprises.ServiceDay", models.PROTECT, null=True, related_name="+", db_index=False
    )
    title = models.CharField("标题", max_length=120)
    description = models.TextField("问题描述")
    filed_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    filed_at = models.DateTimeField("登记时间")
    filed_on = models.DateField("反映日期")

    state = models.CharField("状态", max_length=20, choices=State, default=State.FILED)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    handling_class = models.CharField(
        "办理类别", max_length=10, choices=HandlingClass, blank=True, default=""
    )
    unit = models.ForeignKey(
        "cadres.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        db_index=False,
    )
    co_unit_ids = IdArrayField(blank=True)
    # From whom the one who told of it keeps it (`visibility.tickets_for`): whoever covers the
    # enterprise at the moment; these units.
    is_kept_from_cadres = models.BooleanField(default=False, db_default=False)
    kept_from_unit_ids = IdArrayField(blank=True, db_default=[])
    # The promise to the enterprise, counted from filing; the unit's own limit from acceptance;
    # and the limit of the step that is being waited for.
    # All of them follow from the clock ledger (`cases.tickets.rules.clocks.clocks.derived`).
    due_on = models.DateField("办理时限")
    # The promise as it was first given; an extension moves `due_on` alone.
    promised_on = models.DateField("原承诺时限")
    # Where the promise is counted in hours, the moment; `is_late_hours` where it was missed
    # within the last day.
    due_at = models.DateTimeField(null=True, blank=True)
    is_late_hours = models.BooleanField(default=False)
    is_due_provisional = models.BooleanField(default=False)
    unit_due_on = models.DateField("承办时限", null=True, blank=True)
    step_due_on = models.DateField("本环节时限", null=True, blank=True)
    feedback_due_on = models.DateField("首次反馈时限", null=True, blank=True)
    # Since when the unit's own clock stands still.
    paused_at = models.DateTimeField(null=True, blank=True)

    dispatched_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    dispatched_on = models.DateField("交办日期", null=True, blank=True)
    accepted_on = models.DateField("签收日期", null=True, blank=True)
    # Of a complaint about tendering: when the unit took it (受理).
    admitted_on = models.DateField("受理日期", null=True)
    result = models.TextField("办理情况", blank=True, default="")
    approved_by = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_on = models.DateField("审核通过日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    answer = models.CharField("企业答复", max_length=12, choices=Answer, blank=True, default="")
    outcome = models.CharField("办理结果", max_length=12, choices=Outcome, blank=True, default="")
    plan_owner = models.CharField("计划责任人", max_length=40, blank=True, default="")
    plan_due_on = models.DateField("计划解决日期", null=True, blank=True)
    legal_channel = models.CharField(
        "法定渠道", max_length=12, choices=LegalChannel, blank=True, default=""
    )
    # The number of the case in that other body's books (e.g. 拖欠款项投诉平台).
    outer_number = models.CharField("外部编号", max_length=60, blank=True, default="")

    # The clerk in whose hands it is.
    handler = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # Brought before the head of the campaign office, and why.
    raised_on = models.DateField(null=True, blank=True)
    raised_why = models.CharField(max_length=200, blank=True, default="")
    # The unit's head did not sign in time: its 主要负责人 was urged, and by when the county's
    # leaders are told (no day once they were). Where the county lets the office sign, since when.
    approval_urged_on = models.DateField(null=True, blank=True)
    approval_report_by = models.DateField(null=True, blank=True)
    approval_raised_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # The ticket of the message from which it was split off; that one keeps text and number.
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="parts", db_index=False
    )
    topic = models.ForeignKey(
        "cases.Topic", models.PROTECT, null=True, blank=True, related_name="tickets"
    )

    # When the database last wrote this row, or what hangs on it: of no action, and no figure counts
    # by it. A trigger keeps it, so that whoever follows changes misses none.
    updated_at = models.DateTimeField(
        db_default=RawSQL("statement_timestamp()", []), editable=False
    )

    # Search words of number, title, text, enterprise name and aliases:
    # cadres.search.rules.character_pairs.
    pairs = ArrayField(models.IntegerField(), default=list, editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ticket_with_unit_has_unit",
                condition=~Q(state__in=sorted(WITH_UNIT)) | Q(unit__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_waiting_for_dispatch_has_no_unit",
                condition=~Q(state="filed") | Q(unit__isnull=True, co_unit_ids=[]),
            ),
            models.CheckConstraint(
                name="ticket_approved_has_approval_day",
                condition=~Q(state__in=["unconfirmed", "unreached", "no_answer", "closed"])
                | Q(approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_open_has_no_approval_day",
                condition=~Q(state__in=sorted(OPEN)) | Q(approved_on__isnull=True),
            ),
            models.CheckConstraint(
                name="ticket_closed_has_closing_day",
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="ticket_merged_has_master",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="ticket_planned_has_owner_and_day",
                condition=Q(state="planned", plan_due_on__isnull=False) & ~Q(plan_owner="")
                | (~Q(state="planned") & Q(plan_due_on__isnull=True, plan_owner="")),
            ),
            models.CheckConstraint(
                name="ticket_days_in_order",
                condition=Q(approved_on__isnull=True) | Q(approved_on__gte=F("filed_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["-filed_on", "-id"], name="ticket_newest"),
            models.Index(fields=["county", "-filed_on", "-id"], name="ticket_county_newest"),
            models.Index(fields=["county", "state", "due_on"], name="ticket_county_state_due"),
            # Lists of what is due first, over as many counties as one likes, and every filter on
            # open tickets: few of all are open, and this small index answers alone.
            models.Index(
                fields=["due_on", "id"],
                name="ticket_open_due",
                condition=Q(state__in=sorted(OPEN)),
                include=[
                    "state",
                    "county",
                    "township",
                    "unit",
                    "enterprise",
                    "category",
                    "filed_on",
                ],
            ),
            # What was closed since a day.
            models.Index(
                fields=["closed_on"],
                name="ticket_closed_on",
                condition=Q(state="closed"),
                include=["id", "county"],
            ),
            # Who follows changes reads on from the last one.
            models.Index(fields=["updated_at", "id"], name="ticket_updated"),
            # The figures of a period are counted from this index alone.
            models.Index(
                fields=["county", "filed_on"],
                name="ticket_figures",
                include=[
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
                ],
            ),
            models.Index(fields=["unit", "-filed_on", "-id"], name="ticket_unit_newest"),
            models.Index(fields=["enterprise", "-filed_on"], name="ticket_enterprise_newest"),
            models.Index(fields=["filed_by", "-filed_on"], name="ticket_filer_newest"),
            # What the sweeps ask every working morning: few tickets wait for anything.
            models.Index(
                fields=["step_due_on"],
                name="ticket_step_due",
                condition=Q(step_due_on__isnull=False),
            ),
            models.Index(
                fields=["feedback_due_on"],
                name="ticket_feedback_due",
                condition=Q(feedback_due_on__isnull=False),
            ),
            # What the ladder of supervision asks: the unit's own limit, and who had to begin anew.
            models.Index(
                fields=["unit_due_on"],
                name="ticket_unit_due",
                condition=Q(unit_due_on__isnull=False, state__in=sorted(OPEN)),
            ),
            models.Index(
                fields=["round"],
                name="ticket_redone",
                condition=Q(round__gt=1, state__in=sorted(OPEN)),
            ),
            models.Index(
                fields=["plan_due_on"],
                name="ticket_plan_due",
                condition=Q(state="planned"),
            ),
            models.Index(
                fields=["county", "raised_on"],
                name="ticket_raised",
                condition=Q(raised_on__isnull=False),
            ),
            models.Index(
                fields=["handler"],
                name="ticket_handler_open",
                condition=Q(state__in=sorted(OPEN), handler__isnull=False),
            ),
            # Few came with a number: the same one comes in once.
            models.Index(
                fields=["county", "source_number"],
                name="ticket_source_number",
                condition=~Q(source_number=""),
            ),
            models.Index(
                fields=["split_from"],
                name="ticket_split_from",
                condition=Q(split_from__isnull=False),
            ),
            models.Index(
                fields=["service_day"], name="ticket_service_day", condition=~Q(service_day=None)
            ),
            GinIndex(fields=["co_unit_ids"], name="ticket_co_units"),
            GinIndex(fields=["pairs"], name="ticket_pairs"),
        ]

    def __str__(self) -> str:
        return self.number


class TicketEvent(models.Model):
    """One step of a ticket (经过), with what the figures need to look at any past day."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="events", db_index=False)
    action = models.CharField(max_length=20, choices=Action)
    at = models.DateTimeField()
    # People and units are never deleted, so nobody looks up the events that name them.
    actor = models.ForeignKey(
        "cadres.Cadre", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # Room for two names: who did it, and for whom (李娟 代 王强).
    actor_name = models.CharField(max_length=90)
    # The unit for which the actor stood in this action.
    actor_unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    # In which part it was done: a head who signs has not handled the ticket.
    party = models.CharField(max_length=12, choices=Party, blank=True, default="")
    note = models.TextField(blank=True, default="")
    source_state = models.CharField(max_length=20, choices=State, blank=True, default="")
    # The ticket after the step.
    state = models.CharField(max_length=20, choices=State)
    round = models.PositiveSmallIntegerField(default=1)
    unit = models.ForeignKey(
        "cadres.Unit", models.PROTECT, null=True, related_name="+", db_index=False
    )
    due_on = models.DateField()
    promised_on = models.DateField(null=True)
    # The unit's own time, the wait that it is in, and since when its clock stands still.
    unit_due_on = models.DateField(null=True)
    step_due_on = models.DateField(null=True)
    paused_at = models.DateTimeField(null=True)
    approved_on = models.DateField(null=True)
    is_late_hours = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")

    objects = TicketEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ticket", "at", "id"], name="event_ticket_at"),
            models.Index(fields=["ticket"], name="event_returned", condition=Q(action="object")),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.action}"


class TicketOrigin(models.Model):
    """From which ledger row a ticket came; `key` knows it again next week."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="origin")
    key = models.CharField(max_length=64, unique=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    # Digest of what the row said when it was last taken: the same row changes nothing.
    content = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.file_name} {self.sheet} {self.row}"


class NumberSeries(models.Model):
    """The last number given in a series; taken under a row lock."""

    prefix = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="series_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.last}"
