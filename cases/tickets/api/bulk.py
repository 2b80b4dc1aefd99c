"""One action on many tickets; mixed into the tickets' viewset."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.pages.rules.action_fields import Row, Rows, found
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.actions.base.action import Bulk
from cases.tickets.api import bulk_rows as words
from cases.tickets.rules.bulk import BulkAction


class BulkVerb:
    """Leans on `_given` of the viewset."""

    @extend_schema(request=words.Bulk, responses=words.ResultRow(many=True))
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    def bulk(self, request: Request) -> Response:
        """Each ticket by itself: what cannot be done says why, and stops none of the others."""
        given = self._given(words.Bulk)
        way = words.WAYS[BulkAction(given["deed"])]
        results = way.run(given["ids"], actor=request.viewer, **_words(way, given, request.viewer))
        return Response(words.ResultRow(results, many=True).data)


def _words(way: Bulk, given: dict[str, Any], viewer: Viewer) -> dict[str, Any]:
    """The words of this action, with what they name looked up."""
    taken = {one.name: given[one.name] for one in way.fields if one.name in given}
    for one in way.fields:
        if isinstance(one, Row | Rows) and one.name not in taken:
            raise Invalid("缺少必要的内容。", {one.name: "请填写。"})
    return found(way.fields, taken, None, viewer)
