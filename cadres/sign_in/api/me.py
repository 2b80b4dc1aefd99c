"""Who is asking, and what the software takes them for."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.views import ApiView


class PostRow(serializers.Serializer):
    unit_id = serializers.IntegerField()
    unit_name = serializers.CharField()
    role = serializers.CharField(source="role.value")
    role_name = serializers.CharField(source="role.label")


class Me(serializers.Serializer):
    cadre_id = serializers.IntegerField()
    name = serializers.CharField()
    posts = PostRow(many=True)


class MeView(ApiView):
    """The signed-in person and the postings in force."""

    @extend_schema(responses=Me)
    def get(self, request: Request) -> Response:
        return Response(Me(request.viewer).data)
