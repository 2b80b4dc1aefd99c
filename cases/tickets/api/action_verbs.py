"""Every action on a ticket as a POST of the API, made from the same value as its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cadres.pages.api.action_fields import serializer_of
from cadres.pages.api.verbs import posted
from cases.models import Ticket, UnitDraft
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import TicketAction, Verb, found
from cases.tickets.api.ticket_rows import TicketDetail
from cases.tickets.api.unit_draft_rows import DraftRow
from cases.tickets.selectors.applications import unit_drafts
from cases.tickets.services.applications.unit_drafts import Said


class Objected(serializers.Serializer):
    """What came of an objection; one that is not taken is on record, and why."""

    waits = serializers.BooleanField(help_text="待本单位负责人签发，还没有发出")
    is_taken = serializers.BooleanField(source="result.is_taken", default=False, help_text="受理")
    why = serializers.CharField(source="result.why", default="", help_text="未受理的原因")
    is_raised = serializers.BooleanField(
        source="result.is_raised", default=False, help_text="是否已提请裁定"
    )


def add_verbs(viewset: type) -> None:
    """Give the viewset of tickets a verb for every action that the API offers."""
    for action in registry.of_api():
        verb = _verb(action)
        setattr(viewset, verb.__name__, verb)


def takes(action: TicketAction) -> type[Serializer]:
    """Return the serializer of the words that an action takes."""
    name = action.api.takes or "".join(word.title() for word in action.verb.split("-"))
    return serializer_of(name, action.fields)


def _verb(action: TicketAction) -> Any:
    words, (described, shown) = takes(action), _ANSWERS[action.api.answers]

    def verb(self: Any, request: Request, pk: str, **part: str) -> Response:
        ticket = self._ticket(pk)
        thing = _thing(action, ticket, part, request)
        given = found(action, self._given(words), ticket, request.viewer)
        result = action.carry_out(thing, given, actor=request.viewer)
        return shown(self, pk, result)

    verb.__name__ = action.api.name or action.verb.replace("-", "_")
    verb.__doc__ = action.api.about or None
    return posted(words, described, _path(action, action.api))(verb)


def _path(action: TicketAction, api: Verb) -> str | None:
    """The last part of the address; of an action on a part, with the part's own number."""
    if action.part is None:
        return api.path
    number = rf"{action.part.folder}/(?P<{action.part.name}>[0-9]+)"
    path = action.verb if api.path is None else api.path
    return f"{number}/{path}" if path else number


def _thing(action: TicketAction, ticket: Ticket, part: dict[str, str], request: Request) -> Any:
    if action.part is None:
        return ticket
    return action.part.find(ticket, int(part[action.part.name]), seen_by=request.viewer)


def _ticket_after(view: Any, pk: str, result: Any) -> Response:
    """Services on a part of a ticket return the part: the ticket is then read again."""
    return view._shown(result if isinstance(result, Ticket) else view._ticket(pk))


def _objection(view: Any, pk: str, said: Said) -> Response:
    """The unit that is heard loses sight of the ticket."""
    return Response(Objected(said).data)


def _draft(view: Any, pk: str, result: Said | UnitDraft) -> Response:
    """The draft is shown, for the ticket may be gone by it."""
    draft = result.draft if isinstance(result, Said) else result
    return Response(DraftRow(unit_drafts.shown(draft, seen_by=view.request.viewer)).data)


# What is shown after an action: how it is described, and how it is made of the result.
_ANSWERS: dict[str, tuple[type[Serializer], Callable[[Any, str, Any], Response]]] = {
    "ticket": (TicketDetail, _ticket_after),
    "objection": (Objected, _objection),
    "draft": (DraftRow, _draft),
}
