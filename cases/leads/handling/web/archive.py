"""The page on which the sender records where its own paper lies now (存档)."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cadres.errors import Absent
from cadres.pages.web.form_pages import form_page
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.selectors import archive
from cases.leads.handling.services.archive import NONE_THERE, move_copy
from cases.leads.handling.web.forms import KeptCopyForm
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, room
from cases.leads.steps.selectors import leads
from cases.leads.vault.web.forms import posted

LEAD = "纸质函换了存放处或者保管人的，在这里登记；以前的记录保留。"


@room(*FORMS)
def move(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    found = archive.of_lead(lead, seen_by=request.reader)
    if not found:
        raise Absent(NONE_THERE)
    form = KeptCopyForm(posted(request), initial=asdict(found[0]))
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        move_copy(lead, KeptCopy(**form.cleaned_data), actor=request.reader)
        messages.success(request, "存档记录已更新。")
        return redirect(back)

    return form_page(request, form, run, "更新存档", "登记", back, lead=LEAD)
