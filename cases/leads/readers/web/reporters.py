"""Who reported a lead (反映人): asked for with a reason, shown once, handed over for good."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.pages.web.form_pages import form_page
from cadres.submissions.web import once_keys
from cases.leads.keys.web.access_guard import ACTIONS, FORMS, RoomRequest, room
from cases.leads.readers.services.access_requests import ask_for_reporter
from cases.leads.readers.services.reporters import hand_over_reporter, read_informed, read_reporter
from cases.leads.steps.selectors import leads
from cases.leads.vault.web.forms import PlainForm, ReasonForm, posted

ASK_LEAD = "写明为什么需要知道反映人。理由只有保管人看得到，同意后限时查阅。"
HAND_OVER_LEAD = (
    "反映人信息交给接收方，本方随即无人能够查阅，不能恢复。等待答复的申请一并移交；"
    "移送县外或其他机关的，先确认身份信息已经密封、随纸质卷送达。"
)


@room(*ACTIONS)
@once_keys.every_time
def reporter(request: RoomRequest, pk: int) -> HttpResponse:
    """By POST alone, so that no look-in is on record that nobody wanted."""
    lead = leads.fetch(pk, seen_by=request.reader)
    found = read_reporter(lead, actor=request.reader)
    informed = read_informed(lead, actor=request.reader)
    context = {"lead": lead, "reporter": found, "informed": informed, "reader": request.reader}
    return render(request, "cases/leads/reporter.html", context)


@room(*FORMS)
def ask(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    form = ReasonForm(posted(request), lead=lead, reader=request.reader)
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        ask_for_reporter(lead, form.cleaned_data["reason"], actor=request.reader)
        messages.success(request, "已提交申请，等待保管人答复。")
        return redirect(back)

    return form_page(request, form, run, "申请查阅反映人", "提交", back, lead=ASK_LEAD)


@room(*FORMS)
def hand_over(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    form = PlainForm(posted(request), lead=lead, reader=request.reader)
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        count = hand_over_reporter(lead, actor=request.reader)
        done = f"接收方 {count} 位保管人可以查阅" if count else "本方不再保管"
        messages.success(request, f"已移交，{done}。")
        return redirect(back)

    more = {"lead": HAND_OVER_LEAD, "danger": True}
    return form_page(request, form, run, "移交反映人信息", "移交", back, **more)
