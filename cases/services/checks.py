"""Looks back after the end: who made them due, what the caller heard, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import MD5, Cast, Concat

from cadres.errors import Invalid, WrongState
from cadres.models import Region, RegionLevel
from cadres.rules import limits as limit_rules
from cadres.rules import terms
from cadres.rules.limits import Limit
from cadres.rules.terms import Term
from cadres.rules.viewer import Viewer
from cadres.selectors import limits
from cadres.selectors.terms import Calendars
from cadres.services import job_runs, open_units
from cases.models import Check, Ticket
from cases.rules import checks, samples
from cases.rules.checks import ClosingDays
from cases.rules.sides import CheckKind, CheckResult, RoundCause
from cases.rules.workflow import Action, State
from cases.services import rounds, telling
from cases.services.sweeping import Deed, in_batches
from cases.services.transitions import advance, ready

# From when a look back counts, and how long.
TermOf = Callable[[Ticket], Term]
LOOKS = {CheckKind.FIRST: "recheck_first", CheckKind.SECOND: "recheck_second"}


@transaction.atomic
def do_check(check: Check, *, actor: Viewer, result: str, note: str = "") -> Ticket:
    """An independent caller asked the enterprise.

    It holds; or it does not, and a new round begins; or nobody answered, and it is due again.
    """
    if result not in CheckResult.values:
        raise Invalid("请选择回访结果。", {"result": "请选择回访结果。"})
    if result == CheckResult.FAILS and not note.strip():
        raise Invalid("请写明企业怎么说。", {"note": "请写明企业怎么说。"})
    ticket = ready(check.ticket, Action.RECHECK, actor=actor)
    check = Check.objects.select_for_update(no_key=True).get(pk=check.pk)
    if check.done_at is not None or check.round != ticket.round:
        raise WrongState("这次回访已经登记，或工单已重新办理，请回到清单。")
    _write(check, result, note.strip(), actor)
    if result == CheckResult.FAILS:
        return _once_more(ticket, f"{check.get_kind_display()}：{note.strip()}", actor)
    said = f"{check.get_kind_display()}：{checks.word(check.kind, result)}"
    return advance(ticket, Action.RECHECK, actor=actor, note=said)


def sweep(at: datetime) -> int:
    """Make due what is to be looked back at: a sample of what was closed."""
    actor = Viewer.system(at)
    counties = Region.objects.filter(level=RegionLevel.COUNTY).values_list("pk", flat=True)
    return job_runs.each("county", counties, lambda county_id: _look_back(county_id, actor))


def _write(check: Check, result: str, note: str, actor: Viewer) -> None:
    check.result, check.note, check.done_by_id = result, note, actor.person_id
    columns = ["result", "note", "done_by", "done_at"]
    if result == CheckResult.UNREACHED:
        columns += _call_again(check, actor)
    else:
        check.done_at = actor.at
    check.save(update_fields=columns)


def _call_again(check: Check, actor: Viewer) -> list[str]:
    """Nobody answered: the term of a call-back begins with this call; return what it sets."""
    limit = limits.find("call_back", "", actor.today, check.county_id)
    days = Calendars(check.county_id)
    term = terms.begin(limit, actor.at, days.newest)
    columns = {"counted_from": actor.at, **terms.columns(term, days.__getitem__)}
    for column, value in columns.items():
        setattr(check, column, value)
    return list(columns)


def _once_more(ticket: Ticket, note: str, actor: Viewer) -> Ticket:
    """To the unit that had it in hand; where none had, or it is closed, to the office."""
    if ticket.unit and ticket.accepted_on and open_units.hold_heir(ticket.unit):
        ticket = rounds.begin_round(
            ticket, Action.REOPEN, actor=actor, cause=RoundCause.RECHECK, note=note
        )
    else:
        ticket = rounds.begin_round(
            ticket,
            Action.REVIVE,
            actor=actor,
            cause=RoundCause.RECHECK,
            note=note,
            unit=None,
            co_unit_ids=[],
            handler=None,
        )
    office = [] if ticket.unit_id else telling.office(ticket, actor)
    besides = [ticket.filed_by_id, *office]
    telling.tell_unit("ticket_reopened", ticket, actor=actor, besides=besides)
    return ticket


def _look_back(county_id: int, actor: Viewer) -> int:
    book = limits.book(actor.today, county_id)
    share = book.get("recheck_sample")
    if share is None:
        return 0
    made, days = 0, Calendars(county_id)
    for kind, key in LOOKS.items():
        limit = book.get(key)
        if limit is not None:
            closed = checks.closing_days(limit, actor.today, days.newest)
            due = _closed_within(county_id, kind, closed, share.amount)
            made += in_batches(due, _maker(kind, _since_closing(limit), days), actor=actor)
    return made


def _closed_within(
    county_id: int, kind: CheckKind, closed: ClosingDays, percent: int
) -> QuerySet[Ticket]:
    """Tickets of the sample whose day has come; what was missed for as long again is let go."""
    rows = Ticket.objects.filter(
        county_id=county_id,
        state=State.CLOSED,
        closed_on__lte=closed.last,
        closed_on__gt=closed.let_go,
        outcome__in=checks.LOOKED_BACK_AT,
    )
    key = Concat(Value(f"{kind}:"), Cast("pk", CharField()), output_field=CharField())
    drawn = rows.annotate(drawn=MD5(key)).filter(drawn__lt=samples.bound(percent))
    return drawn.exclude(Exists(_made(kind)))


def _since_closing(limit: Limit) -> TermOf:
    return lambda ticket: Term(limit, _closed_at(ticket))


def _closed_at(ticket: Ticket) -> datetime:
    return limit_rules.moment_of(ticket.closed_on or ticket.filed_on)


def _made(kind: CheckKind) -> QuerySet[Check]:
    return Check.objects.filter(ticket=OuterRef("pk"), kind=kind, round=OuterRef("round"))


def _maker(kind: CheckKind, term_of: TermOf, days: Calendars | None = None) -> Deed:
    def make(ticket: Ticket, actor: Viewer) -> object:
        counted_on = days or Calendars(ticket.county_id)
        term = replace(term_of(ticket), calendar=counted_on.newest.version)
        check = Check(
            ticket=ticket,
            county_id=ticket.county_id,
            kind=kind,
            round=ticket.round,
            counted_from=term.since,
            made_at=actor.at,
            **terms.columns(term, counted_on.__getitem__),
        )
        # Another sweep may have made it since this one looked.
        return Check.objects.bulk_create([check], ignore_conflicts=True)

    return make
