"""The members of one's own side: who sits, who holds a key, who may be seated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cases.leads.keys.selectors import members, recovery_permissions
from cases.leads.keys.services.founding import name_member
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.keys.web.enrolment import code_page, may_confirm, may_print
from cases.leads.members.web.leavers import may_hand_over
from cases.leads.members.web.member_actions import MEMBER_ACTIONS
from cases.leads.procedure.models.people import Permission
from cases.leads.procedure.rules.vocabulary import DUTIES, Duty
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import QuietForm, posted

WORDS = (
    "指定后得到一张建钥码，当面交给本人；本人凭它建立钥匙，再与您核对指纹。"
    "管理员不能指定成员，也不能代建钥匙。"
)


class MemberForm(QuietForm):
    cadre_id = forms.TypedChoiceField(label="人员", coerce=int)
    duty = forms.ChoiceField(label="分工")
    is_custodian = forms.BooleanField(
        label="同时保管反映人信息",
        required=False,
        help_text="反映人姓名、电话只有保管人能看；其他人查阅须说明理由并经其同意。",
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.cadre_id, one.words) for one in members.seatable(seen_by=reader)]
        duties = [(duty.value, duty.label) for duty in DUTIES[reader.side]]
        self.fields["cadre_id"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]
        self.fields["duty"].choices = [("", "请选择"), *duties]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """A permission that holds now, with the names of whom it is for and who gave it."""

    permission: Permission
    who: str
    by: str


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    found = members.roster(seen_by=request.reader)
    context = {
        "rows": found,
        "permissions": _permissions(request.reader),
        "reader": request.reader,
        "here": "members",
    }
    return render(request, "cases/leads/members.html", context)


@room(*READS)
def detail(request: RoomRequest, pk: int) -> HttpResponse:
    """One seat, and what the reader may do with it."""
    row = members.fetch(pk, seen_by=request.reader)
    context = {
        "row": row,
        "actions": [
            action for action in MEMBER_ACTIONS.values() if action.may(request.reader, row)
        ],
        "may_hand_over": may_hand_over(request.reader, row),
        "may_print": may_print(request.reader, row),
        "may_confirm": may_confirm(request.reader, row),
        "reader": request.reader,
        "here": "members",
    }
    return render(request, "cases/leads/member.html", context)


@room(*FORMS)
def add(request: RoomRequest) -> HttpResponse:
    """By the head; where no head is left in post, whoever decides beside it seats the next one."""
    if not request.reader.decides:
        raise NotPermitted("成员由本方负责人指定。")
    form = MemberForm(posted(request), reader=request.reader)
    back = reverse("leads:members")

    def run() -> HttpResponse:
        words = form.cleaned_data
        named = name_member(
            words["cadre_id"],
            Duty(words["duty"]),
            is_custodian=words["is_custodian"],
            actor=request.reader,
        )
        return code_page(request, named)

    return form_page(request, form, run, "指定成员", "指定", back, lead=WORDS)


def _permissions(reader: Reader) -> list[PermissionLine]:
    found = list(recovery_permissions.rows(seen_by=reader))
    ids = [one.given_by_id for one in found] + [one.member.cadre_id for one in found]
    names = members.names_of(ids, seen_by=reader)
    return [
        PermissionLine(
            one,
            names.get(one.member.cadre_id, members.GONE),
            names.get(one.given_by_id, members.GONE),
        )
        for one in found
    ]
