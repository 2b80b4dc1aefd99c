"""约谈: arranged in its 通知书, recorded afterwards, and its record as a file."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.letters.exchange import printing, talk_records
from cases.letters.rules import workflow
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import letters, talks
from cases.letters.services.talks import arrange_talk, record_talk
from cases.letters.web.circular_forms import ArrangeForm, RecordForm
from cases.models import Letter

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@login_required
def arrange(request: Request, pk: int) -> HttpResponse:
    letter = _letter(request, pk)
    workflow.check(LetterVerb.EDIT, letter, request.viewer)
    talk = talks.of(letter, seen_by=request.viewer)
    now = {}
    if talk is not None:
        at = timezone.localtime(talk.planned_at)
        now = {"on": at.date(), "at": at.time(), "place": talk.place, "host": talk.host}
        now["invited"] = talk.invited
    form = ArrangeForm(request.POST if request.method == "POST" else None, initial=now)
    carry(form, edits.read(letter, letters.facts(letter), seen_by=request.viewer))

    def run() -> HttpResponse:
        arrange_talk(letter, actor=request.viewer, read=read_of(form), **form.meeting())
        messages.success(request, "约谈安排已写入通知书，请核对后送审。")
        return redirect("cases:letter", pk)

    lead = "时间、地点、主持人和被约谈人写入通知书正文；改动后须重新送审。"
    return form_page(request, form, run, "安排约谈", "写入通知书", _back(pk), lead=lead)


@require_http_methods(METHODS)
@login_required
def record(request: Request, pk: int) -> HttpResponse:
    letter = _letter(request, pk)
    workflow.check_writes(letter, request.viewer)
    form = RecordForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        record_talk(letter, actor=request.viewer, **form.minutes())
        messages.success(request, "约谈记录已登记，请打印后由双方签名。")
        return redirect("cases:letter", pk)

    lead = "登记后不能更改；打印的约谈记录由主持人和被约谈单位负责人签名。"
    return form_page(request, form, run, "登记约谈记录", "登记", _back(pk), lead=lead)


@require_GET
@login_required
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """The record as a file; who took it out is on record."""
    letter = _letter(request, pk)
    if form not in printing.TYPES:
        raise Absent(letters.ABSENT)
    name, content = talk_records.taken_out(letter, form, actor=request.viewer)
    answer = HttpResponse(content, content_type=printing.TYPES[form])
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _letter(request: Request, pk: int) -> Letter:
    letter = letters.fetch(pk, seen_by=request.viewer)
    if letter.kind != LetterKind.TALK:
        raise Absent(letters.ABSENT)
    return letter


def _back(pk: int) -> str:
    return reverse("cases:letter", args=[pk])
