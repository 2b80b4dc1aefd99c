"""Every action on a ticket as a POST of the API, made from the same value as its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from cadres.api.action_fields import serializer_of
from cadres.api.verbs import posted
from cases.actions import registry
from cases.actions.action import TicketAction, Verb, found
from cases.api.rows import TicketDetail
from cases.models import Ticket


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown after an action: how it is described, and how it is made of the result."""

    described: type[Serializer]
    shown: Callable[[Any, str, Any], Response]


def add_verbs(viewset: type, answers: dict[str, Answer] | None = None) -> None:
    """Give the viewset of tickets a verb for every action that the API offers."""
    known = {"ticket": Answer(TicketDetail, _ticket_after), **(answers or {})}
    for action in registry.of_api():
        verb = _verb(action, known[action.api.answers])
        setattr(viewset, verb.__name__, verb)


def takes(action: TicketAction) -> type[Serializer]:
    """Return the serializer of the words that an action takes."""
    name = action.api.takes or "".join(word.title() for word in action.verb.split("-"))
    return serializer_of(name, action.fields)


def _verb(action: TicketAction, answer: Answer) -> Any:
    words = takes(action)

    def verb(self: Any, request: Request, pk: str, **part: str) -> Response:
        ticket = self._ticket(pk)
        thing = _thing(action, ticket, part, request)
        given = found(action, self._given(words), ticket, request.viewer)
        result = action.carry_out(thing, given, actor=request.viewer)
        return answer.shown(self, pk, result)

    verb.__name__ = action.api.name or action.verb.replace("-", "_")
    verb.__doc__ = action.api.about or None
    return posted(words, answer.described, _path(action, action.api))(verb)


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
