"""Lists, the page of a lead, drafting, files and letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.refusals import say
from cadres.submissions.web.edit_forms import carry, read_of
from cases.leads.handling.rules.readable_content import Reading
from cases.leads.handling.selectors import archive, lead_page, moved_terms, open_terms
from cases.leads.handling.selectors.lead_page import StepLine
from cases.leads.handling.services import drafts, letters, reading_log, signing
from cases.leads.handling.web import suggestion_card
from cases.leads.handling.web.actions import ACTIONS, VERBS
from cases.leads.handling.web.draft_forms import BeginningForm, DraftPage, MatterForm
from cases.leads.handling.web.forms import FileForm
from cases.leads.keys.web.access_guard import ACTIONS as POST_ONLY
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Route, Side
from cases.leads.readers.selectors import reporter_page
from cases.leads.steps.selectors import leads
from cases.leads.vault.web import incoming_files
from cases.leads.vault.web.file_responses import TYPES, attachment
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf

DRAFT_LEAD = "只写事实，不写处理建议。涉及的人员、单位的同志和其申报的近亲属自动回避。"


@room(*READS)
def detail(request: RoomRequest, pk: int) -> HttpResponse:
    page = lead_page.fetch(pk, seen_by=request.reader)
    # Before this reading is on record: what is new to the reader is new on this page still.
    moved = moved_terms.of_leads([page.lead], seen_by=request.reader).get(page.lead.pk, [])
    found = reading_log.read_lead(page.lead, actor=request.reader)
    actions = [VERBS[action] for action in page.actions if action in VERBS]
    context = {
        "page": page,
        "lead": page.lead,
        "reading": found,
        "actions": actions,
        "may_edit": "edit" in page.actions,
        "moved": moved,
        "days_before": moved_terms.days_before(page.lead, seen_by=request.reader),
        "kept": archive.of_lead(page.lead, seen_by=request.reader),
        "reporter": reporter_page.of_lead(page.lead, seen_by=request.reader),
        "proposed": suggestion_card.of(found, reader=request.reader),
        "course": [_course_line(line, found) for line in page.steps],
        "reader": request.reader,
    }
    return render(request, "cases/leads/detail.html", context)


@room(*READS)
def why(request: RoomRequest, pk: int) -> HttpResponse:
    """Day by day, why each of the lead's clocks ends when it does."""
    lead = leads.fetch(pk, seen_by=request.reader)
    context = {
        "thing": lead,
        "back": reverse("leads:detail", args=[lead.pk]),
        "terms": open_terms.of_lead(lead, seen_by=request.reader),
    }
    return render(request, "cases/leads/why.html", context)


@room(*FORMS)
def new(request: RoomRequest) -> HttpResponse:
    """A draft from nothing."""
    if request.reader.side == Side.RECEIVER and not request.reader.takes:
        raise NotPermitted("外单位移来的线索由案管登记人登记。")
    page = DraftPage(request.POST or None, BeginningForm)
    if request.method == "POST" and page.is_valid():
        try:
            lead = drafts.draft_lead(page.matter(), page.form.beginning(), actor=request.reader)
        except (Invalid, WrongState, Conflict) as refused:
            say(page.form, refused)
        else:
            messages.success(request, "已保存为草稿。")
            return redirect("leads:detail", lead.pk)
    _fill(request, page)
    context = {"draft": page, "heading": "起草线索", "words": DRAFT_LEAD, "submit": "保存草稿"}
    return render(
        request, "cases/leads/draft.html", context, status=422 if page.form.errors else 200
    )


@room(*FORMS)
def edit(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    matter, read = reading_log.read_draft(lead, actor=request.reader)
    page = DraftPage(request.POST or None, MatterForm, matter)
    carry(page.form, read)
    if request.method == "POST" and page.is_valid():
        try:
            read = read_of(page.form)
            drafts.edit_lead(lead, page.matter(), actor=request.reader, read=read)
        except (Invalid, WrongState, Conflict) as refused:
            say(page.form, refused)
        else:
            messages.success(request, "已保存。")
            return redirect("leads:detail", pk)
    context = {"draft": page, "heading": "修改线索", "words": DRAFT_LEAD, "lead": lead}
    return render(
        request, "cases/leads/draft.html", context, status=422 if page.form.errors else 200
    )


@room(*FORMS)
def action(request: RoomRequest, pk: int, verb: str) -> HttpResponse:
    """GET asks, POST carries out; both only where the step is the reader's now."""
    taken = ACTIONS[verb]
    page = lead_page.fetch(pk, seen_by=request.reader)
    if request.method == "GET" and taken.action not in page.actions:
        raise WrongState("本件现在不能这样办理，请返回刷新后再看。")
    more: dict[str, Any] = {"lead": taken.lead, "danger": taken.is_danger}
    if taken.action in signing.SIGNED:
        more |= _to_sign(request, page.lead, taken.action)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"digest": more.pop("digest", "")}
    form = taken.form(*given, lead=page.lead, reader=request.reader, initial=initial)
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        taken.run(page.lead, request.reader, form.cleaned_data)
        messages.success(request, taken.done)
        return redirect(back)

    return form_page(request, form, run, taken.label, taken.label, back, **more)


def _to_sign(request: RoomRequest, lead: Lead, action: Action) -> dict[str, Any]:
    """What is signed stands on the page where it is signed, and its digest goes with the form.

    A page that comes back with a refusal reads anew, when it is drawn: an action that is done does
    not.
    """

    @cache  # both parts of the page are of one reading, and one line of the trail
    def read() -> Reading:
        return signing.read_to_sign(lead, action, actor=request.reader)[0]

    @cache
    def proposed() -> Any:
        return suggestion_card.of(read(), reader=request.reader)

    about = {"template": "cases/leads/sign.html", "about": lead, "reader": request.reader}
    if request.method == "POST":
        return {**about, "reading": read, "proposed": proposed}
    reading, digest = signing.read_to_sign(lead, action, actor=request.reader)
    card = suggestion_card.of(reading, reader=request.reader)
    return {**about, "reading": reading, "digest": digest, "proposed": card}


@room(*FORMS)
def add_file(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*given, lead=lead, reader=request.reader)
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        words = form.cleaned_data
        for upload in words["file"]:
            known, data = incoming_files.file_of(upload, words["copies"], words["pages"] or 0)
            drafts.attach_file(lead, known, data, actor=request.reader)
        messages.success(request, "附件已加密保存。")
        return redirect(back)

    lead_words = "附件加密保存，下载有记录。页数和份数印在移送函的附件目录里。"
    return form_page(request, form, run, "添加附件", "添加", back, lead=lead_words)


@room(*POST_ONLY)
def remove_file(request: RoomRequest, pk: int, piece: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    drafts.detach_file(lead, piece, actor=request.reader)
    messages.success(request, "附件已移除。")
    return redirect("leads:detail", pk)


@room(*READS)
def file(request: RoomRequest, pk: int, piece: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    known, data = reading_log.take_out_file(lead, piece, actor=request.reader)
    return attachment(known.name, data, "application/octet-stream")


@room(*READS)
def letter(request: RoomRequest, pk: int, piece: int, form: str) -> HttpResponse:
    """The letter as it was issued, or the same sheet as an editable document."""
    lead = leads.fetch(pk, seen_by=request.reader)
    found, printed = reading_log.take_out_letter(lead, piece, actor=request.reader)
    data = printed if form == "pdf" else docx(found.sheet)
    return attachment(f"{found.sheet.number} {found.sheet.title}.{form}", data, TYPES[form])


@room(*READS)
def register_form(request: RoomRequest, pk: int, form: str) -> HttpResponse:
    """移送登记表, to be sealed by both sides."""
    lead = leads.fetch(pk, seen_by=request.reader)
    sheet = letters.register_sheet(lead, actor=request.reader)
    data = pdf(sheet) if form == "pdf" else docx(sheet)
    return attachment(f"{lead} {sheet.title}.{form}", data, TYPES[form])


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A step with what was said with it, as far as the reader may know it."""

    step: LeadStep
    who: str
    note: str
    opinion: str


def _course_line(line: StepLine, found: Reading) -> CourseLine:
    proposed = found.suggestions.get(line.step.pk)
    note = found.notes.get(line.step.pk, proposed.text if proposed else "")
    opinion = proposed.opinion_label if proposed else ""
    return CourseLine(line.step, line.who, note, opinion)


def _fill(request: RoomRequest, page: Any) -> None:
    """A receiver enters what came from outside; a sender drafts what goes out."""
    if request.reader.side == Side.RECEIVER:
        page.form.initial.setdefault("route", Route.INWARD)
    page.form.initial.setdefault("found_on", request.reader.today)
