"""How a deed on a ticket is dressed as a POST of the API."""

from __future__ import annotations

from typing import Any

from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cadres.api.verbs import posted
from cases.api.rows import TicketDetail
from cases.models import Ticket
from cases.selectors import tickets


def verb(takes: type[Serializer], path: str | None = None) -> Any:
    """A POST on one ticket that takes these words and answers with the ticket after it."""
    return posted(takes, TicketDetail, path)


class TicketVerbs:
    """What every verb does: find the ticket, and show it afterwards."""

    request: Any

    def _ticket(self, pk: str) -> Ticket:
        return tickets.fetch(int(pk), seen_by=self.request.viewer)

    def _shown(self, ticket: Ticket) -> Response:
        return Response(TicketDetail(ticket, context={"viewer": self.request.viewer}).data)
