"""Requests in the room (申请): to see who reported, and to open a file as two (紧急查阅)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cases.leads.keys.web.access_guard import ACTIONS, FORMS, READS, RoomRequest, room
from cases.leads.keys.web.keys import secret
from cases.leads.keys.web.passphrases import RECOVERY_HELP
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.selectors import access_request_page
from cases.leads.readers.selectors.access_request_page import AskingPage
from cases.leads.readers.services.access_requests import answer_asking, read_asking
from cases.leads.readers.services.emergency_access import (
    ask_break_glass,
    confirm_break_glass,
    note_seen,
    refuse_break_glass,
)
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import QuietForm, posted
from cases.tickets.web.action_forms.forms import words

Words = dict[str, Any]
NOT_YOURS = "这项申请不由您答复。"
GLASS_LEAD = (
    "不是授权阅知人、又必须当即查阅的，写明编号和理由，由本方另一位负责人或保管人凭恢复密钥打开，"
    "限时查阅，并告知负责人。反映人信息不在其中。"
)
# The same whether there is such a lead or not.
GLASS_DONE = "申请已提交。编号无误、又可以由您查阅的，另一位负责人或保管人会看到。"


class GlassForm(QuietForm):
    number = forms.CharField(label="线索编号", max_length=60, help_text="草稿请填写草稿号。")
    reason = words("理由", rows=4, help_text="写明为什么必须现在查阅。只有答复的人看得到。")


class GrantForm(QuietForm):
    text = words("说明", rows=3, required=False, help_text="可不填。只有申请人看得到。")


class RefuseForm(QuietForm):
    text = words("不同意的理由", rows=3, help_text="只有申请人看得到。")


class ConfirmForm(QuietForm):
    recovery_key = secret("恢复密钥", help_text=RECOVERY_HELP)


@dataclass(frozen=True, slots=True)
class RequestAction:
    """`may` draws its button; `done` says afterwards what really happened."""

    verb: str
    label: str
    lead: str
    form: type[QuietForm]
    may: Callable[[AskingPage], bool]
    run: Callable[[Asking, Reader, Words], object]
    done: str
    is_danger: bool = False

    @property
    def page(self) -> str:
        """The name of its address."""
        return f"leads:asking-{self.verb}"


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    lists = access_request_page.lists(seen_by=request.reader)
    context = {"lists": lists, "reader": request.reader, "here": "askings"}
    return render(request, "cases/leads/askings.html", context)


@room(*READS)
def detail(request: RoomRequest, pk: int) -> HttpResponse:
    """The request with its reason, whose reading is on record."""
    page = access_request_page.page(pk, seen_by=request.reader)
    context = {
        "page": page,
        "asking": page.asking,
        "said": read_asking(page.asking, actor=request.reader) if page.may_read else None,
        "actions": [action for action in REQUEST_ACTIONS.values() if action.may(page)],
        "reader": request.reader,
        "here": "askings",
    }
    return render(request, "cases/leads/asking.html", context)


@room(*FORMS)
def action(request: RoomRequest, pk: int, verb: str) -> HttpResponse:
    taken = REQUEST_ACTIONS[verb]
    page = access_request_page.page(pk, seen_by=request.reader)
    if request.method != "POST" and not taken.may(page):
        raise NotPermitted(NOT_YOURS)
    form = taken.form(posted(request))

    def run() -> HttpResponse:
        taken.run(page.asking, request.reader, form.cleaned_data)
        messages.success(request, taken.done)
        return redirect("leads:askings")

    back = reverse("leads:asking", args=[pk])
    more = {"lead": taken.lead, "danger": taken.is_danger}
    return form_page(request, form, run, taken.label, taken.label, back, **more)


@room(*ACTIONS)
def seen(request: RoomRequest, pk: int) -> HttpResponse:
    page = access_request_page.page(pk, seen_by=request.reader)
    note_seen(page.asking, actor=request.reader)
    messages.success(request, "已阅。")
    return redirect("leads:askings")


@room(*FORMS)
def glass(request: RoomRequest) -> HttpResponse:
    """Ask by number; whether there is such a lead is not told."""
    form = GlassForm(posted(request))
    back = reverse("leads:askings")

    def run() -> HttpResponse:
        said = form.cleaned_data
        ask_break_glass(said["number"], said["reason"], actor=request.reader)
        messages.success(request, GLASS_DONE)
        return redirect(back)

    return form_page(request, form, run, "申请紧急查阅", "提交", back, lead=GLASS_LEAD)


def _grant(asking: Asking, actor: Reader, said: Words) -> object:
    return answer_asking(asking, True, said["text"], actor=actor)


def _refuse(asking: Asking, actor: Reader, said: Words) -> object:
    return answer_asking(asking, False, said["text"], actor=actor)


def _confirm(asking: Asking, actor: Reader, said: Words) -> object:
    return confirm_break_glass(asking, said["recovery_key"], actor=actor)


def _decline(asking: Asking, actor: Reader, said: Words) -> object:
    return refuse_break_glass(asking, actor=actor)


REQUEST_ACTIONS = {
    one.verb: one
    for one in (
        RequestAction(
            "grant",
            "同意",
            "同意后，申请人可以在时限内查阅本件的反映人，到期自动收回。",
            GrantForm,
            lambda page: page.may_answer,
            _grant,
            "已同意，申请人可以在时限内查阅。",
        ),
        RequestAction(
            "refuse",
            "不同意",
            "申请人会看到理由。",
            RefuseForm,
            lambda page: page.may_answer,
            _refuse,
            "已答复不同意。",
            is_danger=True,
        ),
        RequestAction(
            "confirm",
            "确认打开",
            "两人在场，凭恢复密钥打开。申请人限时查阅，负责人会看到这次打开。",
            ConfirmForm,
            lambda page: page.may_confirm,
            _confirm,
            "已打开，申请人可以在时限内查阅；负责人会看到。",
        ),
        RequestAction(
            "decline",
            "不同意打开",
            "申请人不会得知本件的任何情况。",
            QuietForm,
            lambda page: page.may_confirm,
            _decline,
            "已答复不同意。",
            is_danger=True,
        ),
    )
}
