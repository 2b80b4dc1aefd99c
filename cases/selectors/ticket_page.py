"""Everything one ticket's page shows, in a handful of queries however long its history is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from cadres.errors import Absent, NotPermitted, WrongState
from cadres.rules import roles
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.rules.workdays import WorkCalendar
from cadres.selectors import calendar
from cases.models import Attachment, ConfirmationLink, Measure, Rating, Ticket, TicketEvent
from cases.rules import glance, keys, posts, topics, visibility, workflow
from cases.rules.applications import ON_CARDS
from cases.rules.glance import Light
from cases.rules.keys import Hands
from cases.rules.workflow import Action, Party, State
from cases.selectors import (
    applications,
    hands,
    ladder_steps,
    matters,
    signing,
    ticket_letters,
    ticket_people,
    ticket_sides,
    tickets,
)
from cases.selectors.applications import Applications
from cases.selectors.hands import HandsPart
from cases.selectors.ladder_steps import Supervision
from cases.selectors.matters import Matter
from cases.selectors.ticket_letters import Letters
from cases.selectors.ticket_people import Somebody
from cases.selectors.ticket_sides import Sides
from enterprises.models import Contact

# One button stands for all answers of a call; the others are the enterprise's own.
NO_BUTTON = workflow.UNSOLVED | {Action.CONFIRM}
STEP_CLOCKS = {
    State.FILED: "交办期限",
    State.ASSIGNED: "签收期限",
    State.ASKING: "企业补充期限",
    State.PARKED: "挂账复查日",
    State.HANDED_UP: "下次反馈",
    State.RESOLVED: "审核期限",
    State.UNCONFIRMED: "回访期限",
}
DECISION_CLOCK = "裁定异议期限"
OFFICE_NAME = "县助企办"
OPEN_LINK = Q(used_at__isnull=True, ended_at__isnull=True)


@dataclass(frozen=True, slots=True)
class File:
    pk: int
    name: str
    size: int
    measure_id: int | None
    share_id: int | None
    # Where they lie in the store: by their endings one knows what can be looked at.
    file: str
    thumbnail: str

    @property
    def is_picture(self) -> bool:
        return bool(self.thumbnail)

    @property
    def is_pdf(self) -> bool:
        return self.file.endswith(".pdf")


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
    next_feedback_on: date | None
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
    sides: Sides
    hands: HandsPart
    ratings: list[Rating] = field(default_factory=list)
    may_see_rating: bool = False
    may_reveal_phone: bool = False
    contact: str = ""
    link_until: datetime | None = None
    matter: Matter = field(default_factory=Matter)
    applications: Applications = field(default_factory=Applications)
    supervision: Supervision | None = None
    letters: Letters = field(default_factory=Letters)

    @property
    def digest(self) -> str:
        """Of what a head signs here."""
        return signing.digest_of(self.ticket.signed_content)  # type: ignore[attr-defined]

    @property
    def hints(self) -> list[str]:
        """Why this person may not do what its part would allow, each sentence once.

        Said where it is somebody's turn; a link may be sent always, and is wanted only sometimes.
        """
        state = State(self.ticket.state)
        if state not in workflow.WAITS_FOR:
            return []
        unasked = {Action.LINK} if state not in (State.UNCONFIRMED, State.ASKING) else set()
        said = [words for action, words in self.refused.items() if action not in unasked]
        return list(dict.fromkeys(said))


def fetch(pk: int, *, seen_by: Viewer) -> TicketPage:
    """Return the page of a visible ticket: five queries, six for whom sees ratings.

    One more for whoever may merge it, and one where something is merged.
    """
    ticket = _ticket(pk, seen_by)
    events = list(_events(ticket))
    days = calendar.work_calendar(region_id=ticket.county_id)
    files = [File(**row) for row in ticket.file_rows]  # type: ignore[attr-defined]
    people = ticket_people.of(ticket, seen_by=seen_by)
    parties = visibility.parties_of(seen_by, ticket)
    actions, refused = _pressable(ticket, parties, events, people, seen_by)
    asked, actions = applications.of_page(ticket, days, actions, seen_by=seen_by)
    part = hands.of(ticket, files, actions, days, seen_by=seen_by)
    supervision, actions = _supervised(ticket, actions, seen_by.today)
    sees_rating = visibility.may_see_rating(seen_by, ticket)
    return TicketPage(
        *(ticket, parties, actions, refused),
        light=glance.light(ticket.state, ticket.due_on, ticket.approved_on, seen_by.today, days),
        waiting=_waiting(ticket, people),
        clocks=_clocks(ticket, seen_by.today, days, part),
        files=[file for file in files if file.measure_id is None and file.share_id is None],
        measures=_measures(ticket, files),
        course=[_step(event) for event in events],
        people=people,
        sides=ticket_sides.of(ticket, events, sees_checks=sees_rating),
        hands=part,
        **(_of_enterprise(ticket, seen_by) | _rated(ticket, sees_rating)),
        matter=matters.of(ticket, may_merge=Action.MERGE in actions, seen_by=seen_by),
        applications=asked,
        supervision=supervision,
        letters=ticket_letters.as_shown(ticket, days, seen_by=seen_by),
    )


def _pressable(
    ticket: Ticket,
    parties: frozenset[Party],
    events: list[TicketEvent],
    people: list[Somebody],
    viewer: Viewer,
) -> tuple[tuple[Action, ...], dict[Action, str]]:
    """What may be pressed; no handing over where there is nobody, nor settling what is not up."""
    allowed, refused = _actions(ticket, parties, viewer, _hands(ticket, events))
    clerks = [one.cadre_id for one in ticket_people.clerks_of(ticket.unit_id, people)]
    return hands.pressable(allowed, ticket, clerks, seen_by=viewer), refused


def _of_enterprise(ticket: Any, viewer: Viewer) -> dict[str, Any]:
    """Whom to ask there, whether by phone, and until when its link holds."""
    return {
        "contact": ticket.applicant_name or ticket.contact or "",
        "may_reveal_phone": visibility.may_reveal_phone(viewer, ticket),
        "link_until": ticket.link_until,
    }


def check(page: TicketPage, action: Action, *, seen_by: Viewer) -> None:
    """Raise, in words, where this viewer may not take this step now."""
    workflow.step_for(page.ticket.state, action, page.parties)
    if action not in page.actions and action in ON_CARDS and action not in page.refused:
        raise WrongState("没有等您处理的这项申请：可能已经审批或撤回，请刷新后再看。")
    if action not in page.actions:
        raise NotPermitted(page.refused.get(action, f"您不能{action.label}这张工单。"))


def attachment(pk: int, *, seen_by: Viewer) -> Attachment:
    """Return a file of a ticket that the viewer may see, or of what was merged into it."""
    found = Attachment.objects.filter(matters.with_its_files(seen_by), pk=pk).first()
    if found is None:
        raise Absent("没有这个文件。")
    return found


def file_rows() -> ArraySubquery:
    """All files of a ticket as a column of its own row: no query of their own."""
    files = Attachment.objects.filter(ticket=OuterRef("pk")).order_by("pk")
    columns = ("pk", "name", "size", "measure_id", "share_id", "file", "thumbnail")
    as_file = JSONObject(**{column: column for column in columns})
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
            asked_rows=applications.rows(),
            signed_content=signing.content(),
            **ticket_sides.columns(),
            **hands.columns(),
            **matters.marks(),
            **ladder_steps.columns(seen_by=viewer),
            **ticket_letters.columns(seen_by=viewer),
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
    return Hands(keys.handlers(events), ticket.approved_by_id, ticket.dispatched_by_id)


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
    needless = {*NO_BUTTON, topics.needless(ticket.topic_id)}
    return tuple(action for action in allowed if action not in needless), refused


def _supervised(
    ticket: Ticket, actions: tuple[Action, ...], today: date
) -> tuple[Supervision, tuple[Action, ...]]:
    """Where nobody asked for a reply, there is nothing to reply to."""
    found = ladder_steps.as_shown(ticket, today)
    return found, actions if found.asks_reply else _without(actions, Action.REPLY)


def _without(actions: tuple[Action, ...], hidden: Action) -> tuple[Action, ...]:
    return tuple(action for action in actions if action is not hidden)


def _clocks(ticket: Ticket, today: date, days: WorkCalendar, part: HandsPart) -> list[Clock]:
    """The unit's own time while it has the ticket, else the limit of the step waited for."""
    state = State(ticket.state)
    if state is State.IN_HAND and ticket.unit_due_on and ticket.accepted_on:
        total = days.working_days_between(ticket.accepted_on, ticket.unit_due_on)
        used = max(days.working_days_between(ticket.accepted_on, today), 0)
        running = glance.running(ticket.unit_due_on, today, days)
        mark = days.is_provisional(ticket.unit_due_on)
        return [Clock("本单位用时", ticket.unit_due_on, running, used, total, mark)]
    if state in STEP_CLOCKS and ticket.step_due_on:
        running = glance.running(ticket.step_due_on, today, days)
        label = DECISION_CLOCK if part.is_disputed else STEP_CLOCKS[state]
        mark = days.is_provisional(ticket.step_due_on)
        return [Clock(label, ticket.step_due_on, running, is_provisional=mark)]
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
            next_feedback_on=row.next_feedback_on,
            files=[file for file in files if file.measure_id == row.pk],
        )
        for row in Measure.objects.filter(ticket=ticket)
    ]


def _step(event: TicketEvent) -> CourseStep:
    moved = event.action in (Action.DISPATCH, Action.REASSIGN) and event.unit is not None
    return CourseStep(
        action=Action(event.action),
        at=event.at,
        who=event.actor_name,
        unit=event.actor_unit.name if event.actor_unit else "",
        towards=event.unit.name if moved and event.unit else "",
        note=event.note,
        round=event.round,
    )


def _waiting(ticket: Ticket, people: list[Somebody]) -> Waiting | None:
    state, unit = State(ticket.state), ticket.unit.name if ticket.unit else ""
    if state in (State.FILED, State.HANDED_UP):
        return Waiting(OFFICE_NAME, ticket_people.names(people, roles.OFFICE))
    if state in (State.ASSIGNED, State.IN_HAND, State.PARKED):
        clerks = ticket_people.clerks_of(ticket.unit_id, people)
        # Whoever has it in hand, while still there; everybody else of the unit would step in.
        own = [one.name for one in clerks if one.cadre_id == ticket.handler_id]
        return Waiting(unit, own or list(dict.fromkeys(one.name for one in clerks)))
    if state is State.RESOLVED:
        heads = ticket_people.names(people, {Role.UNIT_HEAD}, ticket.unit_id)
        if ticket.approval_raised_on is None:
            return Waiting(f"{unit}负责人", heads)
        heads += ticket_people.names(people, {Role.OFFICE_HEAD})
        return Waiting(f"{unit}负责人或助企办主任（逾期未审核）", heads)
    if state in (State.UNCONFIRMED, State.ASKING):
        contact: str = ticket.contact or ticket.applicant_name  # type: ignore[attr-defined]
        asked = "企业补充" if ticket.enterprise_id else "诉求人补充"
        told = "企业确认" if ticket.enterprise_id else f"{OFFICE_NAME}回访"
        who = asked if state is State.ASKING else told
        return Waiting(who, [contact] if contact else [])
    return None


def _rated(ticket: Ticket, is_seen: bool) -> dict[str, Any]:
    """What the enterprise said of it, for whom it is to see."""
    ratings = Rating.objects.filter(ticket=ticket).order_by("round") if is_seen else ()
    return {"ratings": list(ratings), "may_see_rating": is_seen}
