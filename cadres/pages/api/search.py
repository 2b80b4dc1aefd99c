"""The one box for programs: what of each kind fits and the viewer may see."""

from __future__ import annotations

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.views import ApiView
from cadres.search.selectors import box


class SearchQuestion(serializers.Serializer):
    q = serializers.CharField(
        max_length=box.LONGEST,
        label="查找的内容",
        help_text="编号的数字、几个字、拼音首字母、代码的一段、乡镇、姓名",
    )


class FoundEntry(serializers.Serializer):
    title = serializers.CharField()
    note = serializers.CharField()
    key = serializers.IntegerField(allow_null=True)
    address = serializers.SerializerMethodField(help_text="网页地址")

    def get_address(self, row: box.Found) -> str:
        return reverse(row.address, args=[] if row.key is None else [row.key])


class FoundGroup(serializers.Serializer):
    kind = serializers.CharField(source="kind.place.name", help_text="种类代码")
    label = serializers.CharField(source="kind.label")
    rows = FoundEntry(many=True)
    has_more = serializers.BooleanField()


class SearchAnswer(serializers.Serializer):
    words = serializers.CharField()
    groups = FoundGroup(many=True)
    searched = serializers.ListField(child=serializers.CharField(), help_text="找过的种类")


class SearchView(ApiView):
    """What of each kind fits the words, at most twenty of a kind."""

    question = SearchQuestion

    @extend_schema(responses=SearchAnswer, operation_id="search")
    def get(self, request: Request) -> Response:
        asked = self._asked()["q"]
        found = box.answer(asked, seen_by=request.viewer, most=box.MANY)
        searched = [kind.label for kind in found.searched]
        said = {"words": found.words, "groups": found.groups, "searched": searched}
        return Response(SearchAnswer(said).data)
