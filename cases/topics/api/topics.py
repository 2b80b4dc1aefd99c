"""Topics: read what you may see, change it only by a verb."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import NotPermitted
from cadres.pages.api.action_fields import serializer_of
from cadres.pages.api.paging import CursorPages
from cadres.pages.api.since import SinceQuestion
from cadres.pages.api.verbs import posted
from cadres.pages.api.views import ApiViewSet
from cadres.pages.selectors.changes import written
from cases.models import Topic
from cases.tickets.api.ticket_rows import TicketRow
from cases.tickets.selectors import lookups, tickets
from cases.topics.actions.topics import OF_TOPICS, TopicAction
from cases.topics.api import topic_rows as words
from cases.topics.api.topic_rows import TopicDetail
from cases.topics.selectors import topics
from cases.topics.selectors.known_filters import TopicQuestion
from cases.topics.services import topics as services


@extend_schema_view(list=extend_schema(responses=words.TopicRow(many=True)))
class TopicViewSet(ApiViewSet):
    """Hidden and missing topics are both absent (404); so are their hidden tickets."""

    queryset = topics.NONE
    serializer_class = TopicDetail
    pagination_class = CursorPages
    filterset_class = TopicQuestion
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        viewer = self.request.viewer
        return topics.counted(topics.rows(seen_by=viewer), seen_by=viewer).order_by("pk")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        lines = topics.lines(page, seen_by=request.viewer)
        return self.get_paginated_response(words.TopicRow(lines, many=True).data)

    @extend_schema(responses=TopicDetail)
    def retrieve(self, request: Request, pk: str) -> Response:
        return self._shown(self._topic(pk))

    @extend_schema(request=words.NewTopic, responses={201: TopicDetail})
    def create(self, request: Request) -> Response:
        given, viewer = self._given(words.NewTopic), request.viewer
        given["county"] = lookups.county(given["county"], seen_by=viewer)
        if given["county"] is None:
            raise NotPermitted("专题由县助企办设立。")
        given["unit"] = lookups.unit(given["unit"], seen_by=viewer)
        topic = services.open_topic(actor=viewer, **given)
        return Response(TopicDetail(topic).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=TicketRow(many=True), filters=False)
    @action(detail=True, methods=["get"], is_list=True, question=SinceQuestion)
    def tickets(self, request: Request, pk: str) -> Response:
        """Those of its tickets that the reader may see."""
        found = topics.tickets_of(self._topic(pk), seen_by=request.viewer).order_by("-pk")
        if since := self._asked()["updated_since"]:
            found = found.filter(written(since))
        page = self.paginate_queryset(found.values(*tickets.COLUMNS))
        lines = tickets.lines_of(page, seen_by=request.viewer)
        return self.get_paginated_response(TicketRow(lines, many=True).data)

    def _topic(self, pk: str) -> Topic:
        return topics.fetch(int(pk), seen_by=self.request.viewer)

    def _shown(self, topic: Topic) -> Response:
        return Response(TopicDetail(topic).data)


def _verb(action: TopicAction) -> Any:
    """A POST on one topic that takes these words and answers with the topic after it."""
    words = serializer_of(action.takes, action.fields)

    def verb(self: Any, request: Request, pk: str) -> Response:
        topic, given = self._topic(pk), self._given(words)
        return self._shown(action.carry_out(topic, given, actor=request.viewer))

    verb.__name__, verb.__doc__ = action.api_name, None
    return posted(words, TopicDetail)(verb)


for _action in OF_TOPICS.values():
    setattr(TopicViewSet, _action.api_name, _verb(_action))
