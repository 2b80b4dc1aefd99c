"""Whose matter a ticket is, as its page shows it: who has it, who objected, who helps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from cadres.rules.viewer import Viewer
from cadres.rules.workdays import WorkCalendar
from cases.models import Objection, Share, Ticket
from cases.rules import glance, hands
from cases.rules.glance import Light
from cases.rules.hands import Said
from cases.rules.sides import ShareKind
from cases.rules.workflow import Action, State


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


def columns() -> dict[str, Any]:
    """Columns of the ticket's own row that `of` reads: no query of their own."""
    objections = Objection.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    shares = Share.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    said = JSONObject(
        at="filed_at",
        unit_id="unit_id",
        unit="unit__name",
        who="filed_by__name",
        reason="reason",
        proposed_id="proposed_unit_id",
        proposed="proposed_unit__name",
        is_taken="is_taken",
        decided_id="decided_unit_id",
        decided="decided_unit__name",
    )
    names = ("pk", "unit_id", "kind", "task", "asked_at", "accepted_at", "due_on", "answer")
    more = ("answered_at", "ended_at", "ended_why")
    part = JSONObject(unit="unit__name", **{name: name for name in (*names, *more)})
    return {
        "objection_rows": ArraySubquery(objections.values(data=said)),
        "share_rows": ArraySubquery(shares.values(data=part)),
        "handler_name": F("handler__name"),
    }


def of(
    ticket: Any,
    files: list[Any],
    actions: Collection[Action],
    days: WorkCalendar,
    *,
    seen_by: Viewer,
) -> HandsPart:
    """Read it from a ticket that was fetched through visibility with `columns`."""
    objections = [_objection(row) for row in ticket.objection_rows]
    said = [Said(one.unit_id, one.is_taken, one.decided_id) for one in objections]
    shares = [_share(row, files, actions, days, seen_by) for row in ticket.share_rows]
    return HandsPart(
        handler=ticket.handler_name or "",
        objections=objections,
        shares=shares,
        is_final=ticket.state == State.ASSIGNED and hands.is_final(ticket.unit_id, said),
    )


def pressable(
    actions: Iterable[Action], ticket: Ticket, clerks: Collection[int | None], *, seen_by: Viewer
) -> tuple[Action, ...]:
    """Leave out what the table allows and whose matter it is does not."""
    idle = set()
    if not hands.may_hand_over(seen_by, ticket, clerks):
        idle.add(Action.HAND_OVER)
    if ticket.raised_on is None:
        idle.add(Action.SETTLE)
    return tuple(action for action in actions if action not in idle)


def _objection(row: dict[str, Any]) -> ObjectionLine:
    words = {name: row[name] or "" for name in ("proposed", "decided")}
    return ObjectionLine(**row | words | {"at": datetime.fromisoformat(row["at"])})


def _share(
    row: dict[str, Any],
    files: list[Any],
    actions: Collection[Action],
    days: WorkCalendar,
    viewer: Viewer,
) -> ShareLine:
    is_open = row["answered_at"] is None and row["ended_at"] is None
    is_own = is_open and row["unit_id"] in viewer.clerk_unit_ids
    due_on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    moments = {name: _moment(row[name]) for name in _MOMENTS}
    plain = {name: row[name] for name in ("pk", "unit", "task", "answer", "ended_why")}
    return ShareLine(
        **plain,
        **moments,
        kind=ShareKind(row["kind"]).label,
        due_on=due_on,
        is_provisional=bool(due_on and days.is_provisional(due_on)),
        light=glance.running(due_on, viewer.today, days) if due_on else None,
        files=[file for file in files if file.share_id == row["pk"]],
        may_accept=is_own and not row["accepted_at"] and Action.ACCEPT_SHARE in actions,
        may_answer=is_own and bool(row["accepted_at"]) and Action.ANSWER_SHARE in actions,
        may_end=row["ended_at"] is None and Action.END_SHARE in actions,
    )


_MOMENTS = ("asked_at", "accepted_at", "answered_at", "ended_at")


def _moment(value: str | None) -> Any:
    return datetime.fromisoformat(value) if value else None
