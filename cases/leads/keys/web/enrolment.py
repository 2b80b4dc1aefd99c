"""The code that a new member is handed, its fingerprint, and that of the other side."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cases.leads.keys.selectors import fingerprints, members
from cases.leads.keys.selectors.members import MemberRow
from cases.leads.keys.services.enrolment import Named, confirm_key, renew_code
from cases.leads.keys.services.first_contact import confirm_other
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, room
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import QuietForm, posted

PRINT_LEAD = "重新打印后，以前的建钥码随即作废。新码只显示一次，请打印后当面交给本人。"
CONFIRM_LEAD = (
    "请{who}打开自己的线索室页面，当面或电话逐组读出指纹，与下面的完全一致才确认。"
    "确认后才能向其加密线索。"
)
OTHER_LEAD = (
    "请与对方负责人通电话，互相逐组读出指纹：对方读出的与下面“对方”的完全一致才确认。"
    "双方都确认后，才能互相移送。"
)


class ComparedForm(QuietForm):
    """What was compared goes back with the answer: nobody signs for what they did not see."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    is_same = forms.BooleanField(label="已经当面或电话逐组核对，完全一致")


def may_print(reader: Reader, row: MemberRow) -> bool:
    return reader.is_head and not row.has_key


def may_confirm(reader: Reader, row: MemberRow) -> bool:
    is_other = row.member_id != reader.member_id
    return reader.decides and is_other and row.has_key and not row.is_confirmed


def code_page(request: RoomRequest, named: Named) -> HttpResponse:
    """The paper that is handed over; nothing of it can be shown again."""
    row = members.fetch(named.member.pk, seen_by=request.reader)
    context = {"row": row, "code": named.code, "reader": request.reader, "here": "members"}
    return render(request, "cases/leads/enrolment_code.html", context)


@room(*FORMS)
def code(request: RoomRequest, pk: int) -> HttpResponse:
    """Another paper for a seat without a key."""
    row = members.fetch(pk, seen_by=request.reader)
    if request.method != "POST" and not may_print(request.reader, row):
        raise NotPermitted("建钥码由本方负责人打印；已经建立钥匙的不需要。")
    form = QuietForm(posted(request))

    def run() -> HttpResponse:
        return code_page(request, renew_code(pk, actor=request.reader))

    back, lead = reverse("leads:member", args=[pk]), f"{row.words}。{PRINT_LEAD}"
    return form_page(request, form, run, "打印建钥码", "打印建钥码", back, lead=lead)


@room(*FORMS)
def confirm(request: RoomRequest, pk: int) -> HttpResponse:
    """A second person has compared a member's fingerprint."""
    row = members.fetch(pk, seen_by=request.reader)
    if request.method != "POST" and not may_confirm(request.reader, row):
        raise NotPermitted("指纹由本方负责人、分管负责人核对，自己的由另一位核对。")
    form = ComparedForm(posted(request), initial={"fingerprint": row.fingerprint})

    def run() -> HttpResponse:
        confirm_key(pk, form.cleaned_data["fingerprint"], actor=request.reader)
        messages.success(request, f"{row.name}的指纹已核对，现在可以向其加密。")
        return redirect("leads:members")

    back = reverse("leads:member", args=[pk])
    more = {
        "lead": CONFIRM_LEAD.format(who=row.name),
        "template": "cases/leads/compare.html",
        "prints": [(row.name, row.fingerprint)],
    }
    return form_page(request, form, run, "核对指纹", "确认一致", back, **more)


@room(*FORMS)
def other(request: RoomRequest) -> HttpResponse:
    """The two sides' fingerprints, and the head's word that the other one was read out."""
    both = fingerprints.of_both_sides(seen_by=request.reader)
    form = ComparedForm(posted(request), initial={"fingerprint": both.other})

    def run() -> HttpResponse:
        confirm_other(form.cleaned_data["fingerprint"], actor=request.reader)
        messages.success(request, "已与对方核对指纹。对方也核对后，双方可以互相移送。")
        return redirect("leads:members")

    may = request.reader.is_head and bool(both.other) and not both.is_introduced
    prints = [("本方（读给对方听）", both.own)]
    prints += [("对方（听对方读）", both.other)] if both.other else []
    more = {
        "lead": OTHER_LEAD,
        "template": "cases/leads/compare.html",
        "prints": prints,
        "instead": "" if may else _instead(request.reader, both),
    }
    back = reverse("leads:members")
    return form_page(request, form, run, "与对方核对指纹", "确认一致", back, **more)


def _instead(reader: Reader, both: fingerprints.BothSides) -> str:
    """Why there is nothing to confirm."""
    if not both.other:
        return "对方还没有启用线索室，启用后再核对。"
    if both.is_introduced:
        return "本方已经核对过对方的指纹。"
    return "由本方负责人核对。"
