"""The register and its figures, over the leads that exist for the reader; no content in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from cadres.deadlines.rules import limits as terms
from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.calendar import work_calendar
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules import limit_keys
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.procedure import UNANSWERED
from cases.leads.register.rules import figures
from cases.leads.register.rules.figures import Figure, Standing
from cases.leads.steps.selectors import clocks, leads
from cases.leads.vault.rules.reader import Reader

ANSWER_CLOCKS = (Clock.LONGEST,)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the register is asked for; days are those of the delivery, both included."""

    since: date | None = None
    until: date | None = None
    state: str = ""
    outcome: str = ""
    route: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A lead of the register, and where it stands."""

    lead: Lead
    standing: Standing


@dataclass(frozen=True, slots=True)
class Silent:
    """A lead of which nothing was heard for too long: since when, and when that was too long."""

    lead: Lead
    heard_on: date
    due_on: date


def register(asked: Asked, *, seen_by: Reader) -> list[RegisterRow]:
    """移送登记簿: whatever has gone out, in the order of going; before its letter it has no place.

    With a figure it holds exactly the leads that the figure counts.
    """
    rows = leads.rows(seen_by=seen_by).filter(_columns(asked))
    gone = rows.annotate(gone_at=Coalesce("delivered_at", "issued_at"))
    found = _with_standings(_within(gone, asked).order_by("gone_at", "pk"), seen_by)
    if not asked.figure:
        return found
    figure, on = Figure(asked.figure), seen_by.today
    return [row for row in found if figures.counts(figure, row.standing, on)]


def overdue(on: date, *, seen_by: Reader) -> list[RegisterRow]:
    """Leads with a running clock that ended before the day, drafts too; the longest over first."""
    late = clocks.known_to(seen_by=seen_by).filter(ended_at__isnull=True, due_on__lt=on)
    rows = leads.rows(seen_by=seen_by).filter(clocks__in=late).distinct()
    return sorted(
        _with_standings(rows, seen_by), key=lambda row: (min(row.standing.running), row.lead.pk)
    )


def unanswered(on: date, *, seen_by: Reader) -> list[Silent]:
    """For the joint meeting (联席会议): signed for, and nothing heard for LEAD_SILENCE."""
    limit = limits.find(limit_keys.LEAD_SILENCE, "", on, seen_by.county_id)
    days = work_calendar(None, seen_by.county_id)
    waiting = leads.rows(seen_by=seen_by).filter(
        state__in=sorted(UNANSWERED), signed_at__isnull=False
    )
    heard = [(lead, _heard_on(lead)) for lead in waiting]
    silent = [Silent(lead, day, terms.due_on(limit, day, days).on) for lead, day in heard]
    return sorted((one for one in silent if one.due_on < on), key=lambda one: one.due_on)


def _columns(asked: Asked) -> Q:
    wanted = {
        name: value for name in ("state", "outcome", "route") if (value := getattr(asked, name))
    }
    return Q(**wanted)


def _within(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    rows = rows.filter(gone_at__isnull=False)
    if asked.since:
        rows = rows.filter(gone_at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(gone_at__lt=_midnight(asked.until + timedelta(days=1)))
    return rows


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def _with_standings(rows: Iterable[Lead], reader: Reader) -> list[RegisterRow]:
    """Two queries for all of them: the leads, and their clocks."""
    found = list(rows)
    runs: dict[int, list[LeadClock]] = {lead.pk: [] for lead in found}
    for clock in clocks.known_to(seen_by=reader).filter(lead__in=found).order_by("pk"):
        runs[clock.lead_id].append(clock)
    return [RegisterRow(lead, _standing(lead, runs[lead.pk])) for lead in found]


def _standing(lead: Lead, clocks: Sequence[LeadClock]) -> Standing:
    # Of each clock the last run that holds: a prolonged one takes the place of the first.
    answer = {c.clock: c.due_on for c in clocks if c.clock in ANSWER_CLOCKS and not c.is_void}
    return Standing(
        state=lead.state,
        outcome=lead.outcome,
        delivered_on=_day(lead.delivered_at),
        accepted_on=_day(lead.accepted_at),
        said_on=_day(lead.answered_at),
        answer_due_on=min(answer.values(), default=None),
        running=tuple(clock.due_on for clock in clocks if clock.ended_at is None),
    )


def _heard_on(lead: Lead) -> date:
    """When the receiver last told anything: that it has it, that it takes it, how it stands."""
    told = [at for at in (lead.signed_at, lead.accepted_at, lead.answered_at) if at]
    return day_of(max(told))


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None
