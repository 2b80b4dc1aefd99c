"""Who handles a ticket, as its page shows it: who has it, who objected, who helps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.models import Cadre
from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Objection, Share, Ticket
from cases.tickets.rules import handling_units, status_light
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.handling_units import Said
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.workflow import Action, State

# As the objection's line names it, by the path that leads to it.
_SAID = {
    "at": "filed_at",
    "unit_id": "unit_id",
    "unit": "unit__name",
    "who": "filed_by__name",
    "reason": "reason",
    "proposed_id": "proposed_unit_id",
    "proposed": "proposed_unit__name",
    "is_taken": "is_taken",
    "decided_id": "decided_unit_id",
    "decided": "decided_unit__name",
}
# What a share's line shows as it stands, and by what it tells whose it is.
_WHOSE = ("unit_id", "kind", "unit__name")
_PART = (
    *("pk", "task", "asked_at", "accepted_at", "due_on", "answer", "answered_at", "ended_at"),
    "ended_why",
)
_OBJECTIONS = Prepared(
    lambda pk: Objection.objects.filter(ticket=pk).order_by("pk").values(*_SAID.values())
)
_SHARES = Prepared(
    lambda pk: Share.objects.filter(ticket=pk).order_by("pk").values(*_PART, *_WHOSE)
)
_NAME = Prepared(lambda pk: Cadre.objects.filter(pk=pk).values("name"))


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """One objection: who said it, why, whose matter it would be, what the office decided."""

    at: datetime
    unit_id: int
    unit: str
    who: str
    reason: str
    proposed_id: int | None
    proposed: str
    is_taken: bool
    decided_id: int | None
    decided: str


@dataclass(frozen=True, slots=True)
class ShareLine:
    """The part of one unit, with its clock, its answer, and what this viewer may do."""

    pk: int
    unit: str
    kind: str
    task: str
    asked_at: datetime
    accepted_at: datetime | None
    due_on: date | None
    is_provisional: bool
    light: Light | None
    answer: str
    answered_at: datetime | None
    ended_at: datetime | None
    ended_why: str
    files: list[Any]
    may_accept: bool
    may_answer: bool
    may_end: bool

    @property
    def waits_for(self) -> str:
        if self.ended_at:
            return "已结束"
        if self.answered_at:
            return "已答复"
        return "办理中" if self.accepted_at else "待签收"


# Each objection, taken or not, is a step of the course.
OBJECTED = frozenset({Action.OBJECT, Action.REFUSE_OBJECTION})


@dataclass(frozen=True, slots=True)
class HandsPart:
    """What the page says of whose matter it is."""

    handler: str
    objections: list[ObjectionLine]
    shares: list[ShareLine]
    is_final: bool

    @property
    def is_disputed(self) -> bool:
        """An objection waits for the office's decision."""
        return any(one.is_taken and one.decided_id is None for one in self.objections)


def of(
    ticket: Ticket,
    files: list[Any],
    actions: Collection[Action],
    days: WorkCalendar,
    *,
    done: Collection[Action],
    seen_by: Viewer,
) -> HandsPart:
    """Return whose matter a ticket is that was found through visibility, of which this was done."""
    objections = _objections(ticket) if OBJECTED.intersection(done) else []
    said = [Said(one.unit_id, one.is_taken, one.decided_id) for one in objections]
    return HandsPart(
        handler=_handler(ticket),
        objections=objections,
        shares=[_share(row, files, actions, days, seen_by) for row in _SHARES(ticket.pk)],
        is_final=ticket.state == State.ASSIGNED and handling_units.is_final(ticket.unit_id, said),
    )


def pressable(
    actions: Iterable[Action], ticket: Ticket, clerks: Collection[int | None], *, seen_by: Viewer
) -> tuple[Action, ...]:
    """Leave out what the table allows and whose matter it is does not."""
    idle = set()
    if not handling_units.may_hand_over(seen_by, ticket, clerks):
        idle.add(Action.HAND_OVER)
    if ticket.raised_on is None:
        idle.add(Action.SETTLE)
    return tuple(action for action in actions if action not in idle)


def _handler(ticket: Ticket) -> str:
    """Whoever has it in hand; no query where nobody has."""
    if ticket.handler_id is None:
        return ""
    return "".join(row["name"] for row in _NAME(ticket.handler_id))


def _objections(ticket: Ticket) -> list[ObjectionLine]:
    found = _OBJECTIONS(ticket.pk)
    return [_objection({name: row[path] for name, path in _SAID.items()}) for row in found]


def _objection(row: dict[str, Any]) -> ObjectionLine:
    words = {name: row[name] or "" for name in ("proposed", "decided")}
    return ObjectionLine(**row | words)


def _share(
    row: dict[str, Any],
    files: list[Any],
    actions: Collection[Action],
    days: WorkCalendar,
    viewer: Viewer,
) -> ShareLine:
    is_open = row["answered_at"] is None and row["ended_at"] is None
    is_own = is_open and row["unit_id"] in viewer.clerk_unit_ids
    due_on = row["due_on"]
    return ShareLine(
        **{name: row[name] for name in _PART},
        unit=row["unit__name"],
        kind=ShareKind(row["kind"]).label,
        is_provisional=bool(due_on and days.is_provisional(due_on)),
        light=status_light.running(due_on, viewer.today, days) if due_on else None,
        files=[file for file in files if file.share_id == row["pk"]],
        may_accept=is_own and not row["accepted_at"] and Action.ACCEPT_SHARE in actions,
        may_answer=is_own and bool(row["accepted_at"]) and Action.ANSWER_SHARE in actions,
        may_end=row["ended_at"] is None and Action.END_SHARE in actions,
    )
