"""Does every stored history obey the step table, the keys and the clocks? The rules are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.limits import LimitBook
from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import DomainError
from cadres.models import Posting
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.viewers.rules.roles import OFFICE, REGION_WIDE, Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Approval, Measure, NumberSeries, Rating, Ticket, TicketEvent
from cases.tickets.rules import separation_of_duties, visibility, workflow
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.clocks.clocks import STEP_LIMITS
from cases.tickets.rules.closing.approvals import content_digest
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.numbering import ticket_number
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import UNSOLVED, Action, State
from enterprises.models import Assignment

BATCH = 5_000
# By these the enterprise hears of its matter for the first time.
FEEDBACK = frozenset({Action.MEASURE, Action.NOTE, Action.RESOLVE})
BACK_TO_OFFICE = frozenset({Action.RECALL, Action.OBJECT})
BACK_TO_WORK = UNSOLVED | {Action.SEND_BACK}
# The steps that makers pour in; all others were taken by the services.
POURED_IN = frozenset(
    {Action.FILE, Action.DRAFT, *(step.action for step in workflow.ROAD_STEPS)}
) - {Action.ADMIT, Action.DECLINE}
ANSWERS = UNSOLVED | {Action.CONFIRM, Action.CALL_BACK}


@dataclass(frozen=True, slots=True)
class Faults:
    """What was looked at, and every sentence that says what is wrong.

    `beside` are the tickets with steps that were taken by the services: those refuse themselves
    what no rule allows, and `rebuild_clocks --check` looks at their days.
    """

    tickets: int
    events: int
    found: list[str]
    beside: int = 0


@dataclass(slots=True)
class Clocks:
    """Limits of every day asked for, on one calendar."""

    calendar: WorkCalendar
    books: dict[date, LimitBook] = field(default_factory=dict)

    def ends(self, key: str, subject: str, since: date) -> date:
        if since not in self.books:
            self.books[since] = limits.book(since)
        limit = self.books[since].find(key, subject)
        return limit_rules.due_on(limit, limit_rules.begin(limit, since), self.calendar).on


@dataclass(slots=True)
class People:
    """Who stood where on which day."""

    postings: dict[int, list[Posting]]
    covers: dict[int, list[Assignment]]

    def viewer(self, cadre_id: int, at: datetime) -> Viewer:
        on = timezone.localdate(at)
        held = [post for post in self.postings[cadre_id] if _holds(post, on)]
        covered = [cover for cover in self.covers[cadre_id] if _holds(cover, on)]
        roles = frozenset(Role(post.role) for post in held)
        return Viewer(
            at=at,
            cadre_id=cadre_id,
            roles=roles,
            unit_ids=tuple(post.unit_id for post in held),
            clerk_unit_ids=_units(held, {Role.UNIT_CLERK}),
            head_unit_ids=_units(held, {Role.UNIT_HEAD}),
            county_ids=_counties(held, REGION_WIDE),
            office_county_ids=_counties(held, OFFICE),
            enterprise_ids=tuple(c.enterprise_id for c in covered) if Role.CADRE in roles else (),
        )


@dataclass(slots=True)
class Replay:
    """The ticket as the events make it, to be held against the row that is stored."""

    ticket: Ticket
    shadow: Ticket
    hands: separation_of_duties.Hands = field(
        default_factory=lambda: separation_of_duties.Hands(frozenset(), None, None)
    )
    last_at: datetime | None = None
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.ticket.number}：{what}")


def check(tickets: QuerySet[Ticket] | None = None) -> Faults:
    """Replay the tickets (all by default); the empty list of faults means that all is well."""
    clocks, people = Clocks(calendar.work_calendar()), _people()
    seen = events = beside = 0
    found = _number_faults()
    for batch in _batches(Ticket.objects.all() if tickets is None else tickets):
        for ticket in batch:
            history = _events_of(ticket)
            if _is_beside(ticket, history):
                beside += 1
                continue
            seen += 1
            events += len(history)
            found += _faults(ticket, history, clocks, people)
    return Faults(seen, events, found, beside)


def _is_beside(ticket: Ticket, history: list[TicketEvent]) -> bool:
    """Complaints about tendering have terms of their own, and came from the services alone."""
    is_examined = ticket.handling_class == HandlingClass.TENDER
    return is_examined or not {event.action for event in history} <= POURED_IN


def _batches(tickets: QuerySet[Ticket]) -> Iterator[list[Ticket]]:
    """In the order of their keys, with all that belongs to them, a few thousand a time."""
    rows = tickets.order_by("pk").select_related("enterprise", "category")
    related = ("events", "measures", "approvals", "ratings", "links", "enterprise__aliases")
    last = 0
    while batch := list(rows.filter(pk__gt=last).prefetch_related(*related)[:BATCH]):
        last = batch[-1].pk
        yield batch


def _events_of(ticket: Ticket) -> list[TicketEvent]:
    """In order; what the ladder says moves neither the ticket nor its days."""
    moving = [event for event in ticket.events.all() if event.action != Action.SUPERVISE]
    return sorted(moving, key=lambda event: (event.at, event.pk))


def _faults(ticket: Ticket, events: list[TicketEvent], clocks: Clocks, people: People) -> list[str]:
    shadow = Ticket(
        pk=ticket.pk,
        county_id=ticket.county_id,
        enterprise_id=ticket.enterprise_id,
        filed_by_id=ticket.filed_by_id,
        state="",
    )
    replay = Replay(ticket, shadow)
    last_dispatch = max((i for i, e in enumerate(events) if e.action == Action.DISPATCH), default=0)
    for i, event in enumerate(events):
        _check_step(replay, event, people)
        _apply(replay, event, clocks, is_last_dispatch=i == last_dispatch)
        _check_event(replay, event)
    _check_row(replay)
    _check_parts(replay, events)
    return replay.faults


def _check_step(replay: Replay, event: TicketEvent, people: People) -> None:
    """A right party took a step of the table from where the ticket stood, in order of time."""
    shadow, action = replay.shadow, Action(event.action)
    if replay.last_at and event.at < replay.last_at:
        replay.fault(f"{action.label}早于上一步")
    replay.last_at = event.at
    if event.source_state != shadow.state:
        replay.fault(f"{action.label}之前应为“{shadow.state}”，记的是“{event.source_state}”")
    if action is not Action.FILE:
        _check_party(replay, event, action, people)


def _check_party(replay: Replay, event: TicketEvent, action: Action, people: People) -> None:
    viewer = Viewer.enterprise(replay.shadow.pk, event.at)
    if event.actor_id is not None:
        viewer = people.viewer(event.actor_id, event.at)
        if event.actor_unit_id not in viewer.unit_ids:
            replay.fault(f"{action.label}的人当时不在所记单位")
    parties = visibility.parties_of(viewer, replay.shadow)
    try:
        step = workflow.step_for(replay.shadow.state, action, parties)
        separation_of_duties.check(action, viewer.cadre_id, replay.hands)
    except DomainError as error:
        replay.fault(f"{action.label}：{error.message}")
    else:
        if step.target != event.state:
            replay.fault(f"{action.label}之后应为“{step.target}”")


def _apply(replay: Replay, event: TicketEvent, clocks: Clocks, *, is_last_dispatch: bool) -> None:
    """Move the shadow on as the services do, and keep who had a hand in it."""
    shadow, action, day = replay.shadow, Action(event.action), timezone.localdate(event.at)
    shadow.state = event.state
    if separation_of_duties.handles(event) and event.actor_id:
        handlers = replay.hands.handlers | {event.actor_id}
        replay.hands = replace(replay.hands, handlers=handlers)
    _move_unit(replay, event, action, is_last_dispatch=is_last_dispatch)
    if action in UNSOLVED:
        shadow.unit_due_on = clocks.ends(limit_keys.REDO, replay.ticket.handling_class, day)
    if action in BACK_TO_WORK:
        shadow.step_due_on = shadow.unit_due_on
    elif event.state != event.source_state:
        key = _limit_of(action, State(event.state))
        shadow.step_due_on = clocks.ends(key, "", day) if key else None
    if action in (Action.FILE, Action.DISPATCH):
        _check_promise(replay, event, clocks, action, is_last_dispatch=is_last_dispatch)
    if action is Action.ACCEPT:
        own = clocks.ends(limit_keys.UNIT_OWN, replay.ticket.handling_class, day)
        shadow.accepted_on, shadow.unit_due_on, shadow.step_due_on = day, own, own
        shadow.feedback_due_on = clocks.ends(limit_keys.FIRST_FEEDBACK, "", day)
    if action in FEEDBACK and event.actor_unit_id == event.unit_id:
        shadow.feedback_due_on = None
    _move_approval(replay, event, action, day)


def _limit_of(action: Action, state: State) -> str | None:
    return limit_keys.OBJECTION_DECISION if action is Action.OBJECT else STEP_LIMITS.get(state)


def _move_unit(
    replay: Replay, event: TicketEvent, action: Action, *, is_last_dispatch: bool
) -> None:
    shadow = replay.shadow
    if action is Action.DISPATCH:
        shadow.unit_id = event.unit_id
        shadow.co_unit_ids = replay.ticket.co_unit_ids if is_last_dispatch else []
        shadow.dispatched_by_id = event.actor_id
        shadow.dispatched_on = timezone.localdate(event.at)
        replay.hands = replace(replay.hands, dispatcher=event.actor_id)
    if action in BACK_TO_OFFICE or action is Action.VOID:
        shadow.unit_id, shadow.co_unit_ids = None, []
    if action is Action.VOID:
        shadow.unit_due_on = None


def _move_approval(replay: Replay, event: TicketEvent, action: Action, day: date) -> None:
    shadow = replay.shadow
    if action is Action.APPROVE:
        shadow.approved_on, shadow.approved_by_id = day, event.actor_id
    if action in UNSOLVED:
        shadow.round += 1
        shadow.approved_on, shadow.approved_by_id = None, None
    if event.state == State.CLOSED:
        shadow.closed_on = day
    replay.hands = replace(replay.hands, signer=shadow.approved_by_id)


def _check_promise(
    replay: Replay, event: TicketEvent, clocks: Clocks, action: Action, *, is_last_dispatch: bool
) -> None:
    """The last dispatch decides by the class that is stored; earlier ones by some class."""
    ticket, shadow = replay.ticket, replay.shadow
    shadow.due_on = event.due_on
    classes = list(HandlingClass.values)
    if action is Action.FILE:
        classes = [ticket.category.handling_class]
    elif is_last_dispatch:
        classes = [ticket.handling_class]
    if event.due_on not in {
        clocks.ends(limit_keys.PROMISE, name, ticket.filed_on) for name in classes
    }:
        replay.fault(f"{action.label}时的办理时限 {event.due_on} 不对")


def _check_event(replay: Replay, event: TicketEvent) -> None:
    for name in ("round", "unit_id", "due_on", "unit_due_on", "step_due_on", "approved_on"):
        if getattr(event, name) != getattr(replay.shadow, name):
            replay.fault(f"{Action(event.action).label}所记的 {name} 不对")


def _check_row(replay: Replay) -> None:
    ticket, shadow = replay.ticket, replay.shadow
    for name in (
        "state", "round", "unit_id", "due_on", "unit_due_on", "step_due_on", "dispatched_by_id",
        "dispatched_on", "accepted_on", "feedback_due_on", "approved_by_id", "approved_on",
        "closed_on",
    ):  # fmt: skip
        if getattr(ticket, name) != getattr(shadow, name):
            replay.fault(f"{name} 是 {getattr(ticket, name)}，按经过应为 {getattr(shadow, name)}")
    firm = ticket.enterprise
    own = [firm.name, *(alias.name for alias in firm.aliases.all())] if firm else []
    if ticket.pairs != pairs_of_all(ticket.number, ticket.title, ticket.description, *own):
        replay.fault("检索词与内容不符")


def _check_parts(replay: Replay, events: list[TicketEvent]) -> None:
    """Measures, signatures, answers and links stand where the events say so."""
    ticket = replay.ticket
    measures, approvals = list(ticket.measures.all()), list(ticket.approvals.all())
    signed = [e for e in events if e.action in (Action.APPROVE, Action.SEND_BACK)]
    if [(a.signed_by_id, a.signed_at) for a in approvals] != [(e.actor_id, e.at) for e in signed]:
        replay.fault("审核签字与经过不符")
    last = approvals[-1] if approvals and signed else None
    # An enterprise's answer changes the outcome later: signed was the one of that moment.
    if last and last.is_approved and not _holds_content(last, measures, signed[-1].outcome):
        replay.fault("最后一次审核签的不是现在的内容")
    if len(ticket.ratings.all()) != sum(e.action in ANSWERS for e in events):
        replay.fault("企业答复与经过不符")
    if _actions(measures) != sum(e.action == Action.MEASURE for e in events):
        replay.fault("举措与经过不符")
    if len(ticket.links.all()) != sum(e.action == Action.LINK for e in events):
        replay.fault("确认链接与经过不符")
    if ticket.answer != _last_answer(ticket.ratings.all(), ticket.state):
        replay.fault("企业答复与评价不符")


def _holds_content(approval: Approval, measures: list[Measure], outcome: str) -> bool:
    mine = sorted((m for m in measures if m.round == approval.round), key=lambda m: m.pk)
    content = [(m.pk, m.text, m.done_on, m.evidence) for m in mine]
    found = Finding(outcome)
    return approval.digest == content_digest(approval.ticket.result, content, found)


def _actions(measures: list[Measure]) -> int:
    """To plan a measure is an action, to finish it another."""
    return len(measures) + sum(measure.done_on is not None for measure in measures)


def _last_answer(ratings: Iterable[Rating], state: str) -> str:
    said = [rating.answer for rating in sorted(ratings, key=lambda r: r.round)]
    return said[-1] if said and state == State.CLOSED else ""


def _number_faults() -> list[str]:
    """Each series ends with its last ticket, without a gap."""
    found = []
    for series in NumberSeries.objects.all():
        mine = Ticket.objects.filter(number__startswith=f"{series.prefix} {series.year}-")
        given = {ticket_number(series.prefix, series.year, at + 1) for at in range(series.last)}
        if set(mine.values_list("number", flat=True)) != given:
            found.append(f"{series}：编号有缺或有多")
    return found


def _people() -> People:
    postings, covers = defaultdict(list), defaultdict(list)
    for post in Posting.objects.select_related("unit__region").order_by("pk"):
        postings[post.cadre_id].append(post)
    for cover in Assignment.objects.filter(cadre__isnull=False):
        covers[cover.cadre_id].append(cover)
    return People(postings, covers)


def _holds(row: Posting | Assignment, on: date) -> bool:
    return row.from_on <= on and (row.to_on is None or on <= row.to_on)


def _units(held: list[Posting], roles: Iterable[Role]) -> tuple[int, ...]:
    return tuple(post.unit_id for post in held if post.role in roles)


def _counties(held: list[Posting], roles: Iterable[Role]) -> tuple[int, ...]:
    return tuple(post.unit.region_id for post in held if post.role in roles)
