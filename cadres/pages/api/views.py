"""What every view of the API has in common: it hears each word that comes, or refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from cadres.errors import Invalid
from cadres.pages.api import empty_fields, known_filters

NO_OBJECT = "提交的内容应当是一个 JSON 对象。"


class Heard:
    """`question` holds the words of a GET's address that are no filters of a list.

    `is_list` says that the answer is a page, where the name of the action does not say it.
    """

    question: type[Serializer] | None = None
    is_list = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        if not known_filters.has_filters(self):
            names = known_filters.known(self, request.method or "")
            known_filters.refuse_unknown(request.query_params, names)
        known_filters.refuse_repeated(request.query_params)

    def _asked(self: Any) -> dict[str, Any]:
        """Return the words of `question` as they were given in the address."""
        given = self.request.query_params
        return empty_fields.read(self.question(data=given), given)

    def _given(self: Any, words: type[Serializer]) -> dict[str, Any]:
        """Return the words of the body; one that is not among them is refused, not passed over."""
        data = self.request.data
        if not isinstance(data, Mapping):
            raise Invalid(NO_OBJECT)
        serializer = words(data=data, context=self.get_serializer_context())
        _refuse_unknown(data, serializer)
        return empty_fields.read(serializer, data)


class ApiView(Heard, APIView):
    """An address that is no collection."""

    def get_serializer_context(self) -> dict[str, Any]:
        return {"viewer": self.request.viewer}


class ApiViewSet(Heard, GenericViewSet):
    """A collection and its members."""

    def get_serializer_context(self) -> dict[str, Any]:
        return {"viewer": self.request.viewer}


def _refuse_unknown(data: Mapping[str, Any], serializer: Serializer) -> None:
    unknown = [str(name) for name in data if name not in serializer.fields]
    if unknown:
        names = "、".join(serializer.fields)
        offered = f"可以填的有：{names}。" if names else "这里不用填任何内容。"
        sentence = f"不认识这些内容：{'、'.join(unknown)}。{offered}"
        raise Invalid(sentence, dict.fromkeys(unknown, "没有这一项。"))
