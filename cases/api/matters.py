"""Deeds on tickets that hang together, and one deed on many; mixed into the tickets' viewset."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.rules.viewer import Viewer
from cases.actions import registry
from cases.api import deeds
from cases.api import matter_words as words
from cases.api.verbs import verb
from cases.rules.bulk import BulkDeed
from cases.selectors import chosen, tickets
from cases.services import bulk, merging, reminding, topics

BULK = [action.bulk for action in registry.all_actions() if action.bulk]
# Which of the words each deed needs, besides those that may be left out.
TAKES: dict[BulkDeed, tuple[str, ...]] = {
    BulkDeed.REMIND: ("text",),
    BulkDeed.REASSIGN: ("unit", "reason"),
    BulkDeed.HAND_OVER: ("to", "reason"),
    BulkDeed.JOIN_TOPIC: ("topic", "note"),
} | {way.deed: tuple(field.name for field in way.fields) for way in BULK}
RUN = {
    BulkDeed.REMIND: bulk.remind_all,
    BulkDeed.REASSIGN: bulk.reassign_all,
    BulkDeed.HAND_OVER: bulk.hand_over_all,
    BulkDeed.JOIN_TOPIC: bulk.join_all,
} | {way.deed: way.run for way in BULK}


class MatterVerbs:
    """Leans on `_ticket`, `_given` and `_shown` of the viewset."""

    @verb(words.Merging)
    def merge(self, request: Request, pk: str) -> Response:
        """Answers with the older ticket, which goes on."""
        ticket, given, viewer = self._ticket(pk), self._given(words.Merging), request.viewer
        other = tickets.fetch(given["other"], seen_by=viewer)
        return self._shown(merging.merge_tickets(ticket, other, actor=viewer, note=given["note"]))

    @verb(words.Reminder)
    def remind(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(words.Reminder)
        return self._shown(reminding.remind_ticket(ticket, actor=request.viewer, **given))

    @verb(words.Joining)
    def join_topic(self, request: Request, pk: str) -> Response:
        ticket, given, viewer = self._ticket(pk), self._given(words.Joining), request.viewer
        topic = chosen.topic(given["topic"], seen_by=viewer)
        return self._shown(topics.join_topic(ticket, topic, actor=viewer, note=given["note"]))

    @verb(deeds.Reason)
    def leave_topic(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Reason)
        return self._shown(topics.leave_topic(ticket, actor=request.viewer, **given))

    @extend_schema(request=words.Bulk, responses=words.ResultRow(many=True))
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    def bulk(self, request: Request) -> Response:
        """Each ticket by itself: what cannot be done says why, and stops none of the others."""
        given = self._given(words.Bulk)
        deed = BulkDeed(given["deed"])
        results = RUN[deed](
            given["ids"], actor=request.viewer, **_words(deed, given, request.viewer)
        )
        return Response(words.ResultRow(results, many=True).data)


def _words(deed: BulkDeed, given: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    """The words of this deed, with what they name looked up."""
    taken = {name: given[name] for name in TAKES[deed] if name in given}
    for name in ("unit", "topic", "to"):
        if name in TAKES[deed] and name not in taken:
            raise Invalid("缺少必要的内容。", {name: "请填写。"})
    if "unit" in taken:
        taken["unit"] = chosen.unit(taken["unit"], seen_by=viewer)
    if "topic" in taken:
        taken["topic"] = chosen.topic(taken["topic"], seen_by=viewer)
    return taken
