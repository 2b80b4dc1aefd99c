"""What arrives sealed for a higher body (密封转送): number, days, signatures, and the slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.rules import wording
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.widgets import DayInput
from cadres.submissions.rules import text_limits
from cases.leads.handling.models.signing import Stub
from cases.leads.handling.selectors import moved_terms, open_terms, stubs
from cases.leads.handling.services.stubs import (
    confirm_received,
    hand_on_stub,
    slip_of,
    take_in_stub,
)
from cases.leads.keys.web.access_guard import FORMS, READS, RoomRequest, room
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.file_responses import TYPES, attachment
from cases.leads.vault.web.forms import QuietForm, posted
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import pdf

NOT_YOURS = "密封转送由本方负责人、分管负责人或案管登记人登记。"
LEAD = "属上级机关管辖的，原件密封转送：不拆阅、不复制、不摘抄，这里只登记编号和日期。"


class SignForm(QuietForm):
    """Carries the digest of what stands on the page."""

    digest = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=text_limits.DIGEST
    )


class TakeInForm(QuietForm):
    received_on = DayField(
        label="收到日期", widget=DayInput(), help_text="转送时限从收到之日起算。"
    )


@dataclass(frozen=True, slots=True)
class StubAction:
    verb: str
    label: str
    lead: str
    run: Callable[..., Stub]
    done: str


STUB_ACTIONS = {
    one.verb: one
    for one in (
        StubAction(
            "hand-on",
            "转送",
            "您的转送签名记在今天。请先打印交接单，随原件密封送出。",
            hand_on_stub,
            "已登记转送。",
        ),
        StubAction(
            "confirm",
            "确认收到",
            "上级机关已在交接单上签收的，在这里确认。",
            confirm_received,
            "已登记上级机关收到。",
        ),
    )
}


@room(*READS)
def rows(request: RoomRequest) -> HttpResponse:
    _check(request.reader)
    found = stubs.lines(seen_by=request.reader)
    moved = moved_terms.of_stubs(seen_by=request.reader)
    context = {"lines": found, "lead": LEAD, "reader": request.reader, "here": "stubs"}
    context["days_before"] = moved
    return render(request, "cases/leads/stubs.html", context)


@room(*READS)
def why(request: RoomRequest, pk: int) -> HttpResponse:
    """Day by day, why it is to go on by then."""
    stub = stubs.fetch(pk, seen_by=request.reader)
    back, found = reverse("leads:stubs"), open_terms.of_stub(stub, seen_by=request.reader)
    return render(request, "cases/leads/why.html", {"thing": stub, "back": back, "terms": [found]})


@room(*FORMS)
def take_in(request: RoomRequest) -> HttpResponse:
    _check(request.reader)
    form = TakeInForm(posted(request), initial={"received_on": request.reader.today})
    back = reverse("leads:stubs")

    def run() -> HttpResponse:
        stub = take_in_stub(form.cleaned_data["received_on"], actor=request.reader)
        messages.success(request, f"已登记，编号{stub.number}。请在时限内密封转送。")
        return redirect(back)

    return form_page(request, form, run, "登记收到", "登记", back, lead=LEAD)


@room(*FORMS)
def action(request: RoomRequest, pk: int, verb: str) -> HttpResponse:
    taken = STUB_ACTIONS[verb]
    stub = stubs.fetch(pk, seen_by=request.reader)
    form = SignForm(posted(request), initial={"digest": stubs.digest(stub)})
    back = reverse("leads:stubs")

    def run() -> HttpResponse:
        taken.run(stub, actor=request.reader, digest=form.cleaned_data["digest"])
        messages.success(request, taken.done)
        return redirect(back)

    received = wording.day(stub.received_on, request.reader.today)
    more = {"lead": f"{stub}，{received}收到。{taken.lead}"}
    return form_page(request, form, run, taken.label, taken.label, back, **more)


@room(*READS)
def slip(request: RoomRequest, pk: int, form: str) -> HttpResponse:
    """密封件转送交接单, printed or to be filled in; taking it out is on record."""
    stub = stubs.fetch(pk, seen_by=request.reader)
    sheet = slip_of(stub, actor=request.reader)
    data = pdf(sheet) if form == "pdf" else docx(sheet)
    return attachment(f"{stub} {sheet.title}.{form}", data, TYPES[form])


def _check(reader: Reader) -> None:
    if not reader.keeps_stubs:
        raise NotPermitted(NOT_YOURS)
