"""Everything one ticket's page shows, in a handful of queries however long its history is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, JSONObject

from cadres.errors import Absent, NotPermitted
from cadres.models import Delegation, Posting, Unit
from cadres.rules import roles
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.rules.workdays import WorkCalendar
from cadres.selectors import calendar
from cases.models import Attachment, ConfirmationLink, Measure, Rating, Ticket, TicketEvent
from cases.rules import glance, keys, posts, visibility, workflow
from cases.rules.glance import Light
from cases.rules.keys import Hands
from cases.rules.workflow import Action, Party, State
from cases.selectors import ladder_steps, tickets
from cases.selectors.ladder_steps import Supervision
from enterprises.models import Assignment, Contact, Part

# One button stands for both answers of a call; the other two are the enterprise's own.
NO_BUTTON = frozenset({Action.DENY_BY_CALL, Action.CONFIRM, Action.DENY})
STEP_CLOCKS = {
    State.FILED: "交办期限",
    State.ASSIGNED: "签收期限",
    State.ASKING: "企业补充期限",
    State.PARKED: "挂账复查日",
    State.HANDED_UP: "下次反馈",
    State.RESOLVED: "审核期限",
    State.UNCONFIRMED: "回访期限",
}
OFFICE_NAME = "县助企办"
OPEN_LINK = Q(used_at__isnull=True, ended_at__isnull=True)


@dataclass(frozen=True, slots=True)
class File:
    pk: int
    name: str
    size: int
    measure_id: int | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with the files that show it."""

    pk: int
    text: str
    owner_name: str
    due_on: date | None
    done_on: date | None
    evidence: str
    round: int
    files: list[File]


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One line of the course (经过)."""

    action: Action
    at: datetime
    who: str
    unit: str
    towards: str
    note: str
    round: int


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or a unit with a part in the ticket."""

    kind: str
    part: str
    name: str
    unit_id: int | None
    unit: str


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


@dataclass(frozen=True, slots=True)
class TicketPage:
    """The ticket as this viewer sees it, and what this viewer may do."""

    ticket: Ticket
    parties: frozenset[Party]
    actions: tuple[Action, ...]
    refused: dict[Action, str]
    light: Light | None
    waiting: Waiting | None
    clocks: list[Clock]
    files: list[File]
    measures: list[MeasureLine]
    course: list[CourseStep]
    people: list[Somebody]
    ratings: list[Rating] = field(default_factory=list)
    may_see_rating: bool = False
    may_reveal_phone: bool = False
    contact: str = ""
    link_until: datetime | None = None
    supervision: Supervision | None = None

    @property
    def hints(self) -> list[str]:
        """Why this person may not do what its part would allow, each sentence once."""
        return list(dict.fromkeys(self.refused.values()))


@dataclass(frozen=True, slots=True)
class Question:
    """What the enterprise is asked to confirm: what it said, what was done, by whom."""

    ticket: Ticket
    measures: list[Measure]


def fetch(pk: int, *, seen_by: Viewer) -> TicketPage:
    """Return the page of a visible ticket: five queries, six for whom sees ratings."""
    ticket = _ticket(pk, seen_by)
    events = list(_events(ticket))
    days = calendar.work_calendar(region_id=ticket.county_id)
    files = [File(**row) for row in ticket.file_rows]  # type: ignore[attr-defined]
    people = _people(ticket, seen_by)
    parties = visibility.parties_of(seen_by, ticket)
    supervision = ladder_steps.as_shown(ticket, seen_by.today)
    actions, refused = _actions(ticket, parties, seen_by, _hands(ticket, events))
    sees_rating = visibility.may_see_rating(seen_by, ticket)
    return TicketPage(
        ticket=ticket,
        parties=parties,
        actions=actions if supervision.asks_reply else _without(actions, Action.REPLY),
        refused=refused,
        light=glance.light(ticket.state, ticket.due_on, ticket.approved_on, seen_by.today, days),
        waiting=_waiting(ticket, people),
        clocks=_clocks(ticket, seen_by.today, days),
        files=[file for file in files if file.measure_id is None],
        measures=_measures(ticket, files),
        course=[_step(event) for event in events],
        people=people,
        ratings=_ratings(ticket) if sees_rating else [],
        may_see_rating=sees_rating,
        may_reveal_phone=visibility.may_reveal_phone(seen_by, ticket),
        contact=ticket.contact or "",  # type: ignore[attr-defined]
        link_until=ticket.link_until,  # type: ignore[attr-defined]
        supervision=supervision,
    )


def check(page: TicketPage, action: Action, *, seen_by: Viewer) -> None:
    """Raise, in words, where this viewer may not take this step now."""
    workflow.step_for(page.ticket.state, action, page.parties)
    if action not in page.actions:
        raise NotPermitted(page.refused.get(action, f"您不能{action.label}这张工单。"))


def attachment(pk: int, *, seen_by: Viewer) -> Attachment:
    """Return a file of a ticket that the viewer may see."""
    visible = Ticket.objects.visible_to(seen_by)
    found = Attachment.objects.filter(pk=pk, ticket__in=visible).first()
    if found is None:
        raise Absent("没有这个文件。")
    return found


def question(ticket_id: int, *, seen_by: Viewer) -> Question:
    """Return what stands on the enterprise's page behind its link."""
    ticket = tickets.fetch(ticket_id, seen_by=seen_by)
    done = Measure.objects.filter(ticket=ticket, round=ticket.round, done_on__isnull=False)
    return Question(ticket, list(done))


def file_rows() -> ArraySubquery:
    """All files of a ticket as a column of its own row: no query of their own."""
    files = Attachment.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    as_file = JSONObject(pk="pk", name="name", size="size", measure_id="measure_id")
    return ArraySubquery(files.values(data=as_file))


def _ticket(pk: int, viewer: Viewer) -> Ticket:
    contact = Contact.objects.filter(enterprise=OuterRef("enterprise"), is_primary=True)
    link = ConfirmationLink.objects.filter(OPEN_LINK, ticket=OuterRef("pk"))
    ticket = (
        Ticket.objects.visible_to(viewer)
        .for_detail()
        .annotate(
            contact=Subquery(contact.values("name")[:1]),
            link_until=Subquery(link.filter(expires_at__gt=viewer.at).values("expires_at")[:1]),
            file_rows=file_rows(),
            **ladder_steps.columns(seen_by=viewer),
        )
        .filter(pk=pk)
        .first()
    )
    if ticket is None:
        raise Absent(tickets.ABSENT)
    return ticket


def _events(ticket: Ticket) -> QuerySet[TicketEvent]:
    found = TicketEvent.objects.filter(ticket=ticket).select_related("unit", "actor_unit")
    return found.order_by("at", "pk")


def _hands(ticket: Ticket, events: Iterable[TicketEvent]) -> Hands:
    """The same as `transitions.hands_of`, from events that are read already."""
    handlers = {e.actor_id for e in events if e.action in keys.HANDLING and e.actor_id}
    return Hands(frozenset(handlers), ticket.approved_by_id, ticket.dispatched_by_id)


def _actions(
    ticket: Ticket, parties: frozenset[Party], viewer: Viewer, hands: Hands
) -> tuple[tuple[Action, ...], dict[Action, str]]:
    """What may be pressed, and why the rest may not: another key was this person's."""
    allowed, refused = [], {}
    for action in workflow.actions_for(ticket.state, parties):
        party = workflow.step_for(ticket.state, action, parties).party
        principal_id = posts.principal_for(viewer, ticket, party)
        try:
            keys.check(action, viewer.cadre_id, hands, principal_id)
        except NotPermitted as refusal:
            refused[action] = refusal.message
        else:
            allowed.append(action)
    return tuple(action for action in allowed if action not in NO_BUTTON), refused


def _without(actions: tuple[Action, ...], hidden: Action) -> tuple[Action, ...]:
    return tuple(action for action in actions if action is not hidden)


def _clocks(ticket: Ticket, today: date, days: WorkCalendar) -> list[Clock]:
    """The unit's own time while it has the ticket, else the limit of the step waited for."""
    state = State(ticket.state)
    if state is State.IN_HAND and ticket.unit_due_on and ticket.accepted_on:
        total = days.working_days_between(ticket.accepted_on, ticket.unit_due_on)
        used = max(days.working_days_between(ticket.accepted_on, today), 0)
        running = glance.running(ticket.unit_due_on, today, days)
        return [Clock("本单位用时", ticket.unit_due_on, running, used, total)]
    if state in STEP_CLOCKS and ticket.step_due_on:
        running = glance.running(ticket.step_due_on, today, days)
        return [Clock(STEP_CLOCKS[state], ticket.step_due_on, running)]
    return []


def _measures(ticket: Ticket, files: list[File]) -> list[MeasureLine]:
    return [
        MeasureLine(
            pk=row.pk,
            text=row.text,
            owner_name=row.owner_name,
            due_on=row.due_on,
            done_on=row.done_on,
            evidence=row.evidence,
            round=row.round,
            files=[file for file in files if file.measure_id == row.pk],
        )
        for row in Measure.objects.filter(ticket=ticket)
    ]


def _step(event: TicketEvent) -> CourseStep:
    moved = event.action == Action.DISPATCH and event.unit is not None
    return CourseStep(
        action=Action(event.action),
        at=event.at,
        who=event.actor_name,
        unit=event.actor_unit.name if event.actor_unit else "",
        towards=event.unit.name if moved and event.unit else "",
        note=event.note,
        round=event.round,
    )


def _people(ticket: Ticket, viewer: Viewer) -> list[Somebody]:
    """Units with their clerks, heads and their deputies, the office, the covering team: one query.

    A deputy stands there in both names, as the course will tell the deed.
    """
    on = viewer.today
    units = [pk for pk in (ticket.unit_id, *ticket.co_unit_ids) if pk]
    named = Unit.objects.filter(pk__in=units).order_by()
    posts = Posting.objects.in_force(on).order_by()
    there = posts.filter(unit_id__in=units, role__in=roles.UNIT)
    office = posts.filter(unit__region_id=ticket.county_id, role__in=roles.OFFICE)
    lent = Delegation.objects.in_force(viewer.at).filter(posting__unit_id__in=units)
    both = Concat("deputy__name", Value(" 代 "), "principal__name")
    team = Assignment.objects.in_force(on).filter(enterprise_id=ticket.enterprise_id or 0)
    nothing = Value("")
    rows = named.values_list(Value("unit"), nothing, nothing, F("pk"), F("name")).union(
        *(
            found.values_list(
                Value("post"), F("role"), F("cadre__name"), F("unit_id"), F("unit__name")
            )
            for found in (there, office)
        ),
        lent.order_by().values_list(
            Value("post"), F("posting__role"), both, F("posting__unit_id"), F("posting__unit__name")
        ),
        team.order_by().values_list(
            Value("team"), F("part"), Coalesce("cadre__name", "leader_name"), F("pk"), nothing
        ),
        all=True,
    )
    found: Iterable[tuple[Any, ...]] = rows
    return sorted((Somebody(*row) for row in found), key=lambda one: (one.kind, one.part, one.name))


def _waiting(ticket: Ticket, people: list[Somebody]) -> Waiting | None:
    state, unit = State(ticket.state), ticket.unit.name if ticket.unit else ""
    if state in (State.FILED, State.HANDED_UP):
        return Waiting(OFFICE_NAME, _names(people, roles.OFFICE))
    if state in (State.ASSIGNED, State.IN_HAND, State.PARKED):
        return Waiting(unit, _names(people, {Role.UNIT_CLERK}, ticket.unit_id))
    if state is State.RESOLVED:
        return Waiting(f"{unit}负责人", _names(people, {Role.UNIT_HEAD}, ticket.unit_id))
    if state in (State.UNCONFIRMED, State.ASKING):
        contact: str = ticket.contact or ticket.applicant_name  # type: ignore[attr-defined]
        asked = "企业补充" if ticket.enterprise_id else "诉求人补充"
        told = "企业确认" if ticket.enterprise_id else f"{OFFICE_NAME}回访"
        who = asked if state is State.ASKING else told
        return Waiting(who, [contact] if contact else [])
    return None


def _names(people: list[Somebody], held: Iterable[Role], unit_id: int | None = None) -> list[str]:
    values = {role.value for role in held}
    found = [
        one.name
        for one in people
        if one.kind == "post" and one.part in values and unit_id in (None, one.unit_id)
    ]
    return list(dict.fromkeys(found))


def _ratings(ticket: Ticket) -> list[Rating]:
    return list(Rating.objects.filter(ticket=ticket).order_by("round"))


def part_label(one: Somebody) -> str:
    """Say in a word in which part somebody stands."""
    if one.kind == "team":
        return Part(one.part).label
    return Role(one.part).label if one.kind == "post" else ""
