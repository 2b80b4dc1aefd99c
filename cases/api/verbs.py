"""A deed on one ticket, as an address of the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.serializers import Serializer

from cases.api.rows import TicketDetail


def verb(takes: type[Serializer], path: str | None = None) -> Any:
    """A POST on one ticket that takes these words and answers with the ticket after it."""

    def dressed(method: Any) -> Any:
        shown = extend_schema(request=takes, responses=TicketDetail)(method)
        return action(detail=True, methods=["post"], url_path=path)(shown)

    return dressed
