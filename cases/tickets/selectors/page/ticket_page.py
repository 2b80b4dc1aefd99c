"""Everything one ticket's page shows: parts, each asked for with its own plain questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.models import Rating, Ticket
from cases.tickets.rules import (
    acting_posts,
    separation_of_duties,
    status_light,
    visibility,
    workflow,
)
from cases.tickets.rules.applications import unit_drafts
from cases.tickets.rules.applications.applications import ON_CARDS, TELLABLE
from cases.tickets.rules.clocks import binding, time_spent
from cases.tickets.rules.clocks.time_spent import Spent, Stood
from cases.tickets.rules.separation_of_duties import Hands
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.workflow import Action, Party, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.applications import applications
from cases.tickets.selectors.applications import unit_drafts as drafts_seen
from cases.tickets.selectors.applications.applications import Applications, Asked
from cases.tickets.selectors.applications.unit_drafts import Drafted
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.selectors.duplicates import related_tickets
from cases.tickets.selectors.duplicates.related_tickets import Matter
from cases.tickets.selectors.handling import handling_units, likely_units, objections
from cases.tickets.selectors.handling.handling_units import HandsPart
from cases.tickets.selectors.handling.likely_units import Past
from cases.tickets.selectors.page import course as ticket_course
from cases.tickets.selectors.page import enterprise, page_parts
from cases.tickets.selectors.page import files as ticket_files
from cases.tickets.selectors.page import measures as ticket_measures
from cases.tickets.selectors.page import people as ticket_people
from cases.tickets.selectors.page import sides as ticket_sides
from cases.tickets.selectors.page import waiting as ticket_waiting
from cases.tickets.selectors.page.course import CourseStep
from cases.tickets.selectors.page.files import File
from cases.tickets.selectors.page.measures import MeasureLine
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.people import Somebody
from cases.tickets.selectors.page.sides import Sides
from cases.tickets.selectors.page.waiting import Clock, Waiting
from cases.tickets.selectors.sources import sources
from cases.tickets.selectors.splits import splits
from cases.tickets.selectors.tickets import TicketLine

# One button stands for all answers of a call; the others are the enterprise's own.
NO_BUTTON = workflow.UNSOLVED | {Action.CONFIRM}


@dataclass(frozen=True)
class TicketPage:
    """The ticket as this viewer sees it, and what this viewer may do.

    Each part is asked for when it is first read, and once: a page asks for all of them, a sheet of
    paper for some, and an action that is carried out for no more than its form and its check.
    """

    ticket: Ticket
    seen_by: Viewer

    @property
    def actions(self) -> tuple[Action, ...]:
        """What may be pressed; where nobody asked for a reply, there is nothing to reply to."""
        left = self._decided[1]
        found = tuple(action for action in left if not page_parts.is_needless(action, self))
        if Action.OBJECT in found and self._objects_late:
            found = tuple(action for action in found if action is not Action.OBJECT)
        return unit_drafts.open_actions(found, has_drafts=bool(self.drafts))

    @property
    def refused(self) -> dict[Action, str]:
        """What this person's part would allow and this person may not, each with its reason."""
        return self._allowed[1]

    @cached_property
    def parties(self) -> frozenset[Party]:
        return visibility.parties_of(self.seen_by, self.ticket)

    @cached_property
    def source(self) -> str:
        """By which door it came."""
        return sources.name(self.ticket.source)

    @cached_property
    def split(self) -> list[TicketLine]:
        """The other requests of the same message; nothing is asked of a ticket never split."""
        is_first = any(step.action is Action.SPLIT for step in self.course)
        if self.ticket.split_from_id is None and not is_first:
            return []
        return splits.others(self.ticket, seen_by=self.seen_by)

    @property
    def reads_visit(self) -> bool:
        """Whether the visit at which it was raised is one that this viewer reads by their seat."""
        county, firm = self.ticket.county_id, self.ticket.enterprise_id
        covers = firm in self.seen_by.enterprise_ids
        return self.ticket.visit_id is not None and (covers or county in self.seen_by.county_ids)

    @property
    def applications(self) -> Applications:
        return self._decided[0]

    @property
    def untold(self) -> Asked | None:
        """The extension of which the enterprise is still to be told."""
        if self.ticket.state not in TELLABLE:
            return None
        return self.applications.untold(self.ticket.round)

    @property
    def tells_extension(self) -> str:
        """Whose turn it is to tell the enterprise of it."""
        office = ticket_waiting.OFFICE_NAME
        return f"包联干部或{office}" if self.ticket.enterprise_id else office

    @cached_property
    def past(self) -> Past:
        """Which units had tickets like it: for its drop-downs of units, and the suggestion."""
        return likely_units.of(self.ticket, seen_by=self.seen_by)

    @cached_property
    def drafts(self) -> list[Drafted]:
        """What the own unit is to say, and has not said yet."""
        return drafts_seen.of_ticket(self.ticket, seen_by=self.seen_by)

    @property
    def cannot_sign(self) -> str:
        """Why this head may not sign what clerks drafted; empty where they may."""
        return self.refused.get(Action.RETURN_DRAFT, "")

    @property
    def main(self) -> list[Shown]:
        """The parts of the main column, from top to bottom."""
        return [Shown(part, self) for part in page_parts.main()]

    @property
    def aside(self) -> list[Shown]:
        return [Shown(part, self) for part in page_parts.aside()]

    def part(self, name: str) -> Any:
        """Return what a part of an upper room shows; asked for once."""
        if name not in self._parts:
            of = page_parts.find(name).of
            self._parts[name] = of(self) if of else None
        return self._parts[name]

    @cached_property
    def people(self) -> list[Somebody]:
        return ticket_people.of(self.ticket, seen_by=self.seen_by)

    @property
    def light(self) -> Light | None:
        read = partial(getattr, self.ticket)
        return status_light.headline(read, self.seen_by.today, self.days)

    @property
    def own_light(self) -> Light | None:
        """How the unit's own day stands, where it comes before the promise, as in lists."""
        bound = binding.of_ticket(self.ticket)
        if bound is None or not bound.is_own_first:
            return None
        return status_light.running(bound.on, self.seen_by.today, self.days)

    @cached_property
    def waiting(self) -> Waiting | None:
        asked = self._first_contact or self.ticket.applicant_name
        return ticket_waiting.of(self.ticket, self.people, asked)

    @cached_property
    def clocks(self) -> list[Clock]:
        today, is_disputed = self.seen_by.today, self.hands.is_disputed
        return ticket_waiting.clocks(self.ticket, today, self.days, is_disputed=is_disputed)

    @cached_property
    def spent(self) -> list[tuple[Spent, int]]:
        """Whose its working days up to now, or up to the approval, are."""
        stood = [Stood(step.at, step.state, step.action) for step in self.course]
        waits = [(one.asked_at, one.decided_at) for one in self.applications.all]
        on = self.seen_by.today
        found = time_spent.spans(self.ticket.filed_on, stood, waits, on)
        days = time_spent.days(found, self.days)
        return [(kind, days[kind]) for kind in Spent if days[kind]]

    @property
    def files(self) -> list[File]:
        """Those of the ticket itself."""
        return [one for one in self._files if one.measure_id is None and one.share_id is None]

    @cached_property
    def measures(self) -> list[MeasureLine]:
        return ticket_measures.of(self.ticket, self._files)

    @cached_property
    def course(self) -> list[CourseStep]:
        return ticket_course.steps(self.ticket)

    @cached_property
    def sides(self) -> Sides:
        return ticket_sides.of(self.ticket, self.course, seen_by=self.seen_by)

    @cached_property
    def hands(self) -> HandsPart:
        done = {step.action for step in self.course}
        shown = (self.ticket, self._files, self.actions, self.days)
        return handling_units.of(*shown, done=done, seen_by=self.seen_by)

    @property
    def contact(self) -> str:
        """Whom to ask there."""
        return self.ticket.applicant_name or self._first_contact

    @property
    def may_reveal_phone(self) -> bool:
        return visibility.may_reveal_phone(self.seen_by, self.ticket)

    @cached_property
    def link_until(self) -> datetime | None:
        return enterprise.link_until(self.ticket, seen_by=self.seen_by)

    @property
    def may_see_rating(self) -> bool:
        return visibility.may_see_rating(self.seen_by, self.ticket)

    @cached_property
    def ratings(self) -> list[Rating]:
        return enterprise.ratings(self.ticket, seen_by=self.seen_by)

    @cached_property
    def matter(self) -> Matter:
        may_merge = Action.MERGE in self.actions
        return related_tickets.of(self.ticket, may_merge=may_merge, seen_by=self.seen_by)

    @property
    def digest(self) -> str:
        """Of what a head signs here: of the very measures and files that the page shows."""
        return signature_digests.digest_of(self.ticket, self.measures, self._files)

    @property
    def hints(self) -> list[str]:
        """Why this person may not do what its part would allow, each sentence once.

        Said where it is somebody's turn; a link may be sent always, and is wanted only sometimes.
        """
        state = State(self.ticket.state)
        if state not in workflow.WAITS_FOR:
            return []
        asked = {*workflow.UNANSWERED, State.ASKING}
        unasked = {Action.LINK} if state not in asked else set()
        said = [words for action, words in self.refused.items() if action not in unasked]
        return list(dict.fromkeys(said))

    @cached_property
    def _objects_late(self) -> bool:
        """Once signed for, objecting is offered while it is possible; before, its form says so."""
        if self.ticket.state == State.ASSIGNED:
            return False
        given_at = ticket_course.given_at(self.course)
        return objections.is_late(self.ticket, given_at, self.days, seen_by=self.seen_by)

    @cached_property
    def _parts(self) -> dict[str, Any]:
        return {}

    @cached_property
    def days(self) -> WorkCalendar:
        return calendar.work_calendar(region_id=self.ticket.county_id)

    @cached_property
    def _files(self) -> list[File]:
        return ticket_files.of(self.ticket)

    @cached_property
    def _first_contact(self) -> str:
        return enterprise.contact(self.ticket)

    @cached_property
    def _allowed(self) -> tuple[tuple[Action, ...], dict[Action, str]]:
        """No handing over where there is nobody, nor settling what is not up."""
        done_by = ticket_course.hands_of(self.ticket, self.course)
        allowed, refused = _actions(self.ticket, self.parties, self.seen_by, done_by)
        clerks = ticket_people.clerks_of(self.ticket.unit_id, self.people)
        there = [one.cadre_id for one in clerks]
        return handling_units.pressable(allowed, self.ticket, there, seen_by=self.seen_by), refused

    @cached_property
    def _decided(self) -> tuple[Applications, tuple[Action, ...]]:
        """What was asked for, and the steps that this leaves open."""
        left = self._allowed[0]
        return applications.of_page(self.ticket, self.days, left, seen_by=self.seen_by)


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as it is shown on one page: its fragment, and what fills it."""

    part: PagePart
    page: TicketPage

    @property
    def template(self) -> str:
        return self.part.template

    @property
    def value(self) -> Any:
        return self.page.part(self.part.name)


def fetch(pk: int, *, seen_by: Viewer) -> TicketPage:
    """Return the page of a visible ticket.

    The same number of queries however long its history is, and however much hangs on it.
    """
    return TicketPage(tickets.fetch(pk, seen_by=seen_by), seen_by)


def check(page: TicketPage, action: Action, *, seen_by: Viewer) -> None:
    """Raise, in words, where this viewer may not take this step now."""
    workflow.step_for(page.ticket.state, action, page.parties)
    if action not in page.actions and action in ON_CARDS and action not in page.refused:
        raise WrongState("没有等您处理的这项申请：可能已经审批或撤回，请刷新后再看。")
    if action in unit_drafts.ON_CARDS and not page.drafts:
        raise WrongState("没有等您签发的稿子：可能已经签发或撤回，请刷新后再看。")
    if action not in page.actions:
        raise NotPermitted(page.refused.get(action, f"您不能{action.label}这张工单。"))


def _actions(
    ticket: Ticket, parties: frozenset[Party], viewer: Viewer, hands: Hands
) -> tuple[tuple[Action, ...], dict[Action, str]]:
    """What may be pressed, and why the rest may not: another key was this person's."""
    allowed, refused = [], {}
    for action in workflow.actions_for(ticket.state, parties):
        party = workflow.step_for(ticket.state, action, parties).party
        principal_id = acting_posts.principal_for(viewer, ticket, party)
        try:
            separation_of_duties.check(action, viewer.cadre_id, hands, principal_id)
        except NotPermitted as refusal:
            refused[action] = refusal.message
        else:
            allowed.append(action)
    return tuple(action for action in allowed if action not in NO_BUTTON), refused
