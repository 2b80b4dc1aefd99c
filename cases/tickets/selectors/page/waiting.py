"""On whom a ticket waits, and until when: its page's two first answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.viewers.rules import roles
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.tickets.rules import status_light
from cases.tickets.rules.applications import admission
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.workflow import NOT_COUNTED, State
from cases.tickets.selectors.page import people as ticket_people
from cases.tickets.selectors.page.people import Somebody

STEP_CLOCKS = {
    State.FILED: "交办期限",
    State.ASSIGNED: "签收期限",
    State.ASKING: "企业补充期限",
    State.PARKED: "挂账复查日",
    State.PLANNED: "下次滚动答复",
    State.HANDED_UP: "下次反馈",
    State.RESOLVED: "审核期限",
    State.UNCONFIRMED: "回访期限",
}
# Nothing of a unit's own runs, or was left of it.
_NO_OWN_TIME = frozenset({*NOT_COUNTED, State.FILED, State.ASSIGNED})
DECISION_CLOCK = "裁定异议期限"
OFFICE_NAME = "县助企办"


@dataclass(frozen=True, slots=True)
class Waiting:
    """On whom the ticket waits: the unit or party, and the people there."""

    who: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit that runs: until when, how it stands, how much of it is used."""

    label: str
    due_on: date
    light: Light
    used: int = 0
    total: int = 0
    # In a year whose calendar nobody has published.
    is_provisional: bool = False
    # The promise comes first: this day is named, and never as if it were fine.
    is_after_promise: bool = False


def clocks(ticket: Ticket, today: date, days: WorkCalendar, *, is_disputed: bool) -> list[Clock]:
    """The unit's own time, wherever it has one; and the limit of the step that is waited for."""
    return [*_own(ticket, today, days), *_of_step(ticket, today, days, is_disputed=is_disputed)]


def _own(ticket: Ticket, today: date, days: WorkCalendar) -> list[Clock]:
    due_on, since = ticket.unit_due_on, ticket.accepted_on
    if not (ticket.unit_id and due_on and since) or ticket.state in _NO_OWN_TIME:
        return []
    if admission.is_awaited(ticket):
        # The limit of the step says it: until when it has to be decided.
        return []
    stops = ticket.approved_on or (day_of(ticket.paused_at) if ticket.paused_at else today)
    light = status_light.light(ticket.state, due_on, ticket.approved_on, stops, days)
    is_paused = ticket.paused_at is not None and stops <= due_on
    return [
        Clock(
            "承办时限",
            due_on,
            Light("暂停", "paused") if is_paused or light is None else light,
            max(days.working_days_between(since, stops), 0) if ticket.round == 1 else 0,
            days.working_days_between(since, due_on) if ticket.round == 1 else 0,
            days.is_provisional(due_on),
            is_after_promise=ticket.round == 1 and ticket.due_on < due_on,
        )
    ]


def _of_step(ticket: Ticket, today: date, days: WorkCalendar, *, is_disputed: bool) -> list[Clock]:
    state, due_on = State(ticket.state), ticket.step_due_on
    label = binding.ADMISSION if admission.is_awaited(ticket) else STEP_CLOCKS.get(state, "")
    if not label or due_on is None:
        return []
    label = DECISION_CLOCK if is_disputed else label
    mark = days.is_provisional(due_on)
    return [Clock(label, due_on, status_light.running(due_on, today, days), is_provisional=mark)]


def of(ticket: Ticket, people: list[Somebody], contact: str) -> Waiting | None:
    """Return on whom it waits, `contact` being whom to ask at the enterprise."""
    state, unit = State(ticket.state), ticket.unit.name if ticket.unit else ""
    if state in (State.FILED, State.HANDED_UP, State.UNREACHED):
        return Waiting(OFFICE_NAME, ticket_people.names(people, roles.OFFICE))
    if state in (State.ASSIGNED, State.IN_HAND, State.PARKED, State.PLANNED):
        clerks = ticket_people.clerks_of(ticket.unit_id, people)
        # Whoever has it in hand, while still there; everybody else of the unit would step in.
        own = [one.name for one in clerks if one.cadre_id == ticket.handler_id]
        unit += "决定是否受理" if admission.is_awaited(ticket) else ""
        return Waiting(unit, own or list(dict.fromkeys(one.name for one in clerks)))
    if state is State.RESOLVED:
        heads = ticket_people.names(people, {Role.UNIT_HEAD}, ticket.unit_id)
        if ticket.approval_raised_on is None:
            urged = "（逾期未审核，已催办主要负责人）" if ticket.approval_urged_on else ""
            return Waiting(f"{unit}负责人{urged}", heads)
        heads += ticket_people.names(people, {Role.OFFICE_HEAD})
        return Waiting(f"{unit}负责人或助企办主任（逾期未审核）", heads)
    if state in (State.UNCONFIRMED, State.NO_ANSWER, State.ASKING):
        asked = "企业补充" if ticket.enterprise_id else "诉求人补充"
        told = "企业确认" if ticket.enterprise_id else f"{OFFICE_NAME}回访"
        who = asked if state is State.ASKING else told
        return Waiting(who, [contact] if contact else [])
    return None
