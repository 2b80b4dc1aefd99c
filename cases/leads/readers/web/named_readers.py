"""Who reads a lead: named, ended, kept out; and stepping back oneself."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cadres.pages.web.form_pages import form_page
from cases.leads.keys.selectors import members
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, room
from cases.leads.procedure.models.leads import Lead
from cases.leads.readers.services.named_readers import (
    end_reader,
    exclude_reader,
    name_reader,
    recuse,
)
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web.forms import PlainForm, RoomForm, posted

NAMED = "授权阅知人可以查阅本件内容，每次查阅都有记录。按规定回避的不能指定。"
# Verb, its word, what comes of it, what is said afterwards.
ACTIONS: dict[str, tuple[str, str, str, Callable[..., None]]] = {
    "end": (
        "取消阅知授权",
        "此后不能再查阅本件；需要时可以重新指定。",
        "已取消阅知授权。",
        end_reader,
    ),
    "exclude": (
        "决定回避",
        "此后本件对这位同志不再存在，也不能再指定。",
        "已决定回避。",
        exclude_reader,
    ),
}


class NameReaderForm(RoomForm):
    member_id = forms.TypedChoiceField(label="授权阅知人", coerce=int)

    def prepare(self) -> None:
        others = [
            (row.member_id, row.words)
            for row in members.not_named(self.about, seen_by=self.reader)
            if row.is_confirmed
        ]
        self.fields["member_id"].choices = [("", "请选择"), *others]  # type: ignore[attr-defined]


@room(*FORMS)
def add(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    form = NameReaderForm(posted(request), lead=lead, reader=request.reader)
    back = reverse("leads:detail", args=[pk])

    def run() -> HttpResponse:
        name_reader(lead, form.cleaned_data["member_id"], actor=request.reader)
        messages.success(request, "已指定授权阅知人。")
        return redirect(back)

    return form_page(request, form, run, "指定授权阅知人", "指定", back, lead=NAMED)


@room(*FORMS)
def action(request: RoomRequest, pk: int, member: int, verb: str) -> HttpResponse:
    """End a reader's naming, or keep them out."""
    word, comes, said, service = ACTIONS[verb]
    lead = leads.fetch(pk, seen_by=request.reader)

    def run(lead: Lead, reader: Reader) -> None:
        service(lead, member, actor=reader)

    return _plain(request, lead, run, word, comes, said, reverse("leads:detail", args=[pk]))


@room(*FORMS)
def step_back(request: RoomRequest, pk: int) -> HttpResponse:
    lead = leads.fetch(pk, seen_by=request.reader)
    comes, said = "登记后，本件对您不再存在，也不能恢复。", "已登记回避，您不再看到本件。"

    def run(lead: Lead, reader: Reader) -> None:
        recuse(lead, actor=reader)

    return _plain(request, lead, run, "申请回避", comes, said, reverse("leads:desk"))


def _plain(
    request: RoomRequest,
    lead: Lead,
    service: Callable[[Lead, Reader], None],
    word: str,
    comes: str,
    said: str,
    then: str,
) -> HttpResponse:
    """An action that is confirmed once."""
    form = PlainForm(posted(request), lead=lead, reader=request.reader)

    def run() -> HttpResponse:
        service(lead, request.reader)
        messages.success(request, said)
        return redirect(then)

    back = reverse("leads:detail", args=[lead.pk])
    return form_page(request, form, run, word, word, back, lead=comes, danger=True)
