"""Saved views (已存视图) of the ledger: those that somebody has, one more, one less."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.models import SavedView
from cadres.pages.api import known_filters
from cadres.pages.api.verbs import posted
from cadres.pages.api.views import ApiViewSet
from cadres.saved_views.rules import saved_views as rules
from cadres.saved_views.selectors import saved_views
from cadres.saved_views.services.saved_views import remove_view, save_view
from cases.tickets.api.action_serializers import Nothing
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter
from cases.tickets.selectors.lists.saved_queries import LIST, query_of


class SavedViewRow(serializers.ModelSerializer):
    """A name and a query, as the list of tickets takes it; never the rows."""

    owner = serializers.StringRelatedField(help_text="谁保存的")
    unit = serializers.StringRelatedField(source="shared_with", help_text="共享给哪个单位")
    may_remove = serializers.SerializerMethodField(help_text="您能不能删除它")

    class Meta:
        model = SavedView
        fields = ["pk", "name", "query", "owner", "shared_with", "unit", "may_remove", "saved_at"]
        read_only_fields = fields

    def get_may_remove(self, view: SavedView) -> bool:
        return rules.may_remove(self.context["viewer"], view.owner_id, view.shared_with_id)


class ViewWords(serializers.Serializer):
    """A view to keep; one's own of the same name is replaced."""

    name = serializers.CharField(max_length=rules.NAME, label="视图名称", help_text="视图名称")
    query = serializers.CharField(
        max_length=rules.QUERY,
        label="筛选条件",
        help_text="台账地址里问号后面的筛选和排序，如 state=open&sort=due",
    )
    shared_with = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="共享给本人任职的哪个单位"
    )


class SavedViewViewSet(ListModelMixin, ApiViewSet):
    """One's own views, and those that one's unit shares; others are absent (404)."""

    queryset = saved_views.NONE
    serializer_class = SavedViewRow
    pagination_class = None
    filter_backends = ()
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return saved_views.rows(LIST, seen_by=self.request.viewer)

    @extend_schema(request=ViewWords, responses={201: SavedViewRow})
    def create(self, request: Request) -> Response:
        given = self._given(ViewWords)
        given["query"] = self._query(given["query"])
        view = save_view(LIST, actor=request.viewer, **given)
        shown = self.get_serializer(view).data
        return Response(shown, status=status.HTTP_201_CREATED)

    @posted(Nothing, {204: None})
    def remove(self, request: Request, pk: str) -> Response:
        """Take a view away, for everybody who had it."""
        self._given(Nothing)
        view = saved_views.fetch(int(pk), LIST, seen_by=request.viewer)
        remove_view(view, actor=request.viewer)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _query(self, written: str) -> str:
        """The query as it is kept; a word that the ledger does not know is refused."""
        given = QueryDict(written.removeprefix("?"))
        chosen = TicketFilter(
            given, tickets.rows(seen_by=self.request.viewer), request=self.request
        )
        known_filters.refuse_unknown(given, chosen.filters)
        known_filters.refuse_repeated(given)
        known_filters.check(chosen)
        return query_of(given, chosen)
