"""The writer of the clock ledger: a command becomes an event, and the ticket's dates follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import Limit
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.viewers.rules.viewer import Viewer
from cases.models import ClockEvent, Share, Ticket
from cases.tickets.rules.clocks import clocks, limit_keys
from cases.tickets.rules.clocks.clocks import (
    ClockKind,
    ClockVerb,
    Command,
    Derived,
    Key,
    Move,
    Run,
    Tick,
)
from cases.tickets.rules.workflow import OPEN, State
from cases.tickets.selectors.clocks import clock_ledger

LEDGER_BASIS = "台账载明"


def follow(
    ticket: Ticket, move: Move, given: Sequence[Command] = (), *, actor: Viewer
) -> dict[str, Any]:
    """Write what a step does to the clocks; set and return the columns of the ticket it moves.

    `given` is what the service commands beyond what the step itself does (`commands_for`). The
    columns are always what the whole ledger says, so that stored and rebuilt cannot differ.
    """
    if not given and not _concerns(move):
        return {}
    ticks = ticks_of(ticket)
    commands = [*given, *clocks.commands_for(move, clocks.replay(ticks), given)]
    days = Calendars(ticket.county_id)
    written = [_tick(ticket, command, days.newest, actor) for command in commands]
    _write(ticket, ticks, written, commands, days, actor)
    runs = clocks.replay([*ticks, *written])
    settle_shares(runs, days)
    return settle(ticket, clocks.derived(runs, ticket.state, days.__getitem__))


def settle(ticket: Ticket, now: Derived) -> dict[str, Any]:
    """Set the columns that differ from what the ledger says; return them."""
    columns = {name: value for name, value in asdict(now).items() if getattr(ticket, name) != value}
    for name, value in columns.items():
        setattr(ticket, name, value)
    return columns


def settle_shares(runs: Mapping[Key, Run], days: Calendars) -> None:
    """Let the days of the parts of others be what the ledger says."""
    dues = clocks.share_dues(runs, days.__getitem__)
    if not dues:
        return
    for row in Share.objects.filter(pk__in=dues):
        if row.due_on != dues[row.pk]:
            row.due_on = dues[row.pk]
            row.save(update_fields=["due_on"])


def ticks_of(ticket: Ticket) -> list[Tick]:
    """Return the ledger of a ticket in the order of writing, as the rules read it."""
    return clock_ledger.of_tickets([ticket.pk])[ticket.pk]


def promise(ticket: Ticket, handling_class: str, since: datetime | None = None) -> Command:
    """The promise to the enterprise, counted from filing, or from when the county counts it
    (民法典 §201: the day itself is not)."""
    return Command(
        ClockVerb.STARTED,
        ClockKind.PROMISE,
        limit_keys.PROMISE,
        handling_class,
        since=since or filing_moment(ticket),
    )


def filing_moment(ticket: Ticket) -> datetime:
    """When the promise begins; of a matter that was raised on an earlier day, that day's end."""
    return limit_rules.moment_of(ticket.filed_on, ticket.filed_at)


def stated(ticket: Ticket, at: datetime, actor_id: int | None = None) -> list[ClockEvent]:
    """Return events for a ticket whose dates were stated elsewhere (a ledger), unsaved.

    The promise, the unit's own limit where it has the matter in hand, and the wait of any other
    open state; replayed, they give just these dates.
    """
    spoken: list[tuple[ClockKind, date, int | None]] = [(ClockKind.PROMISE, ticket.due_on, None)]
    if ticket.state == State.IN_HAND and ticket.unit_due_on:
        spoken.append((ClockKind.UNIT, ticket.unit_due_on, ticket.unit_id))
    elif ticket.state in {*OPEN, State.UNCONFIRMED} and ticket.step_due_on:
        spoken.append((ClockKind.STEP, ticket.step_due_on, ticket.unit_id))
    return [
        ClockEvent(
            ticket=ticket,
            kind=kind,
            verb=ClockVerb.STARTED,
            at=at,
            since=filing_moment(ticket),
            stated_on=due_on,
            due_on=due_on,
            basis=LEDGER_BASIS,
            unit_id=unit_id,
            actor_id=actor_id,
        )
        for kind, due_on, unit_id in spoken
    ]


def name_limit(start: ClockEvent, limit: Limit, subject: str, calendar: int) -> None:
    """A start whose day was counted and not stated names the limit it was counted by."""
    start.key, start.subject, start.stated_on = limit.key, subject, None
    start.amount, start.measure, start.basis = limit.amount, limit.unit, limit.basis
    start.calendar = calendar


def rebuilt(ticket: Ticket) -> dict[str, Any]:
    """Set the ticket's columns to what its ledger says; return those that moved."""
    runs = clocks.replay(ticks_of(ticket))
    return settle(
        ticket, clocks.derived(runs, ticket.state, Calendars(ticket.county_id).__getitem__)
    )


def restated(ticket: Ticket, at: datetime, actor_id: int | None) -> list[ClockEvent]:
    """The same where a newer ledger replaces what an older one said; earlier clocks end first."""
    runs, days = clocks.replay(ticks_of(ticket)), Calendars(ticket.county_id)
    ended = [
        ClockEvent(ticket=ticket, kind=run.kind, verb=ClockVerb.STOPPED, at=at, actor_id=actor_id)
        for run in runs.values()
        if run.is_running and run.kind != ClockKind.PROMISE
    ]
    promise, *others = stated(ticket, at, actor_id)
    promised = runs.get((ClockKind.PROMISE, None))
    is_same = promised is not None and clocks.due(promised, days.__getitem__).on == ticket.due_on
    return [*ended, *others] if is_same else [*ended, promise, *others]


def link_days(ticket: Ticket, on: date) -> int:
    """For how many calendar days a confirmation link holds."""
    return limits.find(limit_keys.LINK_VALID, "", on, ticket.county_id).amount


def _concerns(move: Move) -> bool:
    """May the step move a clock at all? Most notes do not, and need not ask the ledger."""
    return move.before != move.after or bool(clocks.moves_within_state(move.action))


def _tick(ticket: Ticket, command: Command, days: WorkCalendar, actor: Viewer) -> Tick:
    since = command.since or actor.at
    tick = Tick(
        kind=command.kind,
        verb=command.verb,
        at=actor.at,
        key=command.key,
        subject=command.subject,
        amount=command.amount,
        measure=command.measure,
        basis=command.basis,
        calendar=days.version,
        unit_id=command.unit_id,
        share_id=command.share_id,
    )
    if command.verb is not ClockVerb.STARTED:
        return tick
    return _begun(tick, command, since, ticket.county_id)


def _begun(tick: Tick, command: Command, since: datetime, county_id: int) -> Tick:
    """A start with its limit as it holds on the day of the start, or with its stated day."""
    if command.stated_on is not None:
        return clocks.stated(tick, since, command.stated_on)
    on = timezone.localdate(since)
    limit = limits.find(limit_rules.named(command.key), command.subject, on, county_id)
    return clocks.begun(tick, since, limit)


def _write(
    ticket: Ticket,
    ticks: Iterable[Tick],
    written: Sequence[Tick],
    commands: Sequence[Command],
    days: Calendars,
    actor: Viewer,
) -> None:
    """Each event keeps the day it came to, for whoever reads the ledger later."""
    so_far, rows = list(ticks), []
    for tick, command in zip(written, commands, strict=True):
        so_far.append(tick)
        due_on = _due_after(so_far, (tick.kind, tick.share_id), days.__getitem__)
        rows.append(_event(ticket, tick, due_on, command.note, actor))
    ClockEvent.objects.bulk_create(rows)


def _due_after(
    ticks: Sequence[Tick], key: Key, calendars: Callable[[int], WorkCalendar]
) -> date | None:
    run: Run | None = clocks.replay(ticks).get(key)
    return clocks.due(run, calendars).on if run is not None else None


def _event(ticket: Ticket, tick: Tick, due_on: date | None, note: str, actor: Viewer) -> ClockEvent:
    return ClockEvent(
        ticket=ticket, due_on=due_on, actor_id=actor.cadre_id, note=note[:300], **asdict(tick)
    )
