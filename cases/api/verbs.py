"""How a deed on a ticket is dressed as a POST of the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cases.api.rows import TicketDetail
from cases.models import Ticket
from cases.selectors import tickets


def verb(takes: type[Serializer], path: str | None = None) -> Any:
    """A POST on one ticket that takes these words and answers with the ticket after it."""

    def dressed(method: Any) -> Any:
        shown = extend_schema(request=takes, responses=TicketDetail)(method)
        return action(detail=True, methods=["post"], url_path=path)(shown)

    return dressed


class TicketVerbs:
    """What every verb does: find the ticket, read the words, show the ticket."""

    request: Any

    def _ticket(self, pk: str) -> Ticket:
        return tickets.fetch(int(pk), seen_by=self.request.viewer)

    def _given(self, words: type[Serializer]) -> dict[str, Any]:
        serializer = words(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _shown(self, ticket: Ticket) -> Response:
        return Response(TicketDetail(ticket, context={"viewer": self.request.viewer}).data)
