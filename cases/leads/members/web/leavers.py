"""The page on which somebody who leaves, or who has left, is succeeded (离任移交)."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cases.leads.handling.selectors import archive
from cases.leads.keys.selectors import members
from cases.leads.keys.selectors.members import MemberRow
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, forget_secret, room
from cases.leads.keys.web.keys import secret
from cases.leads.keys.web.passphrases import RECOVERY_HELP
from cases.leads.members.services.leavers import hand_over_seat
from cases.leads.members.web.member_actions import SeatForm
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.rules import recovery_permissions
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import posted

OWN_LEAD = "您能打开的卷全部交给接任人，您的成员身份和钥匙随即终止，不能恢复。"
LEAD = (
    "凭恢复密钥把{who}能打开的卷交给接任人，其成员身份和钥匙随即终止，不能恢复。"
    "须先由另一位负责人许可。"
)
# 公文条例第二十七条: the sender keeps its own paper, and somebody holds it.
PAPERS = "由{who}保管的移送函原件（{which}），请先当面移交，并在线索页“更新存档”中登记新的保管人。"


class HandOverForm(SeatForm):
    successor = forms.TypedChoiceField(label="接任人", coerce=int)
    makes_head = forms.BooleanField(
        label="接任人同时接任负责人", required=False, help_text="接任人须已有负责人的任职。"
    )
    recovery_key = secret("恢复密钥", help_text=RECOVERY_HELP)

    def prepare(self) -> None:
        others = [
            (one.member_id, one.words)
            for one in members.rows(seen_by=self.reader)
            if one.is_confirmed and one.member_id != self.row.member_id
        ]
        self.fields["successor"].choices = [("", "请选择"), *others]  # type: ignore[attr-defined]
        if self.row.duty != Duty.HEAD:
            del self.fields["makes_head"]
        if self.row.member_id == self.reader.member_id:
            del self.fields["recovery_key"]


def may_hand_over(reader: Reader, row: MemberRow) -> bool:
    """By oneself, or with the printed recovery key for one who has left."""
    is_own = row.member_id == reader.member_id
    return row.has_key and (is_own or recovery_permissions.may_hand_over(reader, row.duty))


def _papers(reader: Reader, name: str, *, is_own: bool) -> str:
    """Remind of the papers that whoever leaves holds, as far as the reader sees them."""
    found = archive.held_by(name, seen_by=reader)
    which = "、".join(str(lead) for lead in found)
    return PAPERS.format(who="您" if is_own else name, which=which) if found else ""


@room(*FORMS)
def hand_over(request: RoomRequest, pk: int) -> HttpResponse:
    row = members.fetch(pk, seen_by=request.reader)
    if not may_hand_over(request.reader, row):
        raise NotPermitted("离任移交由本人办理；本人不能办理的，由本方负责人办理。")
    form = HandOverForm(posted(request), row=row, reader=request.reader)
    is_own = pk == request.reader.member_id

    def run() -> HttpResponse:
        words = form.cleaned_data
        told = hand_over_seat(
            pk,
            words["successor"],
            actor=request.reader,
            recovery_key=words.get("recovery_key", ""),
            makes_head=words.get("makes_head", False),
        )
        context = {"told": told, "row": row, "is_own": is_own}
        answer = render(request, "cases/leads/handed_over.html", context)
        return forget_secret(answer) if is_own else answer

    back = reverse("leads:member", args=[pk])
    lead = OWN_LEAD if is_own else LEAD.format(who=row.name)
    more = {"lead": lead + _papers(request.reader, row.name, is_own=is_own), "danger": True}
    return form_page(request, form, run, "离任移交", "移交", back, **more)
