"""Verbs by which it is said whose matter a ticket is, and in whose hands."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.day_field import DayField
from cadres.api.edits import ReadField
from cadres.api.files import UploadsField
from cadres.rules import texts
from cases.api import deeds
from cases.api.verbs import TicketVerbs, verb
from cases.models import Share
from cases.rules.sides import ShareKind
from cases.rules.unit_drafts import DraftKind
from cases.selectors import chosen
from cases.services.feedback import promise_feedback
from cases.services.hand_over import hand_over_ticket
from cases.services.raising import settle_ticket
from cases.services.reassigning import reassign_ticket
from cases.services.shares import accept_share, add_share, answer_share, end_share
from cases.services.unit_drafts import say

REPLACES = "修改待签发的稿子时，填它的 digest"


class Objecting(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)
    proposed_unit = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="建议承办单位，见 /api/v1/units/"
    )
    replaces = serializers.CharField(
        max_length=texts.DIGEST, required=False, allow_blank=True, default="", help_text=REPLACES
    )


class Objected(serializers.Serializer):
    """What came of an objection; one that is not taken is on record, and why."""

    waits = serializers.BooleanField(help_text="待本单位负责人签发，还没有发出")
    is_taken = serializers.BooleanField(source="result.is_taken", default=False, help_text="受理")
    why = serializers.CharField(source="result.why", default="", help_text="未受理的原因")
    is_raised = serializers.BooleanField(
        source="result.is_raised", default=False, help_text="是否已提请裁定"
    )


class Reassigning(serializers.Serializer):
    unit = serializers.IntegerField()
    reason = serializers.CharField(max_length=texts.SENTENCES)
    keeps_share = serializers.BooleanField(default=False, help_text="原单位继续协办")


class HandingOver(serializers.Serializer):
    to = serializers.IntegerField(help_text="接手的经办人，见 /api/v1/people/")
    reason = serializers.CharField(max_length=texts.SENTENCES)


class NewShare(serializers.Serializer):
    unit = serializers.IntegerField()
    kind = serializers.ChoiceField(ShareKind.choices, default=ShareKind.CO.value)
    task = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.TASK, default=""
    )


class ShareAnswer(serializers.Serializer):
    answer = serializers.CharField(max_length=texts.SENTENCES)
    uploads = UploadsField()


class Promise(serializers.Serializer):
    read = ReadField()
    on = DayField()
    reason = serializers.CharField(max_length=texts.SENTENCES)


class HandsVerbs(TicketVerbs):
    """Mixed into the tickets of the API."""

    @extend_schema(request=Objecting, responses=Objected)
    @action(detail=True, methods=["post"], url_path="object")
    def object_to(self, request: Request, pk: str) -> Response:
        """The unit that is heard loses sight of the ticket, so the ticket is not shown."""
        ticket, given, viewer = self._ticket(pk), self._given(Objecting), request.viewer
        proposed = chosen.proposed_unit(ticket, given["proposed_unit"], seen_by=viewer)
        words = {"reason": given["reason"], "proposed_unit": proposed}
        replaces = given["replaces"]
        said = say(ticket, DraftKind.OBJECTION, words, actor=viewer, replaces=replaces)
        return Response(Objected(said).data)

    @verb(deeds.Note)
    def settle(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(deeds.Note)
        return self._shown(settle_ticket(ticket, actor=request.viewer, **given))

    @verb(Reassigning)
    def reassign(self, request: Request, pk: str) -> Response:
        ticket, given, viewer = self._ticket(pk), self._given(Reassigning), request.viewer
        given["unit"] = chosen.unit(given["unit"], seen_by=viewer)
        return self._shown(reassign_ticket(ticket, actor=viewer, **given))

    @verb(HandingOver)
    def hand_over(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(HandingOver)
        to_id = given.pop("to")
        hand_over_ticket(ticket, actor=request.viewer, to_id=to_id, **given)
        return self._shown(self._ticket(pk))

    @verb(NewShare)
    def shares(self, request: Request, pk: str) -> Response:
        ticket, given, viewer = self._ticket(pk), self._given(NewShare), request.viewer
        given["unit"] = chosen.unit(given["unit"], seen_by=viewer)
        add_share(ticket, actor=viewer, **given)
        return self._shown(self._ticket(pk))

    @verb(deeds.Nothing, path=r"shares/(?P<share>[0-9]+)/accept")
    def accept_share(self, request: Request, pk: str, share: str) -> Response:
        found, _ = self._share(pk, share), self._given(deeds.Nothing)
        accept_share(found, actor=request.viewer)
        return self._shown(self._ticket(pk))

    @verb(ShareAnswer, path=r"shares/(?P<share>[0-9]+)/answer")
    def answer_share(self, request: Request, pk: str, share: str) -> Response:
        found, given = self._share(pk, share), self._given(ShareAnswer)
        answer_share(found, actor=request.viewer, **given)
        return self._shown(self._ticket(pk))

    @verb(deeds.Reason, path=r"shares/(?P<share>[0-9]+)/end")
    def end_share(self, request: Request, pk: str, share: str) -> Response:
        found, given = self._share(pk, share), self._given(deeds.Reason)
        end_share(found, actor=request.viewer, **given)
        return self._shown(self._ticket(pk))

    @verb(Promise, path=r"measures/(?P<measure>[0-9]+)/promise")
    def promise_feedback(self, request: Request, pk: str, measure: str) -> Response:
        found = chosen.measure(self._ticket(pk), int(measure), seen_by=request.viewer)
        promise_feedback(found, actor=request.viewer, **self._given(Promise))
        return self._shown(self._ticket(pk))

    def _share(self, pk: str, share: str) -> Share:
        return chosen.share(self._ticket(pk), int(share), seen_by=self.request.viewer)
