"""What the history of tickets tells: of their clocks, objections, applications and events."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cadres.deadlines.rules.limits import LimitKey
from cases.figures.rules import completion
from cases.figures.rules.completion import Bucket
from cases.figures.rules.definitions.handling import HistoryMeasure
from cases.figures.selectors.cohorts import Seen
from cases.models import Application, ClockEvent, Objection, TicketEvent
from cases.tickets.rules.applications.applications import ApplicationKind, ApplicationState
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import ClockKind, ClockVerb
from cases.tickets.rules.separation_of_duties import HANDLING
from cases.tickets.rules.workflow import Action

# After the end it was found untrue, and began anew.
_REOPENED = (Action.REOPEN, Action.REVIVE)
# By these a clock's run ends.
_ENDS = (ClockVerb.STARTED, ClockVerb.STOPPED, ClockVerb.REASSIGNED)
# Which clock bounds the wait, and whether it is asked of the present unit alone.
_WAITS: dict[HistoryMeasure, tuple[ClockKind, LimitKey, bool]] = {
    HistoryMeasure.DISPATCH_DUE: (ClockKind.STEP, limit_keys.DISPATCH, False),
    HistoryMeasure.ACCEPTANCE_DUE: (ClockKind.STEP, limit_keys.ACCEPT, True),
    HistoryMeasure.ANSWER_DUE: (ClockKind.FEEDBACK, limit_keys.FIRST_FEEDBACK, True),
}
_TIMELY = {
    HistoryMeasure.DISPATCHED_TIMELY: HistoryMeasure.DISPATCH_DUE,
    HistoryMeasure.ACCEPTED_TIMELY: HistoryMeasure.ACCEPTANCE_DUE,
    HistoryMeasure.ANSWERED_TIMELY: HistoryMeasure.ANSWER_DUE,
}


def condition(name: HistoryMeasure, seen: Seen) -> Q:
    """Return the condition of a measure among the tickets of a table."""
    if name in _WAITS:
        return _known(name, seen)
    if name in _TIMELY:
        due = _TIMELY[name]
        return _known(due, seen) & ~Q(Exists(_waits(due, seen).filter(_IS_LATE)))
    return _TOLD[name](seen)


# What was waited for came after its day, or has not come although the day is over.
_IS_LATE = Q(until__date__gt=F("ends_on"))


def _known(name: HistoryMeasure, seen: Seen) -> Q:
    return Q(Exists(_waits(name, seen).filter(Q(ended_at__isnull=False) | _IS_LATE)))


def _waits(name: HistoryMeasure, seen: Seen) -> QuerySet[Any]:
    """The waits of a kind with their end and their limit, as both were known at that moment."""
    kind, key, is_of_unit = _WAITS[name]
    of_ticket = ClockEvent.objects.filter(
        ticket=OuterRef("ticket"), kind=kind, pk__gt=OuterRef("pk"), at__lte=seen.ends_at
    )
    ends = of_ticket.filter(verb__in=_ENDS).order_by("pk")
    counted_anew = of_ticket.filter(verb=ClockVerb.RECOUNTED, at__lte=OuterRef("until"))
    begun = ClockEvent.objects.filter(
        ticket=OuterRef(seen.ticket),
        kind=kind,
        verb=ClockVerb.STARTED,
        key=key,
        due_on__isnull=False,
        at__lte=seen.ends_at,
    )
    if is_of_unit:
        begun = begun.filter(unit=OuterRef(f"{seen.columns.unit}_id"))
    return begun.annotate(ended_at=Subquery(ends.values("at")[:1])).annotate(
        until=Coalesce("ended_at", Value(seen.ends_at)),
        ends_on=Coalesce(Subquery(counted_anew.order_by("-pk").values("due_on")[:1]), F("due_on")),
    )


def _returned(seen: Seen) -> Q:
    taken = Objection.objects.filter(
        ticket=OuterRef(seen.ticket), is_taken=True, filed_at__lte=seen.ends_at
    )
    return Q(Exists(taken))


def _extended_near_due(seen: Seen) -> Q:
    """Granted, and asked for when the unit's own time was about to end or over."""
    asked_late = TicketEvent.objects.filter(
        ticket=OuterRef("ticket"),
        action=Action.ASK_EXTENSION,
        at=OuterRef("asked_at"),
        unit_due_on__lte=F("at__date") + timedelta(days=seen.near_due),
    )
    granted = Application.objects.filter(
        ticket=OuterRef(seen.ticket),
        kind=ApplicationKind.EXTENSION,
        state=ApplicationState.GRANTED,
        decided_at__lte=seen.ends_at,
    )
    return Q(Exists(granted.filter(Exists(asked_late))))


def _reopened(seen: Seen) -> Q:
    return Q(Exists(_events(seen).filter(action__in=_REOPENED)))


def _withdrawn_after_contact(seen: Seen) -> Q:
    handled = Exists(_events(seen).filter(action__in=sorted(HANDLING)))
    withdrawn = completion.bucket_of(Bucket.WITHDRAWN, seen.on, seen.columns, seen.whose)
    return withdrawn & Q(handled)


def _events(seen: Seen) -> QuerySet[TicketEvent]:
    told = TicketEvent.objects.standing()
    return told.filter(ticket=OuterRef(seen.ticket), at__lte=seen.ends_at)


_TOLD = {
    HistoryMeasure.RETURNED: _returned,
    HistoryMeasure.EXTENDED_NEAR_DUE: _extended_near_due,
    HistoryMeasure.REOPENED: _reopened,
    HistoryMeasure.WITHDRAWN_AFTER_CONTACT: _withdrawn_after_contact,
}
