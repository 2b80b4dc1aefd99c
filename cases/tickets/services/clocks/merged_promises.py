"""What was promised in tickets that became one (并入): the earlier day binds, for good."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, Q

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.workdays import WorkCalendar, short
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.viewers.rules.viewer import Viewer
from cases.models import Measure, Ticket
from cases.tickets.rules.clocks import clocks as clock_rules
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb, Command
from cases.tickets.rules.duplicates import duplicates
from cases.tickets.rules.duplicates.duplicates import Pair
from cases.tickets.services.clocks import clock_starts, clocks

PROMISE = (ClockKind.PROMISE, None)


def of_merger(pair: Pair) -> list[Command]:
    """Where the younger one's promise ends earlier, the older one's begins anew with that day."""
    promised_on = duplicates.earlier_promise(pair)
    if promised_on is None:
        return []
    run = clock_rules.replay(clocks.ticks_of(pair.master))[PROMISE]
    days = Calendars(pair.master.county_id).newest
    return _as_in(pair.duplicate, run.key, run.subject, run.since, promised_on, days)


def of_dispatch(ticket: Ticket, handling_class: str, *, actor: Viewer) -> list[Command]:
    """The promise by its class; what a ticket that went into it was promised earlier, binds still.

    A promise from before any dispatch is none yet: dispatch names the class that decides the day.
    """
    since = clock_starts.of_promise(ticket, handling_class, actor=actor)
    named = clocks.promise(ticket, handling_class, since)
    absorbed = Ticket.objects.filter(merged_into=ticket, dispatched_on__isnull=False)
    first = absorbed.order_by("due_on", F("due_at").asc(nulls_last=True)).first()
    if first is None or named.since is None:
        return [named]
    days = Calendars(ticket.county_id).newest
    limit = limits.find(
        limit_rules.named(named.key), handling_class, ticket.filed_on, ticket.county_id
    )
    due = limit_rules.due_on(limit, named.since, days)
    if not duplicates.binds_earlier(first, due.on, due.at):
        return [named]
    promised_on = min(due.on, first.promised_on)
    again = _as_in(first, named.key, handling_class, named.since, promised_on, days)
    return [named, *again]


def keep_feedback(pair: Pair, *, actor: Viewer) -> str:
    """The enterprise hears by the day on which it was to hear; return what is said of it."""
    to_come = Measure.objects.filter(ticket=pair.duplicate, done_on__isnull=True)
    days = to_come.filter(next_feedback_on__isnull=False).order_by("next_feedback_on")
    promised_on = days.values_list("next_feedback_on", flat=True).first()
    if promised_on is None:
        return ""
    own = Measure.objects.filter(ticket=pair.master, done_on__isnull=True)
    later = Q(next_feedback_on__isnull=True) | Q(next_feedback_on__gt=promised_on)
    own.filter(later).update(next_feedback_on=promised_on)
    return f"；原约定 {short(promised_on)} 前向企业反馈"


def _as_in(
    other: Ticket, key: str, subject: str, since: datetime, promised_on: date, days: WorkCalendar
) -> list[Command]:
    """Begin the promise with what another ticket promised; hours stay hours."""
    basis = f"并入的 {other.number} 承诺在先"
    if other.due_at is not None:
        run = clock_rules.replay(clocks.ticks_of(other))[PROMISE]
        begun = Command(ClockVerb.STARTED, ClockKind.PROMISE, run.key, run.subject, run.since)
        return [begun, *(_more(one, one.basis) for one in run.extensions)]
    more = days.working_days_between(promised_on, other.due_on)
    is_put_off = more > 0 and days.add_working_days(promised_on, more) == other.due_on
    stated_on = promised_on if is_put_off else other.due_on
    begun = Command(
        ClockVerb.STARTED,
        ClockKind.PROMISE,
        key,
        subject,
        since=since,
        stated_on=stated_on,
        basis=basis,
    )
    put_off = Limit(limit_keys.EXTENSION_LENGTH, "", more, LimitUnit.WORKDAY, basis)
    return [begun, _more(put_off, basis)] if is_put_off else [begun]


def _more(limit: Limit, basis: str) -> Command:
    return Command(
        ClockVerb.EXTENDED,
        ClockKind.PROMISE,
        limit.key,
        amount=limit.amount,
        measure=limit.unit,
        basis=basis,
    )
