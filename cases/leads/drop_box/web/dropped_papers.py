"""What was dropped (密封投递), for whoever it came to: read, drafted, laid aside; and the box."""

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
from cases.leads.drop_box.selectors import drop_box
from cases.leads.drop_box.services.dropped_papers import (
    SET_BY,
    begin_draft,
    draft_paper,
    lay_aside,
    list_papers,
    read_paper,
    set_box,
    take_out_file,
)
from cases.leads.handling.web.draft_forms import BeginningForm, DraftPage, DroppedForm
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.procedure.rules.content import Note
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.web.file_responses import attachment
from cases.leads.vault.web.forms import QuietForm, posted
from cases.tickets.web.action_forms.forms import words

TAKE_LEAD = (
    "投递的内容已经填好，请核对、补全，只写事实。原文和材料作为附件一并转入；"
    "保存以后，这件投递不再单独保留。"
)
ASIDE_LEAD = "写明情形和依据。本方其他收件人仍能看到这一件和您的理由，也可以再起草线索。"
BOX_LEAD = "投递箱不在任何列表、统计和通知里出现。换由另一方接收的，只对以后投递的生效。"


class AsideForm(QuietForm):
    refusal = forms.ChoiceField(label="情形", choices=[("", "请选择"), *Refusal.choices])
    text = words("理由", rows=3)


class BoxForm(QuietForm):
    side = forms.ChoiceField(label="由哪一方接收", choices=Side.choices)
    is_open = forms.BooleanField(label="开放投递", required=False)
    a_day = forms.IntegerField(label="每天最多收几件", min_value=1, max_value=1000)
    basis = forms.CharField(label="依据", max_length=200)


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    reader = request.reader
    context = {
        "lines": list_papers(actor=reader),
        "box": drop_box.box(reader.county_id, seen_by=reader.viewer),
        "may_set": drop_box.may_set(seen_by=reader),
        "reader": reader,
        "here": "dropped",
    }
    return render(request, "cases/leads/dropped.html", context)


@room(*READS)
def detail(request: RoomRequest, pk: int) -> HttpResponse:
    paper = drop_box.fetch(pk, seen_by=request.reader)
    found = read_paper(paper, actor=request.reader)
    context = {
        "paper": paper,
        "found": found,
        "notes": [_why(note) for note in found.notes],
        "reader": request.reader,
        "here": "dropped",
    }
    return render(request, "cases/leads/dropped_paper.html", context)


@room(*READS)
def file(request: RoomRequest, pk: int, piece: int) -> HttpResponse:
    paper = drop_box.fetch(pk, seen_by=request.reader)
    known, data = take_out_file(paper, piece, actor=request.reader)
    return attachment(known.name, data, "application/octet-stream")


@room(*FORMS)
def take(request: RoomRequest, pk: int) -> HttpResponse:
    """The draft that the paper suggests, to be completed by a person."""
    reader, paper = request.reader, drop_box.fetch(pk, seen_by=request.reader)
    if reader.side == Side.RECEIVER and not reader.takes:
        raise NotPermitted("由本方负责人、案管登记人起草。")
    matter, said = begin_draft(paper, actor=reader)
    form = DroppedForm if reader.side == Side.RECEIVER else BeginningForm
    page = DraftPage(request.POST or None, form, matter, said.reporter)
    if request.method == "POST" and page.is_valid():
        try:
            lead = draft_paper(paper, page.matter(), page.form.beginning(), actor=reader)
        except (Invalid, WrongState, Conflict) as refused:
            say(page.form, refused)
        else:
            messages.success(request, "已保存为草稿，原文和材料已转为附件。")
            return redirect("leads:detail", lead.pk)
    context = {"draft": page, "heading": "由密封投递起草", "words": TAKE_LEAD, "reader": reader}
    context |= {"submit": "保存草稿", "here": "dropped"}
    return render(
        request, "cases/leads/draft.html", context, status=422 if page.form.errors else 200
    )


@room(*FORMS)
def put_aside(request: RoomRequest, pk: int) -> HttpResponse:
    paper = drop_box.fetch(pk, seen_by=request.reader)
    form = AsideForm(posted(request))
    back = reverse("leads:paper", args=[pk])

    def run() -> HttpResponse:
        data = form.cleaned_data
        lay_aside(paper, Refusal(data["refusal"]), data["text"], actor=request.reader)
        messages.success(request, "已决定不作线索，理由已加密保存。")
        return redirect("leads:dropped")

    return form_page(request, form, run, "不作线索", "确定", back, lead=ASIDE_LEAD)


@room(*FORMS)
def box(request: RoomRequest) -> HttpResponse:
    reader = request.reader
    if not drop_box.may_set(seen_by=reader):
        raise NotPermitted(SET_BY)
    now = drop_box.box(reader.county_id, seen_by=reader.viewer)
    form = BoxForm(posted(request), initial=drop_box.facts(now))
    carry(form, drop_box.read_box(seen_by=reader))
    back = reverse("leads:dropped")

    def run() -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in drop_box.FACTS}
        set_box(given, actor=reader, read=read_of(form))
        messages.success(request, "投递箱已设置。")
        return redirect(back)

    return form_page(request, form, run, "投递箱", "保存", back, lead=BOX_LEAD)


def _why(note: Note) -> dict[str, Any]:
    refusal = note.values.get("refusal", "")
    return {"label": Refusal(refusal).label if refusal else "", "text": note.text}
