"""The one engine: it locks, looks again, checks, writes the state, and leaves a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import F

from cadres.errors import WrongState
from cadres.pages.models.prepared import Prepared
from cadres.pages.models.prepared_insert import written
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Post, Viewer
from cases.models import Application, ClockEvent, Ticket, TicketEvent, UnitDraft
from cases.tickets.rules import acting_posts, separation_of_duties, visibility, workflow
from cases.tickets.rules.applications import admission, applications, unit_drafts
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.applications.unit_drafts import OPEN_DRAFTS, DraftState
from cases.tickets.rules.clocks import clocks as clock_rules
from cases.tickets.rules.clocks.clocks import Command
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors import tickets
from cases.tickets.services.applications import plan_rows
from cases.tickets.services.clocks import clock_starts, clocks
from cases.tickets.services.closing import round_rows
from cases.tickets.services.handling import share_rows


class Follows(Protocol):
    """What an upper room does after each step, in the same transaction.

    `has_new_days` says whether the step moved a day or a clock.
    """

    def __call__(
        self, ticket: Ticket, action: Action, *, actor: Viewer, has_new_days: bool
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class _Action:
    """A step of the history, as far as it says whose hand was in it."""

    action: str
    at: datetime
    actor_id: int | None
    party: str


def _actions(pk: int) -> Any:
    known = sorted(separation_of_duties.HANDLING | separation_of_duties.SPEAKING)
    events = TicketEvent.objects.standing().filter(ticket=pk, action__in=known)
    return events.filter(actor__isnull=False).values("action", "at", "actor_id", "party")


_LOCKED = Prepared(
    lambda pk: Ticket.objects.select_for_update(no_key=True).filter(pk=pk).values("pk")
)
_ACTIONS = Prepared(_actions)
_DRAFTS = Prepared(
    lambda pk: UnitDraft.objects.filter(ticket=pk, state__in=OPEN_DRAFTS).values("pk")[:1]
)
# Filled when the site starts (`cases/apps.py`).
on_step: list[Follows] = []


# Part of a service's transaction, or one by itself: whatever is refused ends the whole service, so
# that no savepoint is needed to come back to.
@transaction.atomic(savepoint=False)
def advance(
    ticket: Ticket,
    action: Action,
    *,
    actor: Viewer,
    note: str = "",
    ticks: Sequence[Command] = (),
    is_ready: bool = False,
    **changes: Any,
) -> Ticket:
    """Take one step of `workflow.STEPS`; return the ticket as it stands after it.

    What the step does to the clocks is in `cases.tickets.rules.clocks.clocks`; `ticks` is what
    its service commands beyond that. `is_ready` says that the service called `ready` for this very
    step before, in the same transaction: the row is locked since, and is not looked at twice.

    Raises Absent where the actor cannot see the ticket (any more), WrongState where it has moved
    on, NotPermitted where the step is another party's or another key's.
    """
    if not is_ready:
        ticket = ready(ticket, action, actor=actor)
    step = _step(ticket, action, actor)
    before, ticket.state = ticket.state, step.target
    held_by = ticket.unit_id
    post = post_for(ticket, actor, step.party)
    changes |= share_rows.end_with(ticket, action, step.target, at=actor.at)
    changes = plan_rows.follow(ticket, before, step.target, actor=actor) | changes
    for field, value in changes.items():
        setattr(ticket, field, value)
    move = _move(ticket, action, step, before, actor)
    columns = clocks.follow(ticket, move, ticks, actor=actor)
    ticket.save(update_fields=["state", *changes, *columns])
    round_rows.follow(ticket, actor=actor)
    trace(ticket, action, actor=actor, post=post, before=before, note=note, party=step.party)
    _lapse(ticket, action, actor, before, has_changed_hands=ticket.unit_id != held_by)
    _follow(ticket, action, actor, has_new_days=bool(columns))
    return ticket


@transaction.atomic(savepoint=False)
def ready(ticket: Ticket, action: Action, *, actor: Viewer) -> Ticket:
    """Lock the ticket, look again, and check that the step may be taken; return it fresh.

    Services call it first where what they write depends on the ticket as it is now.
    """
    ticket = look_again(ticket, actor=actor)
    step = _step(ticket, action, actor)
    principal_id = acting_posts.principal_for(actor, ticket, step.party)
    separation_of_duties.check(action, actor.cadre_id, hands_of(ticket), principal_id)
    return ticket


def look_again(ticket: Ticket, *, actor: Viewer) -> Ticket:
    """Lock the row by its key; then, in a second statement, read it through visibility.

    In one statement the visibility would not be checked again after the wait: a unit that lost
    the ticket meanwhile would still get it.
    """
    _LOCKED(ticket.pk)
    return tickets.fetch(ticket.pk, seen_by=actor)


@transaction.atomic
def restate(ticket: Ticket, *, actor: Viewer, at: datetime, note: str, **changes: Any) -> Ticket:
    """What this week's ledger says replaces what last week's said; `at` is the day it speaks of.

    Only for tickets that live in ledgers alone: a ticket once handled here follows its steps.
    """
    ticket = look_again(ticket, actor=actor)
    steps = TicketEvent.objects.standing().filter(ticket=ticket)
    if steps.exclude(action__in=separation_of_duties.UNHANDLED).exists():
        raise WrongState("这张工单已在系统中办理，请在工单上继续。")
    before = ticket.state
    for field, value in changes.items():
        setattr(ticket, field, value)
    ClockEvent.objects.bulk_create(clocks.restated(ticket, at, actor.cadre_id))
    columns = clocks.rebuilt(ticket)
    ticket.save(update_fields=[*changes, *columns])
    trace(ticket, Action.IMPORT, actor=actor, post=None, before=before, note=note, at=at)
    _follow(ticket, Action.IMPORT, actor, has_new_days=bool(columns))
    return ticket


def put_back(ticket: Ticket, columns: Mapping[str, Any], *, actor: Viewer, note: str) -> Ticket:
    """Undo the last step: the columns are as before it (services/taking_back.py)."""
    before = ticket.state
    post = post_for(ticket, actor)
    for name, value in columns.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=[*columns])
    trace(ticket, Action.TAKEN_BACK, actor=actor, post=post, before=before, note=note)
    return ticket


def trace(
    ticket: Ticket,
    action: Action,
    *,
    actor: Viewer,
    post: Post | None,
    before: str,
    note: str = "",
    at: datetime | None = None,
    party: Party | None = None,
) -> None:
    """Write the step into the ticket's own history and into the trail."""
    event = _event(ticket, action, actor, post, before, note, at)
    event.party = party or ""
    written(event)
    verb = f"ticket.{action}"
    audit.record(verb, ticket, post, actor=actor, before=before, after=ticket.state)


def trace_all(noted: Sequence[tuple[Ticket, str]], action: Action, *, actor: Viewer) -> None:
    """The same for many locked tickets that stay where they are, each with its note.

    Three statements however many they are; the step must stand in the table for each of them.
    """
    for state in {ticket.state for ticket, _ in noted}:
        workflow.step_for(state, action, frozenset({Party.SYSTEM}))
    TicketEvent.objects.bulk_create(
        [_event(ticket, action, actor, None, ticket.state, note) for ticket, note in noted]
    )
    # Written as they are: the database notes that they were.
    Ticket.objects.filter(pk__in=[ticket.pk for ticket, _ in noted]).update(state=F("state"))
    done = [(ticket, {"before": ticket.state, "after": ticket.state}) for ticket, _ in noted]
    audit.record_all(f"ticket.{action}", done, actor=actor)


def post_for(ticket: Ticket, actor: Viewer, party: Party | None = None) -> Post | None:
    """Return the posting in which the actor stands here, for an action of the party."""
    return acting_posts.post_for(actor, ticket, party)


def hands_of(ticket: Ticket) -> separation_of_duties.Hands:
    """Who handled the ticket in any of its rounds, who signed it, who dispatched it."""
    actions = [_Action(**row) for row in _ACTIONS(ticket.pk)]
    return separation_of_duties.Hands(
        handlers=frozenset(
            one.actor_id for one in actions if separation_of_duties.handles(one) and one.actor_id
        ),
        signer=ticket.approved_by_id,
        dispatcher=ticket.dispatched_by_id,
        speakers=frozenset(
            one.actor_id for one in actions if separation_of_duties.speaks(one) and one.actor_id
        ),
    )


def _follow(ticket: Ticket, action: Action, actor: Viewer, *, has_new_days: bool) -> None:
    for follow in on_step:
        follow(ticket, action, actor=actor, has_new_days=has_new_days)


def _lapse(
    ticket: Ticket, action: Action, actor: Viewer, before: str, *, has_changed_hands: bool
) -> None:
    """What waited for somebody lapses where the step went past it."""
    if applications.has_moved_on(before, ticket.state, changed_hands=has_changed_hands):
        _lapse_applications(ticket, action, actor)
    if before != ticket.state or has_changed_hands:
        _lapse_drafts(ticket, action, actor)


def _lapse_applications(ticket: Ticket, action: Action, actor: Viewer) -> None:
    """What was asked for on the way is void once the ticket has moved on without a decision."""
    waiting = Application.objects.filter(ticket=ticket, state=ApplicationState.WAITING)
    waiting.update(
        state=ApplicationState.LAPSED,
        decided_at=actor.at,
        decision=f"工单已{action.label}，申请失效。",
    )


def _lapse_drafts(ticket: Ticket, action: Action, actor: Viewer) -> None:
    """What nobody signed says nothing any more once the unit, the round or the state is another."""
    if not _DRAFTS(ticket.pk):
        return
    for draft in UnitDraft.objects.filter(ticket=ticket, state__in=OPEN_DRAFTS):
        is_same = (draft.unit_id, draft.round) == (ticket.unit_id, ticket.round)
        if is_same and unit_drafts.stands(draft.kind, ticket.state):
            continue
        draft.state, draft.ended_at = DraftState.LAPSED, actor.at
        draft.note = f"工单已{action.label}，没有签发的稿子失效。"
        draft.save(update_fields=["state", "ended_at", "note"])


def _event(
    ticket: Ticket,
    action: Action,
    actor: Viewer,
    post: Post | None,
    before: str,
    note: str,
    at: datetime | None = None,
) -> TicketEvent:
    return TicketEvent(
        ticket=ticket,
        action=action,
        at=at or actor.at,
        actor_id=actor.cadre_id,
        actor_name=actor.name_in(post),
        actor_unit_id=post.unit_id if post else None,
        note=note,
        source_state=before,
        state=ticket.state,
        round=ticket.round,
        unit_id=ticket.unit_id,
        due_on=ticket.due_on,
        promised_on=ticket.promised_on,
        unit_due_on=ticket.unit_due_on,
        step_due_on=ticket.step_due_on,
        paused_at=ticket.paused_at,
        approved_on=ticket.approved_on,
        is_late_hours=ticket.is_late_hours,
        outcome=ticket.outcome,
    )


def _move(
    ticket: Ticket, action: Action, step: workflow.Step, before: str, actor: Viewer
) -> clock_rules.Move:
    """What the clocks need to know of the step."""
    return clock_rules.Move(
        action,
        step.party,
        before,
        step.target,
        ticket.handling_class,
        ticket.unit_id,
        counts_from=clock_starts.of_unit(ticket, action, actor=actor),
        is_examined=admission.is_needed(ticket.handling_class, ticket.admitted_on, ticket.round),
    )


def _step(ticket: Ticket, action: Action, actor: Viewer) -> workflow.Step:
    return workflow.step_for(ticket.state, action, visibility.parties_of(actor, ticket))
