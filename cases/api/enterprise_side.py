"""Verbs of the enterprise's side: questions, legal channels, explanations, rounds, looks back."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.day_field import DayField
from cadres.api.edits import ReadField
from cadres.api.files import UploadsField
from cadres.rules import texts
from cases.api.verbs import verb
from cases.models import Ticket
from cases.rules.handling import RESULTS, LegalChannel, Outcome
from cases.rules.outcomes import Finding
from cases.rules.sides import CheckResult
from cases.selectors import checks
from cases.services import explaining, handling, questions, redirecting, rounds
from cases.services.checks import do_check


class Result(serializers.Serializer):
    result = serializers.CharField(max_length=texts.SENTENCES)
    outcome = serializers.ChoiceField(
        [(one.value, Outcome(one).label) for one in RESULTS], default=Outcome.SOLVED.value
    )
    legal_channel = serializers.ChoiceField(
        LegalChannel.choices, required=False, allow_blank=True, default="", help_text="转渠道时必填"
    )
    outer_number = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.OUTER_NUMBER, default=""
    )


class Asking(serializers.Serializer):
    question = serializers.CharField(max_length=texts.SENTENCES)


class Supply(serializers.Serializer):
    answer = serializers.CharField(max_length=texts.SENTENCES)
    uploads = UploadsField()


class Because(serializers.Serializer):
    reason = serializers.CharField(max_length=texts.SENTENCES)


class Redirection(serializers.Serializer):
    channel = serializers.ChoiceField(LegalChannel.choices)
    explanation = serializers.CharField(max_length=texts.SENTENCES)
    outer_number = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.OUTER_NUMBER, default=""
    )


class OuterNumber(serializers.Serializer):
    read = ReadField()
    outer_number = serializers.CharField(max_length=texts.OUTER_NUMBER)


class Talk(serializers.Serializer):
    told_on = DayField()
    told_to = serializers.CharField(max_length=texts.NAME)
    text = serializers.CharField(max_length=texts.SENTENCES)


class Verified(serializers.Serializer):
    note = serializers.CharField(max_length=texts.SENTENCES)


class Heard(serializers.Serializer):
    result = serializers.ChoiceField(CheckResult.choices)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=texts.SENTENCES, default=""
    )


class EnterpriseSideVerbs:
    """Mixed into the tickets' view, which finds the ticket, reads the words, and shows it after."""

    request: Request
    _ticket: Any
    _given: Any
    _shown: Any

    @verb(Result)
    def resolve(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Result)
        result = given.pop("result")
        found = handling.resolve_ticket(
            ticket, actor=request.viewer, result=result, finding=Finding(**given)
        )
        return self._answered(found)

    @verb(Asking)
    def ask(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Asking)
        return self._answered(questions.ask_enterprise(ticket, actor=request.viewer, **given))

    @verb(Supply)
    def answer(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Supply)
        return self._answered(questions.answer_question(ticket, actor=request.viewer, **given))

    @verb(Because)
    def resume(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Because)
        return self._answered(questions.resume_ticket(ticket, actor=request.viewer, **given))

    @verb(Redirection)
    def redirect(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Redirection)
        return self._answered(redirecting.redirect_ticket(ticket, actor=request.viewer, **given))

    @verb(OuterNumber)
    def outer_number(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(OuterNumber)
        found = redirecting.record_outer_number(ticket, actor=request.viewer, **given)
        return self._answered(found)

    @verb(Talk)
    def explain(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Talk)
        explaining.explain(ticket, actor=request.viewer, **given)
        return self._answered(self._ticket(pk))

    @verb(Verified)
    def close_explained(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Verified)
        return self._answered(explaining.close_explained(ticket, actor=request.viewer, **given))

    @verb(Because)
    def redo(self, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Because)
        return self._answered(rounds.redo_ticket(ticket, actor=request.viewer, **given))

    @verb(Heard, path=r"checks/(?P<check>[0-9]+)")
    def recheck(self, request: Request, pk: str, check: str) -> Response:
        ticket, viewer = self._ticket(pk), request.viewer
        found = checks.fetch(int(check), seen_by=viewer, of=ticket)
        given = self._given(Heard)
        return self._answered(do_check(found, actor=request.viewer, **given))

    def _answered(self, ticket: Ticket) -> Response:
        answer: Response = self._shown(ticket)
        return answer
