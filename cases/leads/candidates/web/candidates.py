"""Candidates (规则提示): why each rule fired; a named person drafts a lead or dismisses it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.refusals import say
from cadres.submissions.web.edit_forms import carry, read_of
from cases.leads.candidates.rules.candidates import OF_WORDS, Fires, Rule
from cases.leads.candidates.selectors import candidates
from cases.leads.candidates.services.candidate_rules import set_rule
from cases.leads.candidates.services.candidates import (
    dismiss_candidate,
    draft_candidate,
    read_candidates,
    take_candidate,
)
from cases.leads.handling.web.draft_forms import BeginningForm, DraftPage
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.procedure.rules.vocabulary import Field, Side
from cases.tickets.web.action_forms.forms import words

TAKE_LEAD = "工单里已知的情况已经填好，请核对、补全。只写事实，不写处理建议。"
DISMISS_LEAD = "写明不作线索的情形和依据。工单照常办理，工单上不留任何痕迹。"
RULE_LEAD = "只改本县；一次提示要由人研判后才成为线索。单纯超期不提示。"


class DismissForm(forms.Form):
    refusal = forms.ChoiceField(label="情形", choices=[("", "请选择"), *Refusal.choices])
    text = words("说明", rows=3)


class RuleForm(forms.Form):
    at_least = forms.IntegerField(label="达到几次", min_value=1, max_value=20)
    words = words("词语", rows=6, required=False, help_text="每行一个。")
    field = forms.ChoiceField(label="归入领域", choices=Field.choices)
    basis = forms.CharField(label="依据", max_length=200)
    is_on = forms.BooleanField(label="启用", required=False)

    def __init__(self, *args: Any, fires: Fires, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fires not in OF_WORDS:
            del self.fields["words"]
        if fires in OF_WORDS | {Fires.EXHAUSTED}:
            del self.fields["at_least"]

    def rule(self, fires: Fires) -> Rule:
        data = self.cleaned_data
        lines = data.get("words", "").splitlines()
        own = tuple(line.strip() for line in lines if line.strip())
        return Rule(fires, data.get("at_least") or 1, own, data["field"])


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    context = {
        "lines": read_candidates(actor=request.reader),
        "reader": request.reader,
        "here": "candidates",
    }
    return render(request, "cases/leads/candidates.html", context)


@room(*FORMS)
def take(request: RoomRequest, pk: int) -> HttpResponse:
    """The draft that the hint suggests, to be completed by a person."""
    found = candidates.fetch(pk, seen_by=request.reader)
    matter = take_candidate(found, actor=request.reader)
    page = DraftPage(request.POST or None, BeginningForm, matter)
    if request.method == "POST" and page.is_valid():
        try:
            lead = draft_candidate(
                found, page.matter(), page.form.beginning(), actor=request.reader
            )
        except (Invalid, WrongState, Conflict) as refused:
            say(page.form, refused)
        else:
            messages.success(request, "已保存为草稿。")
            return redirect("leads:detail", lead.pk)
    context = {"draft": page, "heading": "由提示起草", "words": TAKE_LEAD, "submit": "保存草稿"}
    return render(
        request, "cases/leads/draft.html", context, status=422 if page.form.errors else 200
    )


@room(*FORMS)
def dismiss(request: RoomRequest, pk: int) -> HttpResponse:
    found = candidates.fetch(pk, seen_by=request.reader)
    form = DismissForm(request.POST or None)
    back = reverse("leads:candidates")

    def run() -> HttpResponse:
        data = form.cleaned_data
        dismiss_candidate(found, Refusal(data["refusal"]), data["text"], actor=request.reader)
        messages.success(request, "已决定不作线索。")
        return redirect(back)

    return form_page(request, form, run, "不作线索", "确定", back, lead=DISMISS_LEAD)


@room(*READS)
def rules(request: RoomRequest) -> HttpResponse:
    reader = request.reader
    found = candidates.rule_rows(reader.county_id, seen_by=reader.viewer)
    context = {"rules": found, "reader": reader, "here": "candidates"}
    return render(request, "cases/leads/candidate_rules.html", context)


@room(*FORMS)
def rule(request: RoomRequest, fires: str) -> HttpResponse:
    reader = request.reader
    if not (reader.is_head and reader.side == Side.SENDER):
        raise NotPermitted("提示规则由助企办负责人修改。")
    now = candidates.rule_facts(candidates.rule_row(fires, seen_by=reader))
    form = RuleForm(request.POST or None, fires=Fires(fires), initial=now)
    carry(form, candidates.read_rule(fires, seen_by=reader))
    back = reverse("leads:candidate-rules")

    def run() -> HttpResponse:
        data = form.cleaned_data
        set_rule(
            form.rule(Fires(fires)),
            data["basis"],
            is_on=data["is_on"],
            actor=reader,
            read=read_of(form),
        )
        messages.success(request, "规则已修改，今晚起执行。")
        return redirect(back)

    return form_page(request, form, run, Fires(fires).label, "保存", back, lead=RULE_LEAD)
