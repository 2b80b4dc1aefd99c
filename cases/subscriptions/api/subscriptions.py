"""Subscriptions (定期送阅) as data: one's own and those sent to oneself, one more, one less."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.id_field import IdField
from cadres.pages.api.verbs import posted
from cadres.pages.api.views import ApiViewSet
from cadres.pages.selectors.addresses import absolute
from cases.models import Subscription
from cases.subscriptions.rules import rhythms
from cases.subscriptions.rules.rhythms import Rhythm
from cases.subscriptions.selectors import lists, subscriptions
from cases.subscriptions.services.subscriptions import leave, subscribe
from cases.tickets.api.action_serializers import Nothing


class SubscriptionReader(serializers.Serializer):
    pk = serializers.IntegerField()
    name = serializers.CharField()


class SubscriptionRow(serializers.ModelSerializer):
    """An address within the site; never the rows of the list."""

    list = serializers.ChoiceField(lists.CHOICES, source="subject")
    address = serializers.SerializerMethodField(help_text="列表的地址，带筛选条件")
    owner = serializers.StringRelatedField(help_text="谁设置的")
    is_own = serializers.SerializerMethodField(help_text="是不是您设置的")
    readers = SubscriptionReader(many=True, help_text="送给谁")

    class Meta:
        model = Subscription
        fields = ["pk", "name", "list", "query", "address", "rhythm", "owner", "is_own"]
        fields += ["readers", "sent_for"]
        read_only_fields = fields

    def get_address(self, row: Subscription) -> str:
        return absolute(subscriptions.address(row))

    def get_is_own(self, row: Subscription) -> bool:
        return bool(row.owner_id == self.context["viewer"].cadre_id)


class SubscriptionWords(serializers.Serializer):
    """A list with any of its filters, when it goes out, and to whom."""

    name = serializers.CharField(max_length=rhythms.LONGEST_NAME, label="名称", help_text="名称")
    list = serializers.ChoiceField(lists.CHOICES, label="送阅内容", help_text="哪个列表")
    query = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=rhythms.LONGEST_QUERY,
        help_text="列表地址里问号后面的筛选条件，如 due=late",
    )
    rhythm = serializers.ChoiceField(Rhythm.choices, label="时间", help_text="每周一或每月 1 日")
    readers = serializers.ListField(
        child=IdField(),
        max_length=rhythms.MOST_READERS,
        label="送给",
        help_text="同事的编号：本单位的，和助企办、督查、县领导",
    )


class SubscriptionViewSet(ListModelMixin, ApiViewSet):
    """One's own, and those of which one is a reader; others are absent (404)."""

    queryset = Subscription.objects.none()
    serializer_class = SubscriptionRow
    pagination_class = None
    filter_backends = ()
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> Any:
        return subscriptions.rows(seen_by=self.request.viewer)

    @extend_schema(request=SubscriptionWords, responses={201: SubscriptionRow})
    def create(self, request: Request) -> Response:
        given = self._given(SubscriptionWords)
        what = f"{given.pop('list')}?{given.pop('query').removeprefix('?')}"
        row = subscribe(actor=request.viewer, what=what, **given)
        return Response(self.get_serializer(row).data, status=status.HTTP_201_CREATED)

    @posted(Nothing, {204: None})
    def remove(self, request: Request, pk: str) -> Response:
        """Its owner stops it for all; a reader is told no longer."""
        self._given(Nothing)
        leave(subscriptions.fetch(int(pk), seen_by=request.viewer), actor=request.viewer)
        return Response(status=status.HTTP_204_NO_CONTENT)
