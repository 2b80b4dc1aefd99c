"""Does an action so that it can be taken back for ten seconds, and takes it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from cadres.errors import Absent, WrongState
from cadres.models import OutboxRow
from cadres.viewers.rules.viewer import Viewer
from cases.models import (
    Adoption,
    Application,
    Approval,
    ClockEvent,
    Objection,
    Press,
    Round,
    Share,
    Ticket,
    TicketEvent,
    UnitDraft,
)
from cases.tickets.rules import taking_back as rules
from cases.tickets.rules.taking_back import Changes, Row, Rows
from cases.tickets.services.transitions import put_back

Done = TypeVar("Done")
# A step that nobody can take back any more needs no memory of what it changed.
KEPT = timedelta(days=1)
# Search words follow from the text, and the database itself says when a row was written.
UNREAD = frozenset({"pairs", "updated_at"})


# Rows of a ticket that an action may change; upper rooms add theirs when the site starts.
OF_TICKET: list[type[Model]] = [Application, Share, Round, UnitDraft]
# What goes out by a head's signature; taken back before anybody was told, it was never said.
GOES_OUT: tuple[type[Model], ...] = (Application, Objection)


class Scope(Protocol):
    """The rows that an action on one thing may change or make, and how the thing is put back."""

    @property
    def columns(self) -> dict[str, int]:
        """By which columns of its press the thing is found again."""

    def changed(self) -> list[QuerySet[Any]]: ...

    def made(self) -> list[QuerySet[Any]]: ...

    def lock(self) -> None: ...

    def last_event(self) -> int:
        """Return the last step of its ticket: what follows it shows that things moved on."""

    def put_back(self, found: Press, *, actor: Viewer) -> None:
        """Say in its course that it was taken back; the rows stand as before already."""


@dataclass(frozen=True, slots=True)
class OnTicket:
    """An action on a ticket."""

    ticket_id: int

    @property
    def columns(self) -> dict[str, int]:
        return {"ticket_id": self.ticket_id}

    def changed(self) -> list[QuerySet[Any]]:
        own: list[QuerySet[Any]] = [Ticket.objects.filter(pk=self.ticket_id)]
        return own + [model._default_manager.filter(ticket=self.ticket_id) for model in OF_TICKET]

    def made(self) -> list[QuerySet[Any]]:
        """Rows that an action adds; those of the outbox are told apart by their moment."""
        return [
            ClockEvent.objects.filter(ticket=self.ticket_id),
            Approval.objects.filter(ticket=self.ticket_id),
            Adoption.objects.filter(ticket=self.ticket_id),
            *(model._default_manager.filter(ticket=self.ticket_id) for model in GOES_OUT),
        ]

    def lock(self) -> None:
        row = Ticket.objects.filter(pk=self.ticket_id)
        row.select_for_update(no_key=True).values_list("pk").first()

    def last_event(self) -> int:
        last = TicketEvent.objects.filter(ticket=self.ticket_id).aggregate(last=Max("pk"))
        return last["last"] or 0

    def put_back(self, found: Press, *, actor: Viewer) -> None:
        """Whoever gave the ticket away by the press sees it no more, and takes back that press."""
        ticket = Ticket.objects.get(pk=self.ticket_id)
        row = found.changed.get(Ticket._meta.label, {}).get(str(self.ticket_id), {})
        note = f"撤回“{found.label}”。"
        put_back(ticket, columns_of(Ticket, row), actor=actor, note=note)


# How the thing of a press is found; upper rooms add theirs.
SCOPES: list[Callable[[Press], Scope | None]] = [
    lambda found: OnTicket(found.ticket_id) if found.ticket_id else None
]


@transaction.atomic
def press(
    action: Callable[[], Done], scope: Scope, *, label: str, actor: Viewer
) -> tuple[Done, Press]:
    """Do it; what it owes waits for ten seconds, and what it changed is remembered."""
    scope.lock()
    before, last = _rows(scope), _last(scope)
    done = action()
    made = {_name(rows): _keys(rows, last[_name(rows)]) for rows in scope.made()}
    made[_name(_owed(actor))] = _held(actor)
    Press.objects.filter(actor_id=actor.person_id, at__lt=actor.at - KEPT).delete()
    return done, Press.objects.create(
        label=label,
        **scope.columns,
        actor_id=actor.person_id,
        at=actor.at,
        changed=rules.changes(before, _rows(scope)),
        made=made,
        event_id=scope.last_event(),
    )


@transaction.atomic
def take_back(pk: int, *, actor: Viewer) -> Press:
    """Whoever pressed takes it back: everything stands as before, and nobody was told."""
    found = Press.objects.filter(pk=pk, actor_id=actor.cadre_id).first()
    if found is None:
        raise Absent(rules.ABSENT)
    scope = next(one for find in SCOPES if (one := find(found)))
    scope.lock()
    found = Press.objects.select_for_update(no_key=True).get(pk=found.pk)
    _check(found, scope, actor)
    _forget(found, actor)
    _put_back(found, scope, actor)
    found.taken_back_at = actor.at
    found.save(update_fields=["taken_back_at"])
    return found


def _check(found: Press, scope: Scope, actor: Viewer) -> None:
    if found.taken_back_at is not None:
        raise WrongState(rules.DONE_BEFORE)
    if rules.is_over(found.at, actor.at):
        raise WrongState(rules.TOO_LATE)
    has_moved = scope.last_event() != found.event_id
    if has_moved or not rules.is_untouched(found.changed, _rows(scope)):
        raise WrongState(rules.MOVED_ON)


def _forget(found: Press, actor: Viewer) -> None:
    """What it made stands no more: its clock events, its signature; nobody is told of it."""
    for model in (ClockEvent, Approval):
        rows = model._default_manager.filter(pk__in=found.made.get(model._meta.label, []))
        rows.update(taken_back_at=actor.at)
    owed = OutboxRow.objects.filter(pk__in=found.made.get(OutboxRow._meta.label, []))
    owed.filter(done_at__isnull=True).delete()


def _put_back(found: Press, scope: Scope, actor: Viewer) -> None:
    """Every row but the ticket's own, which the one engine writes."""
    changed: Changes = found.changed
    for model in (rows.model for rows in scope.changed() if rows.model is not Ticket):
        for key, row in changed.get(model._meta.label, {}).items():
            model._default_manager.filter(pk=key).update(**columns_of(model, row))
    for model in GOES_OUT:
        model._default_manager.filter(pk__in=found.made.get(model._meta.label, [])).delete()
    scope.put_back(found, actor=actor)


def columns_of(model: type[Model], row: Mapping[str, list[Any]]) -> Row:
    """What stood there before, as the columns take it."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(pair[0]) for name, pair in row.items()}


def _rows(scope: Scope) -> Rows:
    return {_name(rows): _as_kept(rows) for rows in scope.changed()}


def _as_kept(rows: QuerySet[Any]) -> dict[str, Row]:
    columns = [f.attname for f in rows.model._meta.concrete_fields if f.attname not in UNREAD]
    return {
        str(row["id"]): {name: rules.plain(value) for name, value in row.items()}
        for row in rows.values(*columns)
    }


def _last(scope: Scope) -> dict[str, int]:
    return {_name(rows): rows.aggregate(last=Max("pk"))["last"] or 0 for rows in scope.made()}


def _keys(rows: QuerySet[Any], last: int) -> list[int]:
    return list(rows.filter(pk__gt=last).values_list("pk", flat=True))


def _owed(actor: Viewer) -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(queued_at=actor.at, done_at__isnull=True)


def _held(actor: Viewer) -> list[int]:
    """Let what was owed at this moment wait until the action stands."""
    owed = _owed(actor)
    owed.filter(next_try_at__isnull=False).update(next_try_at=actor.at + rules.HELD)
    return list(owed.values_list("pk", flat=True))


def _name(rows: QuerySet[Any]) -> str:
    return str(rows.model._meta.label)
