"""函件署名: which organ issues and receives the side's letters."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cadres.submissions.web.edit_forms import carry, read_of
from cases.leads.keys.selectors import letterheads
from cases.leads.keys.services.letterheads import SET_BY, set_letterhead
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, room
from cases.leads.vault.web.forms import QuietForm, posted

LEAD = "以后出具的函件用新的署名；已经出具的不变。"
ORGAN = "印在函件上的机关全称，不写内设机构，如：南召县发展和改革委员会。"
DESK = "机关里具体承办的内设机构，印在联系方式里，如：县助企办、案件监督管理室。可不填。"


class LetterheadForm(QuietForm):
    name = forms.CharField(label="机关名称", max_length=80, help_text=ORGAN)
    desk = forms.CharField(label="承办机构", max_length=80, required=False, help_text=DESK)
    contact = forms.CharField(label="联系人和电话", max_length=80, required=False)
    series = forms.CharField(label="发文代字", max_length=30, help_text="改了以后从 1 号起编。")


@room(*FORMS)
def letterhead(request: RoomRequest) -> HttpResponse:
    reader = request.reader
    if not reader.is_head:
        raise NotPermitted(SET_BY)
    now = letterheads.facts(letterheads.own(seen_by=reader))
    form = LetterheadForm(posted(request), initial=now)
    carry(form, letterheads.read_letterhead(seen_by=reader))
    back = reverse("leads:members")

    def run() -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in letterheads.FACTS}
        set_letterhead(given, actor=reader, read=read_of(form))
        messages.success(request, "函件署名已设置。")
        return redirect(back)

    return form_page(request, form, run, "函件署名", "保存", back, lead=LEAD)
