"""The numbered requests of a ticket, and where the handler says that each is answered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import F, QuerySet

from cadres.pages.models.prepared import Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import requests, substance
from cases.early_warning.rules.requests import Request
from cases.early_warning.selectors.answers import Answered
from cases.models import RequestAnswer, Ticket

_ANSWERED = Prepared(
    lambda pk: RequestAnswer.objects.filter(ticket=pk).values("round", "place", "request", "where")
)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request, and where it is answered; empty where nobody has said so yet."""

    place: int
    text: str
    where: str


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> list[RequestLine]:
    """Return the requests of a ticket found through visibility; none where it numbers none."""
    found = requests.found(ticket.description)
    if not found:
        return []
    said = _said(ticket.pk, ticket.round)
    return [RequestLine(one.place, one.text, said.get((one.place, one.text), "")) for one in found]


def rows(county_id: int, *, seen_by: Viewer) -> QuerySet[RequestAnswer]:
    """Return what was ticked on the county's visible tickets for the answer they have now."""
    visible = Ticket.objects.visible_to(seen_by).filter(county_id=county_id)
    found = RequestAnswer.objects.filter(ticket__in=visible, round=F("ticket__round"))
    return found.select_related("ticket__unit").order_by("-ticket_id", "place")


def left_out(one: Answered, least: Fraction, *, seen_by: Viewer) -> list[Request]:
    """Return the requests that the answer leaves out, and of which nobody said where."""
    found = requests.found(one.said.question)
    if not found:
        return []
    left = requests.left_out(found, substance.said(one.said.answer), least)
    said = _said(one.ticket_id, one.round) if left else {}
    return [each for each in left if (each.place, each.text) not in said]


def _said(ticket_id: int, number: int) -> dict[tuple[int, str], str]:
    """A request whose words were changed since is asked for anew."""
    return {
        (row["place"], row["request"]): row["where"]
        for row in _ANSWERED(ticket_id)
        if row["round"] == number
    }
