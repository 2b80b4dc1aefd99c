"""Verbs of supervision: the unit's reply, a suspension, a finding of tolerance."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.day_field import DayField
from cadres.rules import texts
from cases.api.verbs import verb
from cases.models import Ticket
from cases.rules.tolerance import Outcome
from cases.rules.unit_drafts import DraftKind
from cases.services import supervising, tolerance
from cases.services.unit_drafts import say


class Reply(serializers.Serializer):
    digest = serializers.CharField(
        max_length=texts.DIGEST,
        help_text="所看到的等待回复的督办的 supervision_digest；有变则拒绝（409）",
    )
    reply = serializers.CharField(
        max_length=texts.SENTENCES, help_text="原因、措施；答复所有等待回复的督办"
    )
    promised_on = DayField(help_text="承诺办结日期；到期仍未办结的，启动下一级督办")
    replaces = serializers.CharField(
        max_length=texts.DIGEST,
        required=False,
        allow_blank=True,
        default="",
        help_text="修改待签发的稿子时，填它的 digest",
    )


class Suspending(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)
    document = serializers.CharField(
        max_length=texts.DOCUMENT,
        required=False,
        allow_blank=True,
        help_text="依据文件的名称和文号",
    )
    from_on = DayField()
    to_on = DayField()


class Tolerating(serializers.Serializer):
    matter = serializers.CharField(max_length=texts.SENTENCES, help_text="认定事项，不写个人姓名")
    circumstance_id = serializers.IntegerField(help_text="本县容错情形清单中的一项")
    organ = serializers.CharField(max_length=80, help_text="作出认定的机关")
    document_number = serializers.CharField(max_length=60)
    decided_on = DayField()
    outcome = serializers.ChoiceField(choices=Outcome.choices)


class LadderVerbs:
    """Stands beside the other verbs of a ticket."""

    request: Any
    _ticket: Any
    _given: Any
    _shown: Any

    @verb(Reply)
    def reply(self, request: Request, pk: str) -> Response:
        ticket: Ticket = self._ticket(pk)
        given = self._given(Reply)
        replaces = given.pop("replaces")
        say(ticket, DraftKind.REPLY, given, actor=request.viewer, replaces=replaces)
        return self._answer(self._ticket(pk))

    @verb(Suspending)
    def suspend(self, request: Request, pk: str) -> Response:
        ticket: Ticket = self._ticket(pk)
        given = self._given(Suspending)
        return self._answer(supervising.suspend_supervision(ticket, actor=request.viewer, **given))

    @verb(Tolerating)
    def tolerate(self, request: Request, pk: str) -> Response:
        ticket: Ticket = self._ticket(pk)
        given = self._given(Tolerating)
        return self._answer(tolerance.record_finding(ticket, actor=request.viewer, **given))

    def _answer(self, ticket: Ticket) -> Response:
        shown: Response = self._shown(ticket)
        return shown
