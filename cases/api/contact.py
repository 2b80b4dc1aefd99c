"""Verbs of reaching an enterprise: tried in vain, and reached again."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.rules import texts
from cases.api.verbs import verb
from cases.rules.contacts import TRIED
from cases.services import contacting, extension_telling


class Attempt(serializers.Serializer):
    means = serializers.ChoiceField([(one.value, one.label) for one in TRIED], help_text="联系方式")
    note = serializers.CharField(max_length=texts.SENTENCES, help_text="什么情况")


class Telling(serializers.Serializer):
    means = serializers.ChoiceField([(one.value, one.label) for one in TRIED], help_text="告知方式")
    note = serializers.CharField(max_length=texts.SENTENCES, help_text="告知了谁、怎么说的")


class Regained(serializers.Serializer):
    note = serializers.CharField(max_length=texts.SENTENCES, help_text="怎么联系上的")


class ContactVerbs:
    """Mixed into the tickets' view, which finds the ticket, reads the words, and shows it after."""

    request: Request
    _ticket: Any
    _given: Any
    _shown: Any

    @verb(Attempt)
    def try_contact(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Attempt)
        answer: Response = self._shown(
            contacting.record_attempt(ticket, actor=request.viewer, **given)
        )
        return answer

    @verb(Telling)
    def tell_extension(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Telling)
        answer: Response = self._shown(
            extension_telling.tell_extension(ticket, actor=request.viewer, **given)
        )
        return answer

    @verb(Regained)
    def regain_contact(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Regained)
        answer: Response = self._shown(
            contacting.regain_contact(ticket, actor=request.viewer, **given)
        )
        return answer
