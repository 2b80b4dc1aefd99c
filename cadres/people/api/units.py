"""Units and people of one's region; read only, phones masked."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.pages.api.day_field import DayField
from cadres.pages.api.paging import CursorPages
from cadres.pages.api.since import SinceQuestion
from cadres.pages.api.views import ApiView
from cadres.people.selectors import people, units
from cadres.people.selectors.people import PeopleFilter
from cadres.viewers.rules.roles import Role


class UnitEntry(serializers.Serializer):
    pk = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.CharField()
    region = serializers.CharField()
    people = serializers.IntegerField()
    is_active = serializers.BooleanField()


class PostEntry(serializers.Serializer):
    unit_id = serializers.IntegerField()
    unit_name = serializers.CharField()
    role = serializers.CharField(source="role.value")
    role_name = serializers.CharField(source="role.label")
    title = serializers.CharField()
    from_on = DayField()
    to_on = DayField(allow_null=True)


class PersonEntry(serializers.Serializer):
    pk = serializers.IntegerField()
    name = serializers.CharField()
    phone = serializers.CharField(help_text="只显示前三位和后四位")
    is_active = serializers.BooleanField()
    posts = PostEntry(many=True)


class PeopleQuestion(SinceQuestion):
    words = serializers.CharField(
        required=False, max_length=60, default="", help_text="姓名、账号或手机号"
    )
    unit_id = serializers.IntegerField(required=False)
    role = serializers.ChoiceField(Role.choices, required=False)
    left = serializers.BooleanField(default=False, help_text="只看已离岗的")


class UnitsView(ApiView):
    """The units that may be seen."""

    pagination_class = CursorPages
    question = SinceQuestion
    is_list = True

    @extend_schema(responses=UnitEntry(many=True), operation_id="units_list")
    def get(self, request: Request) -> Response:
        pager = self.pagination_class()
        viewer, since = request.viewer, self._asked()["updated_since"]
        found = units.changed(since, seen_by=viewer) if since else units.rows(seen_by=viewer)
        page = pager.paginate_queryset(found.order_by("pk"), request, view=self)
        return pager.get_paginated_response(UnitEntry(units.describe(page), many=True).data)


class PeopleView(ApiView):
    """The people that may be seen, with the postings in force."""

    pagination_class = CursorPages
    question = PeopleQuestion
    is_list = True

    @extend_schema(responses=PersonEntry(many=True), operation_id="people_list")
    def get(self, request: Request) -> Response:
        wanted = PeopleFilter(**self._asked())
        pager = self.pagination_class()
        found = people.rows(seen_by=request.viewer, wanted=wanted).order_by("pk")
        page = pager.paginate_queryset(found, request, view=self)
        shown = people.describe(page, seen_by=request.viewer)
        return pager.get_paginated_response(PersonEntry(shown, many=True).data)
