"""Tickets that come from ledgers are written in bulk, with the history that the ledger tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Due, Limit
from cadres.deadlines.selectors import calendar, limits
from cadres.models import Region
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.rules.ledger_rows import Facts
from cases.models import Category, ClockEvent, Rating, Ticket, TicketEvent, TicketOrigin
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.sources.sources import plain_number
from cases.tickets.rules.vocabulary import Channel
from cases.tickets.rules.workflow import Action, State
from cases.tickets.services.clocks import clocks
from cases.tickets.services.filing import title_of
from cases.tickets.services.ticket_numbers import take_numbers
from enterprises.models import Enterprise

BATCH = 500
OTHER_CATEGORY = "其他"


@dataclass(frozen=True, slots=True)
class Promised:
    """What a row that names no limit is measured by: the limit, its end, and the calendar."""

    limit: Limit
    due: Due
    calendar: int


Promise = Callable[[str, date], Promised]


@dataclass(frozen=True, slots=True)
class Draft:
    """A ticket to be, with where it comes from."""

    key: str
    origin: Origin
    facts: Facts
    filed_at: datetime
    text: str
    category: Category
    title: str = ""
    enterprise: Enterprise | None = None
    names: tuple[str, ...] = ()
    applicant_name: str = ""
    # The number that the hotline or the board gave the message.
    outer_number: str = ""
    closed_at: datetime | None = None
    # The same with the units as the row names them, where another has taken one over since.
    facts_then: Facts | None = None

    @property
    def filed_on(self) -> date:
        return timezone.localdate(self.filed_at)


def create(drafts: Sequence[Draft], county: Region, *, actor: Viewer) -> list[Ticket]:
    """Write the tickets with number, history, rating and origin; nobody is told of old matters."""
    numbers = _numbers(drafts, county)
    promise = promises(county, actor.today)
    tickets = [
        _ticket(draft, number, county, promise)
        for draft, number in zip(drafts, numbers, strict=True)
    ]
    made = Ticket.objects.bulk_create(tickets, batch_size=BATCH)
    pairs = list(zip(made, drafts, strict=True))
    events = [event for ticket, draft in pairs for event in _history(ticket, draft, actor)]
    TicketEvent.objects.bulk_create(events, batch_size=BATCH)
    ticks = [tick for ticket, draft in pairs for tick in _ticks(ticket, draft, promise, actor)]
    ClockEvent.objects.bulk_create(ticks, batch_size=BATCH)
    ratings = [_rating(ticket, draft.facts, actor) for ticket, draft in pairs]
    Rating.objects.bulk_create(list(filter(None, ratings)), batch_size=BATCH)
    origins = [origin_of(ticket, draft) for ticket, draft in pairs]
    TicketOrigin.objects.bulk_create(origins, batch_size=BATCH)
    return made


def settle_categories(names: Sequence[str], *, actor: Viewer) -> dict[str, Category]:
    """Return the categories of these names; a county's own words become categories of their own."""
    wanted = dict.fromkeys(name or OTHER_CATEGORY for name in names)
    known = {category.name: category for category in Category.objects.filter(name__in=wanted)}
    fresh = [Category(name=name) for name in wanted if name not in known]
    made = Category.objects.bulk_create(fresh)
    for category in made:
        audit.record("category.add", category, actor=actor)
    return known | {category.name: category for category in made}


def promises(county: Region, today: date) -> Promise:
    """Return the promise of a handling class from a day, for rows that name no limit.

    Matters older than every limit are measured by today's.
    """
    days = calendar.work_calendar(region_id=county.pk)
    now = limits.book(today, county.pk, key=limit_keys.PROMISE)
    books = {today: now}

    def promise(handling_class: str, filed_on: date) -> Promised:
        if filed_on not in books:
            books[filed_on] = limits.book(filed_on, county.pk, key=limit_keys.PROMISE)
        limit = books[filed_on].get(limit_keys.PROMISE, handling_class)
        found = limit or now.find(limit_keys.PROMISE, handling_class)
        due = limit_rules.due_on(found, limit_rules.begin(found, filed_on), days)
        return Promised(found, due, days.version)

    return promise


def origin_of(ticket: Ticket, draft: Draft) -> TicketOrigin:
    origin = draft.origin
    return TicketOrigin(
        ticket=ticket,
        key=draft.key,
        file_name=origin.file[:200],
        file_digest=origin.digest,
        sheet=origin.sheet[:60],
        row=origin.row,
        content=draft.facts.digest,
    )


def state_of(facts: Facts) -> State:
    """Where the ledger says that the matter stands."""
    if facts.is_closed:
        return State.CLOSED
    return State.IN_HAND if facts.unit_id else State.FILED


def midnight(day: date) -> datetime:
    """A ledger knows the day alone."""
    return timezone.make_aware(datetime.combine(day, time()))


def written_in(origin: Origin) -> str:
    return f"{origin.file} {origin.sheet} 第 {origin.row} 行"


def _numbers(drafts: Sequence[Draft], county: Region) -> list[str]:
    """One series a year; numbers follow the order of the rows."""
    years = [draft.filed_on.year for draft in drafts]
    taken = {
        year: iter(take_numbers(county, year, years.count(year))) for year in sorted(set(years))
    }
    return [next(taken[year]) for year in years]


def _ticket(draft: Draft, number: str, county: Region, promise: Promise) -> Ticket:
    facts, enterprise, filed_on = draft.facts, draft.enterprise, draft.filed_on
    due = _due(draft, promise)
    ticket = Ticket(
        number=number,
        county=county,
        township_id=enterprise.township_id if enterprise else None,
        enterprise=enterprise,
        applicant_name=draft.applicant_name[:40],
        outer_number=draft.outer_number[: text_limits.OUTER_NUMBER],
        source_number=plain_number(draft.outer_number)[: text_limits.OUTER_NUMBER],
        category=draft.category,
        source=facts.source,
        title=title_of(draft.title, draft.text),
        description=draft.text,
        filed_at=draft.filed_at,
        filed_on=filed_on,
        due_on=due.on,
        promised_on=due.on,
        is_due_provisional=due.is_provisional,
    )
    for field, value in standing(ticket, facts, draft.category).items():
        setattr(ticket, field, value)
    ticket.pairs = pairs_of_all(number, ticket.title, draft.text, *draft.names)
    return ticket


def _due(draft: Draft, promise: Promise) -> Due:
    """What the ledger states, else what the limit of the category gives."""
    if draft.facts.due_on:
        return Due(draft.facts.due_on, False)
    return promise(draft.category.handling_class, draft.filed_on).due


def standing(ticket: Ticket, facts: Facts, category: Category) -> dict[str, Any]:
    """Where the matter stands, as the ledger tells it; the unit has had it from the first day."""
    state, has_unit = state_of(facts), facts.unit_id is not None
    due_on = facts.due_on or ticket.due_on
    return {
        "state": state,
        "handling_class": ticket.handling_class or (category.handling_class if has_unit else ""),
        "unit_id": facts.unit_id,
        "co_unit_ids": list(facts.co_unit_ids),
        "due_on": due_on,
        "unit_due_on": due_on if state == State.IN_HAND else None,
        "step_due_on": None if state == State.CLOSED else due_on,
        "dispatched_on": (ticket.dispatched_on or ticket.filed_on) if has_unit else None,
        "accepted_on": (ticket.accepted_on or ticket.filed_on) if has_unit else None,
        "result": facts.result,
        "approved_on": facts.closed_on,
        "closed_on": facts.closed_on,
    }


def _history(ticket: Ticket, draft: Draft, actor: Viewer) -> list[TicketEvent]:
    """Filed on its day, closed on its day: so the figures of any past day find it there."""
    begun = state_of(replace(draft.facts, is_closed=False))
    first = _event(ticket, draft, actor, begun, draft.filed_at)
    if ticket.state != State.CLOSED:
        return [first]
    closed_at = draft.closed_at or midnight(ticket.closed_on or draft.filed_on)
    last = _event(ticket, draft, actor, State.CLOSED, max(closed_at, draft.filed_at))
    last.source_state, last.approved_on = begun, ticket.approved_on
    return [first, last]


def _event(ticket: Ticket, draft: Draft, actor: Viewer, state: State, at: datetime) -> TicketEvent:
    return TicketEvent(
        ticket=ticket,
        action=Action.IMPORT,
        at=at,
        actor_id=actor.cadre_id,
        actor_name=actor.name,
        note=written_in(draft.origin),
        state=state,
        unit_id=ticket.unit_id,
        due_on=ticket.due_on,
        promised_on=ticket.due_on,
        unit_due_on=ticket.unit_due_on,
        step_due_on=None if state == State.CLOSED else ticket.due_on,
    )


def _ticks(ticket: Ticket, draft: Draft, promise: Promise, actor: Viewer) -> list[ClockEvent]:
    """The clocks as the ledger tells them; a promise that it does not name has its limit."""
    ticks = clocks.stated(ticket, draft.filed_at, actor.cadre_id)
    if not draft.facts.due_on:
        subject = draft.category.handling_class
        promised = promise(subject, draft.filed_on)
        clocks.name_limit(ticks[0], promised.limit, subject, promised.calendar)
    return ticks


def _rating(ticket: Ticket, facts: Facts, actor: Viewer) -> Rating | None:
    if not facts.satisfaction:
        return None
    at = midnight(ticket.closed_on) if ticket.closed_on else actor.at
    return Rating(
        ticket=ticket,
        round=ticket.round,
        satisfaction=facts.satisfaction,
        channel=Channel.LEDGER,
        rated_at=at,
    )
