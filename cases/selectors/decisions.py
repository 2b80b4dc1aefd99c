"""Cards (待您审核、待您审批) for heads and leaders: what is decided, with what shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from cadres.errors import NotPermitted
from cadres.rules.viewer import Viewer
from cadres.rules.workdays import WorkCalendar
from cadres.selectors import calendar
from cases.models import Measure, Ticket, TicketEvent
from cases.rules import keys, outcomes, posts
from cases.rules.applications import WAYS
from cases.rules.workflow import Action, Party
from cases.selectors import applications, signing, tickets
from cases.selectors.applications import Asked
from cases.selectors.ticket_page import File, file_rows
from cases.selectors.tickets import COLUMNS, TicketLine


@dataclass(frozen=True, slots=True)
class Evidence:
    """A measure that is done, and what shows it."""

    text: str
    owner_name: str
    done_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A card for a head: what is to be signed, with what shows it; `digest` is of just that."""

    line: TicketLine
    description: str
    result: str
    finding: str
    measures: list[Evidence]
    files: list[File]
    digest: str
    # Why this head, or this deputy of a head, may not sign it; empty where they may.
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """A card for whoever decides on what a unit asked for."""

    line: TicketLine
    asked: Asked
    description: str
    measures: list[Evidence]
    files: list[File]
    refused: str = ""


def to_sign(lines: Sequence[TicketLine], *, seen_by: Viewer) -> list[Decision]:
    """Put beside each visible ticket what the head signs: the result, the measures, the files."""
    found = _words([line.pk for line in lines], seen_by)
    return [_decision(line, found[line.pk], seen_by) for line in lines if line.pk in found]


def to_decide(*, seen_by: Viewer, shown: int) -> list[ApplicationCard]:
    """Return the applications that wait for this viewer's decision, the most urgent first."""
    waiting = applications.to_decide(seen_by=seen_by, shown=shown)
    if not waiting:
        return []
    found = _words([pk for pk, _ in waiting], seen_by)
    days = calendar.work_calendars({ticket.county_id for ticket in found.values()})
    values = Ticket.objects.filter(pk__in=found.keys()).values(*COLUMNS)
    lines = {line.pk: line for line in tickets.lines_of(values, seen_by=seen_by)}
    return [
        _application_card(lines[pk], found[pk], row, days[found[pk].county_id], seen_by)
        for pk, row in waiting
        if pk in found
    ]


def _decision(line: TicketLine, ticket: Ticket, viewer: Viewer) -> Decision:
    return Decision(
        line=line,
        description=ticket.description,
        result=ticket.result,
        finding=_finding(ticket),
        measures=_measures(ticket),
        files=_files(ticket),
        digest=signing.digest_of(ticket.signed_content),  # type: ignore[attr-defined]
        refused=_refusal(ticket, Action.APPROVE, Party.HEAD, viewer),
    )


def _application_card(
    line: TicketLine, ticket: Ticket, row: Mapping[str, Any], days: WorkCalendar, viewer: Viewer
) -> ApplicationCard:
    asked = applications.of_ticket(ticket, [row], days, seen_by=viewer)[0]
    return ApplicationCard(
        line=line,
        asked=asked,
        description=ticket.description,
        measures=_measures(ticket),
        files=_files(ticket),
        refused=_refusal(ticket, WAYS[asked.kind].grant, asked.party, viewer),
    )


def _refusal(ticket: Ticket, action: Action, party: Party | None, viewer: Viewer) -> str:
    """Say before it is pressed that another key was this person's, or the principal's."""
    handlers = frozenset(ticket.handlers)  # type: ignore[attr-defined]
    hands = keys.Hands(handlers, signer=None, dispatcher=None)
    principal_id = posts.principal_for(viewer, ticket, party)
    try:
        keys.check(action, viewer.cadre_id, hands, principal_id)
    except NotPermitted as refusal:
        return refusal.message
    return ""


def _words(pks: Sequence[int], viewer: Viewer) -> dict[int, Ticket]:
    """The visible tickets with their words, measures, files and hands; one query."""
    if not pks:
        return {}
    measures = Measure.objects.filter(
        ticket=OuterRef("pk"), round=OuterRef("round"), done_on__isnull=False
    )
    names = ("text", "owner_name", "done_on", "evidence")
    done = measures.order_by("pk").values(data=JSONObject(**{name: name for name in names}))
    steps = TicketEvent.objects.standing().filter(ticket=OuterRef("pk"))
    deeds = steps.filter(action__in=keys.HANDLING)
    rows = Ticket.objects.visible_to(viewer).filter(pk__in=pks).defer("pairs")
    found = rows.annotate(
        file_rows=file_rows(),
        done=ArraySubquery(done),
        handlers=ArraySubquery(deeds.filter(actor__isnull=False).values("actor_id")),
        signed_content=signing.content(),
    )
    return {ticket.pk: ticket for ticket in found}


def _finding(ticket: Ticket) -> str:
    """How the unit says that the matter ends; nothing of results from before it was asked."""
    content = ticket.signed_content  # type: ignore[attr-defined]
    return outcomes.words_of(signing.finding_of(content)) if ticket.outcome else ""


def _measures(ticket: Ticket) -> list[Evidence]:
    done: list[dict[str, str]] = ticket.done  # type: ignore[attr-defined]
    return [
        Evidence(m["text"], m["owner_name"], date.fromisoformat(m["done_on"]), m["evidence"])
        for m in done
    ]


def _files(ticket: Ticket) -> list[File]:
    return [File(**row) for row in ticket.file_rows]  # type: ignore[attr-defined]
