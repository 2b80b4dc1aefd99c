"""The terms that run outside the ticket's own ledger: of what, since when, and who may ask why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.terms import Explanation, OpenRow, OpenTerm
from cadres.deadlines.selectors.terms import Calendars, stored
from cadres.errors import Absent
from cadres.models import TermRecount
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Check, Ticket
from cases.tickets.rules.applications.applications import ApplicationState
from cases.tickets.rules.clocks import recounts as recounting
from cases.tickets.rules.clocks.clocks import replay
from cases.tickets.rules.workflow import OPEN
from cases.tickets.selectors.clocks import clock_ledger
from cases.tickets.selectors.closing import rechecks

BATCH = 500
# The columns of a row that waits for a reply.
REPLY = ("reply_due_on", "is_reply_provisional")


def _ticket_page(row: Any) -> str:
    return reverse("cases:ticket-detail", args=[row.ticket_id])


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of row with a term: the open ones, the term of each, and its columns."""

    kind: str
    label: str
    rows: Callable[[], QuerySet[Any]]
    open_row: Callable[[Any], OpenRow]
    # Who sees the row may ask why it ends then; hidden and missing look the same.
    fetch: Callable[[int, Viewer], Any]
    due_column: str = "due_on"
    mark_column: str = "is_due_provisional"
    # The address of the page on which the term stands.
    page: Callable[[Any], str] = _ticket_page


@dataclass(frozen=True, slots=True)
class Why:
    """A term in words, with every recount that moved it."""

    row: Any
    label: str
    explanation: Explanation
    recounts: list[TermRecount]
    page: str


def count(source: Source, *, seen_by: Viewer) -> int:
    return _kept(source.rows(), seen_by).count()


def batch(source: Source, after: int, *, seen_by: Viewer) -> list[OpenRow]:
    """Return the next open rows whose calendar the viewer keeps: their numbers, no words."""
    found = _kept(source.rows(), seen_by).filter(pk__gt=after).order_by("pk")[:BATCH]
    return [source.open_row(row) for row in found]


def ticket_count(*, seen_by: Viewer) -> int:
    return _kept(_open_tickets(), seen_by).count()


def ticket_batch(after: int, *, seen_by: Viewer) -> list[OpenRow]:
    """Return the next open tickets with the clocks that run, as their ledgers say."""
    rows = _kept(_open_tickets(), seen_by).filter(pk__gt=after).order_by("pk")
    found = list(rows.only("number", "state", "county_id")[:BATCH])
    ledger = clock_ledger.of_tickets(ticket.pk for ticket in found)
    return [
        OpenRow(
            ticket.pk,
            ticket.number,
            ticket.county_id,
            recounting.open_terms(replay(ledger[ticket.pk]), ticket.state),
        )
        for ticket in found
    ]


def why(kind: str, pk: int, *, seen_by: Viewer) -> Why:
    """Explain the day of a row that the viewer may see."""
    source = next((one for one in SOURCES if one.kind == kind), None)
    if source is None:
        raise Absent("没有这一时限。")
    row = source.fetch(pk, seen_by)
    if getattr(row, source.due_column) is None:
        raise Absent("没有这一时限。")
    opened = source.open_row(row)
    (one,) = opened.terms
    recounts = TermRecount.objects.filter(kind=kind, object_id=pk).order_by("pk")
    explanation = terms.explain(one.term, Calendars(opened.region_id).__getitem__)
    return Why(row, one.label, explanation, list(recounts), source.page(row))


def _kept(rows: QuerySet[Any], seen_by: Viewer) -> QuerySet[Any]:
    administration.check_administers(seen_by)
    if seen_by.is_system:
        return rows
    return rows.filter(county_id__any_of=seen_by.home_county_ids)


def _open_tickets() -> QuerySet[Ticket]:
    return Ticket.objects.filter(state__in=sorted(OPEN))


def _waiting() -> QuerySet[Application]:
    return Application.objects.filter(state=ApplicationState.WAITING).select_related("ticket")


def _application(row: Application) -> OpenRow:
    term = stored(row, row.asked_at, row.due_on)
    label = f"{row.get_kind_display()}审批"
    one = OpenTerm(label, term, row.due_on, row.is_due_provisional)
    return OpenRow(row.pk, row.ticket.number, row.county_id, (one,))


def _look_backs() -> QuerySet[Check]:
    return Check.objects.filter(rechecks.waiting()).select_related("ticket")


def _look_back(row: Check) -> OpenRow:
    term = stored(row, row.counted_from or row.made_at, row.due_on)
    one = OpenTerm(row.get_kind_display(), term, row.due_on, row.is_due_provisional)
    return OpenRow(row.pk, row.ticket.number, row.county_id, (one,))


def _fetch_application(pk: int, viewer: Viewer) -> Application:
    visible = Ticket.objects.visible_to(viewer)
    row = Application.objects.filter(pk=pk, ticket__in=visible).select_related("ticket").first()
    if row is None:
        raise Absent("没有这件申请。")
    return row


def _fetch_check(pk: int, viewer: Viewer) -> Check:
    return rechecks.fetch(pk, seen_by=viewer)


SOURCES = [
    Source("application", "申请", _waiting, _application, _fetch_application),
    Source("check", "回访", _look_backs, _look_back, _fetch_check),
]


def register(source: Source) -> None:
    """An upper room hands in a kind of row of its own that has a term."""
    SOURCES.append(source)
