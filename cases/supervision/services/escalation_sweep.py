"""The sweep of the ladder: takes every step that is due, a batch at a time, each rung once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.jobs.services import job_runs
from cadres.notifications.services import outbox
from cadres.notifications.services.outbox import Owed
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import (
    Application,
    ClockEvent,
    LadderStep,
    Suspension,
    Ticket,
    TicketEvent,
    ToleranceFinding,
)
from cases.supervision.rules import ladder, ladder_clock, ladder_templates
from cases.supervision.rules import ladder_history as history
from cases.supervision.rules.ladder import Addressee, Approver, DueRung, StepState, Taken
from cases.supervision.rules.ladder_clock import Standing
from cases.supervision.selectors import ladder as ladders
from cases.supervision.selectors import ladder_reach
from cases.supervision.selectors.ladder import Ladder
from cases.supervision.services import ladder_steps, step_letters, unreached_units
from cases.supervision.services.addressees import Addressees
from cases.tickets.rules.applications import applications
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.workflow import OPEN, Action
from cases.tickets.services.transitions import trace_all

BATCH = 200
# What a batch reads of a ticket; its words may be long and are not needed.
UNREAD = ("pairs", "title", "description", "result", "applicant_phone")
# What it reads of the steps that were taken.
TAKEN = (
    *("ticket_id", "code", "cycle", "state", "reply_due_on", "exhausted_at", "proposed_at"),
    *("promised_on", "lifted_at"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """Since when the hands that have a ticket could act, and how often it came back before."""

    begun_at: datetime | None = None
    returns: int = 0


@dataclass(frozen=True, slots=True)
class Eased:
    """Whether an extension was asked for and is not decided, whether a finding of tolerance
    stands, and how many were revoked."""

    extension_waits: bool
    is_tolerated: bool
    revoked: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A locked ticket and the rung that is due for it."""

    ticket: Ticket
    due_rung: DueRung


def escalate(at: datetime) -> int:
    """Take for every ticket the rung that is due at the moment; return how many steps were taken.

    A batch is one short transaction: it locks its tickets, stepping over those that somebody
    holds, looks at them again under the lock, and writes everything about them in a statement per
    table. What was cut off is found by the next sweep; the same rung is never taken twice in a
    run, whoever sweeps at the same time.
    """
    actor, taken = Viewer.system(at), 0
    for found in ladders.all_ladders(seen_by=actor):
        pks = ladder_reach.reached(found, seen_by=actor)
        starts = range(0, len(pks), BATCH)
        batches = [pks[start : start + BATCH] for start in starts]
        taken += sum(_escalated(found, batch, actor) for batch in batches)
    return taken


def _escalated(found: Ladder, pks: Sequence[int], actor: Viewer) -> int:
    """A batch; where it cannot be kept, ticket by ticket, so that only what fails is left out."""
    try:
        return _batch(found, pks, actor)
    except Exception as error:
        if len(pks) == 1:
            job_runs.failed(f"ladder of ticket {pks[0]}", error)
            return 0
    return sum(_escalated(found, [pk], actor) for pk in pks)


@transaction.atomic
def _batch(found: Ladder, pks: Sequence[int], actor: Viewer) -> int:
    tickets = _locked(pks)
    if not tickets:
        return 0
    taken = _taken([ticket.pk for ticket in tickets])
    standings = _standings(found, tickets)
    reached = [
        Reached(ticket, due)
        for ticket in tickets
        for due in ladder.due_rungs(
            found.active, standings[ticket.pk], taken[ticket.pk], found.days, actor.at
        )
    ]
    _write(reached, found.days, actor)
    _exhaust(found, tickets, taken, actor)
    return len(reached)


def _locked(pks: Sequence[int]) -> list[Ticket]:
    """Weaker than the engine's lock, so that rows that only point to the ticket need not wait."""
    rows = Ticket.objects.filter(pk__in=pks, state__in=sorted(OPEN)).order_by("pk")
    return list(rows.defer(*UNREAD).select_for_update(skip_locked=True, no_key=True))


def _taken(pks: Sequence[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    rows = LadderStep.objects.filter(ticket__in=pks).order_by()
    for (
        pk,
        code,
        cycle,
        state,
        reply_due_on,
        exhausted_at,
        proposed_at,
        promised_on,
        lifted_at,
    ) in rows.values_list(*TAKEN):
        found[pk].append(
            Taken(
                code,
                cycle,
                state,
                reply_due_on,
                is_exhausted=exhausted_at is not None,
                taken_on=timezone.localdate(proposed_at),
                promised_on=None if lifted_at else promised_on,
            )
        )
    return found


def _standings(found: Ladder, tickets: Sequence[Ticket]) -> dict[int, Standing]:
    """How the tickets stand, in four queries however many they are."""
    pks = [ticket.pk for ticket in tickets]
    counts, suspended = _counts(pks), defaultdict(list)
    given, eased = _given(pks), _eased(pks)
    for pk, since, until in Suspension.objects.filter(ticket__in=pks).values_list(
        "ticket_id", "from_on", "to_on"
    ):
        suspended[pk].append((since, until))
    return {
        ticket.pk: replace(
            ladder_steps.standing(ticket),
            cycles=history.cycles(
                counts[ticket.pk], len(suspended[ticket.pk]) + eased[ticket.pk].revoked
            )
            | history.event_counts(ticket.round, given[ticket.pk].returns),
            suspended=tuple(suspended[ticket.pk]),
            quiet_until=_quiet_until(found, ticket, given[ticket.pk].begun_at),
            extension_waits=eased[ticket.pk].extension_waits,
            is_tolerated=eased[ticket.pk].is_tolerated,
        )
        for ticket in tickets
    }


def _quiet_until(found: Ladder, ticket: Ticket, begun_at: datetime | None) -> date | None:
    own = found.own_time[ticket.county_id].get(limit_keys.LADDER_QUIET, ticket.handling_class)
    began_on = timezone.localdate(begun_at) if begun_at else None
    return ladder_clock.quiet_until(began_on, own, found.days)


def _given(pks: Sequence[int]) -> dict[int, Given]:
    """How each ticket came into the hands that have it now."""
    begun = Q(action__in=sorted(ladder_clock.BEGINNINGS))
    back = Q(action__in=sorted(ladder.RETURNING))
    found: dict[int, Given] = defaultdict(Given)
    rows = TicketEvent.objects.filter(begun | back, ticket__in=pks).order_by()
    counted = rows.values("ticket_id").annotate(
        begun_at=Max("at", filter=begun), returns=Count("pk", filter=back)
    )
    for row in counted:
        found[row["ticket_id"]] = Given(row["begun_at"], row["returns"])
    return found


def _eased(pks: Sequence[int]) -> dict[int, Eased]:
    asked = Application.objects.filter(applications.extension_waits(), ticket=OuterRef("pk"))
    tolerated = ToleranceFinding.objects.standing().filter(ticket=OuterRef("pk"))
    is_revoked = Q(tolerance_findings__revoked_at__isnull=False)
    rows = Ticket.objects.filter(pk__in=pks).order_by().values_list("pk")
    found = rows.annotate(
        extension_waits=Exists(asked),
        is_tolerated=Exists(tolerated),
        revoked=Count("tolerance_findings", filter=is_revoked),
    )
    return {pk: Eased(*said) for pk, *said in found}


def _counts(pks: Sequence[int]) -> dict[int, list[tuple[str, str, str, int]]]:
    """How often each kind of event was written into the clock ledgers."""
    found: dict[int, list[tuple[str, str, str, int]]] = defaultdict(list)
    rows = ClockEvent.objects.filter(ticket__in=pks).order_by()
    for pk, *count in rows.values_list("ticket_id", "kind", "verb", "key").annotate(Count("pk")):
        found[pk].append((count[0], count[1], count[2], count[3]))
    return found


def _write(reached: Sequence[Reached], days: WorkCalendar, actor: Viewer) -> None:
    """The steps; for those that nobody signs, also the trace on the ticket; the notices of all."""
    if not reached:
        return
    steps = LadderStep.objects.bulk_create([_step(one, days, actor) for one in reached])
    rungs = [one.due_rung.rung for one in reached]
    step_letters.draft_all(list(zip(steps, rungs, strict=True)), actor=actor)
    people = Addressees([one.ticket for one in reached], actor=actor)
    issued = [one for one in reached if not _waits(one)]
    waiting = [one for one in reached if _waits(one)]
    if issued:
        sent = [(one.ticket, one.due_rung.rung.addressees) for one in issued]
        unheard = unreached_units.tell(sent, people, actor=actor)
        noted = [(one.ticket, _note(one, unheard)) for one in issued]
        trace_all(noted, Action.SUPERVISE, actor=actor)
    if waiting:
        proposed = [(one.ticket, {"rung": one.due_rung.rung.name}) for one in waiting]
        audit.record_all("ladder.propose", proposed, actor=actor)
    outbox.queue_all([_owed(one, people) for one in reached], actor=actor)


def note(name: str, why: str, unheard: str = "") -> str:
    """What stands in the course of the ticket; where nobody received it, that too."""
    return f"{name}：{why}。{unheard}"


def _note(one: Reached, unheard: Mapping[int, str]) -> str:
    return note(one.due_rung.rung.name, one.due_rung.why, unheard.get(one.ticket.pk, ""))


def _waits(one: Reached) -> bool:
    return one.due_rung.rung.approver != Approver.NOBODY


def _step(one: Reached, days: WorkCalendar, actor: Viewer) -> LadderStep:
    ticket, due, rung = one.ticket, one.due_rung, one.due_rung.rung
    step = LadderStep(
        ticket=ticket,
        county_id=ticket.county_id,
        unit_id=ticket.unit_id,
        round=ticket.round,
        rung_id=rung.pk or 0,
        code=rung.code,
        cycle=due.cycle,
        fired_on=due.fired_on,
        due_on=due.due_on,
        why=due.why,
        state=StepState.PROPOSED if _waits(one) else StepState.ISSUED,
        proposed_at=actor.at,
    )
    if not _waits(one):
        step.issued_at = actor.at
        begin_reply(step, rung.reply_days, days, actor)
    return step


def begin_reply(step: LadderStep, reply_days: int, days: WorkCalendar, actor: Viewer) -> None:
    """Set until when the step is to be answered, where it is."""
    due = ladder.reply_due(reply_days, actor.today, days)
    step.calendar = days.version
    if due is not None:
        step.reply_due_on, step.is_reply_provisional = due.on, due.is_provisional


def _owed(one: Reached, people: Addressees) -> Owed:
    rung, ticket = one.due_rung.rung, one.ticket
    once_per = f"{rung.code}:{one.due_rung.cycle}"
    if _waits(one) and rung.template == ladder_templates.GATHERED:
        return Owed("ladder_to_gather", ticket.pk, people.of(ticket, [Addressee.OFFICE]), once_per)
    if _waits(one):
        return Owed("ladder_proposed", ticket.pk, people.approvers(ticket, rung), once_per)
    kind = "ladder_step" if rung.reply_days else "ladder_reminder"
    return Owed(kind, ticket.pk, people.of(ticket, rung.addressees), once_per)


def _exhaust(
    found: Ladder, tickets: Iterable[Ticket], taken: Mapping[int, list[Taken]], actor: Viewer
) -> None:
    """Where the last rung brought nothing about, say so; nothing else follows from it."""
    last = dict.fromkeys(ladders.last_codes(found), True)
    ended = [
        (ticket, step)
        for ticket in tickets
        for step in taken[ticket.pk]
        if step.code in last and ladder.is_exhausted(step, actor.today)
    ]
    if not ended:
        return
    for code in {step.code for _, step in ended}:
        pks = [ticket.pk for ticket, step in ended if step.code == code]
        rows = LadderStep.objects.filter(ticket__in=pks, code=code, exhausted_at__isnull=True)
        rows.filter(ladders.failing(actor.today)).update(exhausted_at=actor.at)
    names = {rung.code: rung.name for rung in found.rungs}
    noted = [(ticket, _said_of_the_last(names[step.code], step)) for ticket, step in ended]
    trace_all(noted, Action.SUPERVISE, actor=actor)


def _said_of_the_last(name: str, step: Taken) -> str:
    what = "回复的承诺日期已过，仍不落实" if step.is_promised else "逾期未回复"
    return f"{name}{what}，督办程序已用尽。"
