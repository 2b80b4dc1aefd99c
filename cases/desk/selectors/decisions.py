"""Cards (待您审核、待您审批) for heads and leaders: what is decided, with what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.errors import NotPermitted
from cadres.pages.models.prepared import IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, TicketEvent
from cases.tickets.rules import acting_posts, separation_of_duties
from cases.tickets.rules.applications.applications import WAYS
from cases.tickets.rules.closing import adoptions, outcomes
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors import tickets
from cases.tickets.selectors.applications import applications, unit_drafts
from cases.tickets.selectors.applications.applications import Asked
from cases.tickets.selectors.applications.unit_drafts import Drafted
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.selectors.page import files as ticket_files
from cases.tickets.selectors.page import measures as ticket_measures
from cases.tickets.selectors.page.files import File
from cases.tickets.selectors.page.measures import MeasureLine
from cases.tickets.selectors.tickets import TicketLine


@dataclass(frozen=True, slots=True)
class Decision:
    """A card for a head: what is to be signed, with what shows it; `digest` is of just that."""

    line: TicketLine
    description: str
    result: str
    finding: str
    measures: list[MeasureLine]
    files: list[File]
    digest: str
    # Why this head, or this deputy of a head, may not sign it; empty where they may.
    refused: str = ""
    # A suggestion: whether it is adopted is asked on the page.
    is_idea: bool = False


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """A card for whoever decides on what a unit asked for."""

    line: TicketLine
    asked: Asked
    description: str
    measures: list[MeasureLine]
    files: list[File]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A card for the head of a unit: the exact words that go out once they are signed."""

    line: TicketLine
    draft: Drafted
    description: str
    measures: list[MeasureLine]
    files: list[File]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A ticket with what its card shows; `measures` are those of its round."""

    ticket: Ticket
    measures: list[MeasureLine]
    files: list[File]

    @property
    def done(self) -> list[MeasureLine]:
        return [one for one in self.measures if one.done_on]


def to_sign(lines: Sequence[TicketLine], *, seen_by: Viewer) -> list[Decision]:
    """Put beside each visible ticket what the head signs: the result, the measures, the files."""
    found = _shown([line.pk for line in lines], seen_by)
    return [_decision(line, found[line.pk], seen_by) for line in lines if line.pk in found]


def to_decide(*, seen_by: Viewer, shown: int) -> list[ApplicationCard]:
    """Return the applications that wait for this viewer's decision, the most urgent first."""
    waiting = applications.to_decide(seen_by=seen_by, shown=shown)
    if not waiting:
        return []
    found = _shown([pk for pk, _ in waiting], seen_by)
    days = calendar.work_calendars({one.ticket.county_id for one in found.values()})
    lines = tickets.lines_by_key(found.keys(), seen_by=seen_by)
    return [
        _application_card(lines[pk], found[pk], row, days[found[pk].ticket.county_id], seen_by)
        for pk, row in waiting
        if pk in found
    ]


def to_sign_drafts(*, seen_by: Viewer, shown: int) -> list[DraftCard]:
    """Return what clerks drafted for this head's signature, the oldest first."""
    waiting = unit_drafts.to_sign(seen_by=seen_by, shown=shown)
    if not waiting:
        return []
    found = _shown([pk for pk, _ in waiting], seen_by)
    lines = tickets.lines_by_key(found.keys(), seen_by=seen_by)
    return [
        _draft_card(lines[pk], found[pk], draft, seen_by) for pk, draft in waiting if pk in found
    ]


def _draft_card(line: TicketLine, shown: _Shown, draft: Drafted, viewer: Viewer) -> DraftCard:
    return DraftCard(
        line=line,
        draft=draft,
        description=shown.ticket.description,
        measures=shown.done,
        files=shown.files,
        refused=_refusal(shown.ticket, Action.RETURN_DRAFT, Party.HEAD, viewer),
    )


def _decision(line: TicketLine, shown: _Shown, viewer: Viewer) -> Decision:
    ticket = shown.ticket
    return Decision(
        line=line,
        description=ticket.description,
        result=ticket.result,
        finding=_finding(ticket),
        measures=shown.done,
        files=shown.files,
        digest=signature_digests.digest_of(ticket, shown.measures, shown.files),
        refused=_refusal(ticket, Action.APPROVE, Party.HEAD, viewer),
        is_idea=adoptions.is_idea(ticket.source),
    )


def _application_card(
    line: TicketLine, shown: _Shown, row: Mapping[str, Any], days: WorkCalendar, viewer: Viewer
) -> ApplicationCard:
    ticket = shown.ticket
    asked = applications.of_ticket(ticket, [row], days, seen_by=viewer)[0]
    return ApplicationCard(
        line=line,
        asked=asked,
        description=ticket.description,
        measures=shown.done,
        files=shown.files,
        refused=_refusal(ticket, WAYS[asked.kind].grant, asked.party, viewer),
    )


def _refusal(ticket: Ticket, action: Action, party: Party | None, viewer: Viewer) -> str:
    """Say before it is pressed that another key was this person's, or the principal's."""
    handlers = frozenset(ticket.handlers)  # type: ignore[attr-defined]
    speakers = frozenset(ticket.speakers)  # type: ignore[attr-defined]
    hands = separation_of_duties.Hands(handlers, signer=None, dispatcher=None, speakers=speakers)
    principal_id = acting_posts.principal_for(viewer, ticket, party)
    try:
        separation_of_duties.check(action, viewer.cadre_id, hands, principal_id)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _shown(pks: Sequence[int], viewer: Viewer) -> dict[int, _Shown]:
    """The visible tickets with their words, hands, files and measures; three queries."""
    if not pks:
        return {}
    found: list[Ticket] = _TICKETS(list(pks), seen_by=viewer)
    files = ticket_files.of_tickets([ticket.pk for ticket in found])
    measures = ticket_measures.of_tickets([ticket.pk for ticket in found], files)
    return {
        ticket.pk: _Shown(
            ticket,
            [one for one in measures.get(ticket.pk, []) if one.round == ticket.round],
            files.get(ticket.pk, []),
        )
        for ticket in found
    }


def _tickets(viewer: Viewer, pks: list[int]) -> Any:
    """With who handled each of them, and who spoke for the unit as its head."""
    steps = TicketEvent.objects.standing().filter(ticket=OuterRef("pk"))
    by_people = steps.filter(actor__isnull=False)
    handling, speaking = separation_of_duties.HANDLING, separation_of_duties.SPEAKING
    handled = by_people.filter(action__in=sorted(handling)).exclude(party=Party.HEAD)
    spoken = by_people.filter(action__in=sorted(speaking), party=Party.HEAD)
    rows = Ticket.objects.visible_to(viewer).filter(pk__any_of=pks).defer("pairs")
    return rows.annotate(
        handlers=ArraySubquery(handled.values("actor_id")),
        speakers=ArraySubquery(spoken.values("actor_id")),
    )


_TICKETS = PreparedForViewer(_tickets, IDS)


def _finding(ticket: Ticket) -> str:
    """How the unit says that the matter ends; nothing of results from before it was asked."""
    return outcomes.words_of(signature_digests.finding_of(ticket)) if ticket.outcome else ""
