"""Verbs of what a unit is to say: the head signs it or gives it back, the clerk takes it back."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.api.verbs import posted
from cadres.rules import texts
from cases.api.draft_rows import DraftRow
from cases.models import UnitDraft
from cases.selectors import unit_drafts as drafts_seen
from cases.services import unit_drafts

DIGEST = "所看到的稿子的 digest；内容已变则拒绝（409）"


class Draft(serializers.Serializer):
    digest = serializers.CharField(max_length=texts.DIGEST, help_text=DIGEST)


class Returning(Draft):
    reason = serializers.CharField(max_length=texts.SENTENCES, help_text="怎样修改")


class DraftVerbs:
    """Mixed into the tickets' own views; the draft is shown, for the ticket may be gone by it."""

    @posted(Draft, DraftRow)
    def sign_draft(self: Any, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Draft)
        said = unit_drafts.sign_draft(ticket, actor=request.viewer, **given)
        return self._drafted(said.draft)

    @posted(Returning, DraftRow)
    def return_draft(self: Any, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Returning)
        return self._drafted(unit_drafts.return_draft(ticket, actor=request.viewer, **given))

    @posted(Draft, DraftRow)
    def drop_draft(self: Any, request: Request, pk: str) -> Response:
        ticket, given = self._ticket(pk), self._given(Draft)
        return self._drafted(unit_drafts.drop_draft(ticket, actor=request.viewer, **given))

    def _drafted(self: Any, draft: UnitDraft) -> Response:
        return Response(DraftRow(drafts_seen.shown(draft, seen_by=self.request.viewer)).data)
