"""金点子: since when what was adopted is in use."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.pages.web.widgets import DayInput
from cases.tickets.rules.closing import adoptions as rules
from cases.tickets.selectors import tickets
from cases.tickets.selectors.closing import adoptions
from cases.tickets.services.closing.adoptions import note_in_use


class InUseForm(forms.Form):
    """The day since which it is in use."""

    on = DayField(label="落地日期", widget=DayInput())


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def in_use(request: Request, pk: int) -> HttpResponse:
    ticket = tickets.fetch(pk, seen_by=request.viewer)
    found = adoptions.of_ticket(ticket, seen_by=request.viewer)
    rules.to_note_use(request.viewer, ticket, found)
    form = InUseForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        note_in_use(ticket, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已登记落地日期。")
        return redirect("cases:ticket-detail", ticket.pk)

    back = reverse("cases:ticket-detail", args=[ticket.pk])
    return form_page(request, form, run, "登记金点子落地", "保存", back)
