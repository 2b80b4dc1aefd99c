"""One's own seat: its key, its passphrase, and the relatives whom one declares (我的)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.pages.web.form_pages import form_page
from cases.leads.keys.selectors import fingerprints, members
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.members.selectors import relatives
from cases.leads.members.services.relatives import declare_relative, withdraw_relative
from cases.leads.vault.web.forms import QuietForm, posted

DECLARE_LEAD = (
    "涉及这位亲属的线索，不再授权您阅知，已经授权的随即收回。申报的内容只有您自己的钥匙能打开。"
)
WITHDRAW_LEAD = "撤回后，今后涉及这位亲属的线索不再自动回避；已经收回的不会恢复。"


class RelativeForm(QuietForm):
    name = forms.CharField(label="姓名", max_length=40)
    unit = forms.CharField(
        label="工作单位", max_length=80, help_text="与线索中写的单位对照，请写规范名称。"
    )


@room(*READS)
def me(request: RoomRequest) -> HttpResponse:
    context = {
        "declared": relatives.own(seen_by=request.reader),
        "fingerprint": fingerprints.of_own_key(seen_by=request.reader),
        "is_confirmed": members.is_confirmed(seen_by=request.reader),
        "reader": request.reader,
        "here": "me",
    }
    return render(request, "cases/leads/me.html", context)


@room(*FORMS)
def declare(request: RoomRequest) -> HttpResponse:
    form = RelativeForm(posted(request))
    back = reverse("leads:me")

    def run() -> HttpResponse:
        declare_relative(**form.cleaned_data, actor=request.reader)
        messages.success(request, "已申报，涉及的线索不再授权您阅知。")
        return redirect(back)

    return form_page(request, form, run, "申报近亲属", "申报", back, lead=DECLARE_LEAD)


@room(*FORMS)
def withdraw(request: RoomRequest, pk: int) -> HttpResponse:
    form = QuietForm(posted(request))
    relatives.fetch(pk, seen_by=request.reader)
    back = reverse("leads:me")

    def run() -> HttpResponse:
        withdraw_relative(pk, actor=request.reader)
        messages.success(request, "已撤回申报。")
        return redirect(back)

    more = {"lead": WITHDRAW_LEAD, "danger": True}
    return form_page(request, form, run, "撤回申报", "撤回", back, **more)
