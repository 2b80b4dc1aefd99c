"""Makes a POST of the API from a service."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.serializers import Serializer


def posted(takes: type[Serializer] | None, answers: Any, path: str | None = None) -> Any:
    """A POST on one thing that takes these words and answers with these.

    The description goes around the action: inside it the framework would forget it.
    """

    def dressed(method: Any) -> Any:
        described = extend_schema(request=takes, responses=answers)
        return described(action(detail=True, methods=["post"], url_path=path)(method))

    return dressed
