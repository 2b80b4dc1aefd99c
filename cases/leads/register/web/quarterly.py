"""季度清单: made once a quarter by those who decide, read on record, printed for the meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from cadres.errors import Conflict, DomainError, Invalid, NotPermitted, WrongState
from cadres.pages.web.refusals import say
from cases.leads.handling.services.letters import own_office
from cases.leads.handling.web.leads import TYPES, attachment
from cases.leads.keys.selectors import seats
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.register.exchange.workbook_exports import take_out_list
from cases.leads.register.rules import quarter_lists
from cases.leads.register.rules.quarter_lists import ListSheet
from cases.leads.register.selectors import quarterly
from cases.leads.register.services.exports import record_quarterly
from cases.leads.register.services.quarterly import (
    draw_up_quarterly,
    make_quarterly,
    read_quarterly,
)
from cases.leads.register.web.figures import XLSX
from cases.leads.vault.web.forms import posted
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf

WORDS = "清单生成后不再改动，只有本方负责人和分管负责人能看；只列编号、日期、结果和件数。"
QUARTERS = [(1, "第一季度"), (2, "第二季度"), (3, "第三季度"), (4, "第四季度")]


class QuarterForm(forms.Form):
    year = forms.IntegerField(label="年份", min_value=2020, max_value=2999)
    quarter = forms.TypedChoiceField(label="季度", coerce=int, choices=QUARTERS)


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    reader = request.reader
    if not reader.decides:
        raise NotPermitted("季度清单由本方负责人和分管负责人查看。")
    context = {"rows": quarterly.rows(seen_by=reader), "reader": reader, "here": "quarterly"}
    return render(request, "cases/leads/quarterly.html", context)


@room(*FORMS)
def make(request: RoomRequest) -> HttpResponse:
    """Which quarter; then the list as it would be; POST freezes just that."""
    if not request.reader.decides:
        raise NotPermitted("季度清单由本方负责人或分管负责人生成。")
    sent = posted(request)
    asked = sent if sent is not None else request.GET
    form = QuarterForm(asked if "year" in asked else None, initial=_last_quarter(request))
    sheet, status = None, 200
    if form.is_valid():
        try:
            if sent is not None:
                return _made(request, form, sent.get("digest", ""))
            sheet = draw_up_quarterly(**form.cleaned_data, actor=request.reader)
        except (Conflict, Invalid, WrongState) as refused:
            say(form, refused)
            sheet = _drawn_again(request, form)
    status = 422 if form.errors else 200
    context = {"form": form, "sheet": sheet, "lead": WORDS}
    context |= {"reader": request.reader, "here": "quarterly"}
    return render(request, "cases/leads/quarterly_make.html", context, status=status)


def _made(request: RoomRequest, form: QuarterForm, digest: str) -> HttpResponse:
    make_quarterly(**form.cleaned_data, actor=request.reader, digest=digest)
    messages.success(request, "季度清单已生成。")
    return redirect("leads:quarterly")


def _drawn_again(request: RoomRequest, form: QuarterForm) -> ListSheet | None:
    """What is new stands on the page; what cannot be made at all is not drawn up."""
    try:
        return draw_up_quarterly(**form.cleaned_data, actor=request.reader)
    except DomainError:
        return None


@room(*READS)
def detail(request: RoomRequest, pk: int) -> HttpResponse:
    made = quarterly.fetch(pk, seen_by=request.reader)
    sheet = read_quarterly(made, actor=request.reader)
    context = {
        "made": made,
        "sheet": sheet,
        "rate": sheet.total.feedback.words,
        "reader": request.reader,
        "here": "quarterly",
    }
    return render(request, "cases/leads/quarterly_list.html", context)


@room(*READS)
def paper(request: RoomRequest, pk: int, form: str) -> HttpResponse:
    """The list as paper (PDF, Word) or as a workbook; each is on record."""
    reader = request.reader
    made = quarterly.fetch(pk, seen_by=reader)
    sheet = read_quarterly(made, actor=reader)
    if form == "xlsx":
        return attachment(f"{sheet.title}.xlsx", take_out_list(made, sheet, seen_by=reader), XLSX)
    record_quarterly(made, len(sheet.rows), actor=reader)
    receiver = seats.office(reader.county_id, Side.RECEIVER, seen_by=reader)
    drawn = quarter_lists.paper(sheet, own_office(reader).name, receiver.name if receiver else "")
    data = pdf(drawn) if form == "pdf" else docx(drawn)
    return attachment(f"{sheet.title}.{form}", data, TYPES[form])


def _last_quarter(request: RoomRequest) -> dict[str, Any]:
    """The quarter that ended last."""
    today = request.reader.today
    before = (today.month - 1) // 3
    return {"year": today.year if before else today.year - 1, "quarter": before or 4}
