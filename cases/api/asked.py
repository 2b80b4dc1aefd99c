"""Verbs of what a unit asks for: extension, parking, handing up, and the decisions on them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.day_field import DayField
from cadres.rules import texts
from cases.api.verbs import verb
from cases.models import Ticket
from cases.rules.applications import ApplicationKind, Ground, Level
from cases.rules.unit_drafts import DraftKind
from cases.services import applications, deciding, planning
from cases.services.unit_drafts import say

REPLACES = "修改待签发的稿子或待审批的申请时，填它的 digest；新申请不填"
DIGEST = "审批人所看到的申请的 digest；内容已变则拒绝（409）"


class _Asking(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)
    replaces = serializers.CharField(
        max_length=texts.DIGEST, required=False, allow_blank=True, default="", help_text=REPLACES
    )


class Extension(_Asking):
    days = serializers.IntegerField(min_value=1, max_value=250, help_text="延长几个工作日")


class Parking(_Asking):
    ground = serializers.ChoiceField(Ground.choices)
    until_on = DayField(help_text="复查日期")


class Plan(_Asking):
    owner = serializers.CharField(max_length=texts.NAME, help_text="计划责任人")
    until_on = DayField(help_text="计划兑现日期")


class HandUp(_Asking):
    level = serializers.ChoiceField(Level.choices)
    tried = serializers.CharField(max_length=texts.SENTENCES, help_text="已采取的措施")
    proposal = serializers.CharField(max_length=texts.SENTENCES, help_text="建议")


class Grant(serializers.Serializer):
    kind = serializers.ChoiceField(ApplicationKind.choices)
    digest = serializers.CharField(max_length=texts.DIGEST, help_text=DIGEST)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.SENTENCES, default=""
    )


class Refusal(Grant):
    note = serializers.CharField(max_length=texts.SENTENCES, help_text="不批准的理由")


class TakeBack(serializers.Serializer):
    kind = serializers.ChoiceField(ApplicationKind.choices)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.SENTENCES, default=""
    )


class Unparking(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)


class Ending(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)


class Bringing(serializers.Serializer):
    answer = serializers.CharField(max_length=texts.SENTENCES, help_text="会商或上级意见")


class AskedVerbs:
    """Mixed into the tickets' own views."""

    @verb(Extension)
    def ask_extension(self: Any, request: Request, pk: str) -> Response:
        return self._says(pk, DraftKind.EXTENSION, Extension)

    @verb(Parking)
    def ask_parking(self: Any, request: Request, pk: str) -> Response:
        return self._says(pk, DraftKind.PARKING, Parking)

    @verb(Plan)
    def ask_plan(self: Any, request: Request, pk: str) -> Response:
        return self._says(pk, DraftKind.PLAN, Plan)

    @verb(HandUp)
    def ask_hand_up(self: Any, request: Request, pk: str) -> Response:
        return self._says(pk, DraftKind.HAND_UP, HandUp)

    @verb(TakeBack)
    def take_back(self: Any, request: Request, pk: str) -> Response:
        return self._done(applications.take_back_application, pk, TakeBack)

    @verb(Grant)
    def grant(self: Any, request: Request, pk: str) -> Response:
        return self._done(deciding.grant_application, pk, Grant)

    @verb(Refusal)
    def refuse(self: Any, request: Request, pk: str) -> Response:
        return self._done(deciding.refuse_application, pk, Refusal)

    @verb(Unparking)
    def unpark(self: Any, request: Request, pk: str) -> Response:
        return self._done(deciding.unpark_ticket, pk, Unparking)

    @verb(Ending)
    def unplan(self: Any, request: Request, pk: str) -> Response:
        return self._done(planning.unplan_ticket, pk, Ending)

    @verb(Bringing)
    def bring_back(self: Any, request: Request, pk: str) -> Response:
        return self._done(deciding.bring_back_ticket, pk, Bringing)

    def _says(self: Any, pk: str, kind: DraftKind, takes: type[serializers.Serializer]) -> Response:
        """By the head it goes out at once; a clerk's words wait in `drafts` for the signature."""
        ticket, given = self._ticket(pk), self._given(takes)
        replaces = given.pop("replaces")
        say(ticket, kind, given, actor=self.request.viewer, replaces=replaces)
        return self._shown(self._ticket(pk))

    def _done(self: Any, deed: Any, pk: str, takes: type[serializers.Serializer]) -> Response:
        ticket: Ticket = self._ticket(pk)
        return self._shown(deed(ticket, actor=self.request.viewer, **self._given(takes)))
