"""Pages of a bulletin on which something is done to it: drafted, edited, or one of its actions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.errors import Absent, NotPermitted
from cadres.files.web.files_field import counter_of, hand_in
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.bulletins.actions.bulletins import OF_BULLETINS, BulletinAction
from cases.bulletins.rules import workflow
from cases.bulletins.rules.kinds import BulletinKind, usual_cutoff
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.selectors import bulletins
from cases.bulletins.services.drafting import draft_bulletin, edit_bulletin
from cases.bulletins.web.forms import BulletinForm, DraftForm
from cases.letters.rules import sheets
from cases.models import Bulletin
from cases.tickets.selectors import lookups
from cases.tickets.web.action_forms.action_forms import plain_form_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@login_required
def draft(request: Request) -> HttpResponse:
    """Choose kind and cut-off; everything else is counted and put into words."""
    viewer = request.viewer
    if not viewer.office_county_ids:
        raise NotPermitted(workflow.DRAFTERS)
    county = lookups.place(request.GET.get("county", ""), seen_by=viewer)
    sent = request.POST if request.method == "POST" else None
    kind = BulletinKind.WEEKLY
    form = DraftForm(sent, initial={"cutoff": usual_cutoff(kind, viewer.today)})

    def run() -> HttpResponse:
        given = form.cleaned_data
        row = draft_bulletin(county, BulletinKind(given["kind"]), given["cutoff"], actor=viewer)
        messages.success(request, "已取数并草拟，请核对文字和附表后送审。")
        return redirect("cases:bulletin", row.pk)

    back = reverse("cases:bulletin-list")
    lead = f"{county.name}。各数取自统计口径，截止日期当天结束时的情况。"
    return form_page(request, form, run, "草拟通报", "取数并草拟", back, lead=lead)


@require_http_methods(METHODS)
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    row = bulletins.fetch(pk, seen_by=request.viewer)
    workflow.check(BulletinVerb.EDIT, row, request.viewer)
    kept = bulletins.facts(row)
    sent = request.POST if request.method == "POST" else None
    form = BulletinForm(sent, initial=BulletinForm.shown(kept))
    carry(form, edits.read(row, kept, seen_by=request.viewer))

    def run() -> HttpResponse:
        read = read_of(form)
        edit_bulletin(row, actor=request.viewer, read=read, **form.cleaned_data)
        messages.success(request, "已保存。送审前请再看一遍。")
        return redirect("cases:bulletin", row.pk)

    back = reverse("cases:bulletin", args=[pk])
    lead = "改动后，原来的送审和审批失效，须重新送审。"
    return form_page(
        request, form, run, "修改通报文字", "保存", back, lead=lead, editing=("bulletin", pk)
    )


@require_http_methods(METHODS)
@login_required
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    row = bulletins.fetch(pk, seen_by=request.viewer)
    if verb not in [known.value for known in OF_BULLETINS]:
        raise Absent(workflow.ABSENT)
    action = OF_BULLETINS[BulletinVerb(verb)]
    workflow.check(action.verb, row, request.viewer)
    form = _form(action, row, request)

    def run() -> HttpResponse:
        shown = action.carry_out(row, form.cleaned_data, actor=request.viewer)
        messages.success(request, action.said)
        return redirect("cases:bulletin", shown.pk)

    label = action.verb.label
    return form_page(
        request,
        form,
        run,
        label,
        label,
        reverse("cases:bulletin", args=[pk]),
        "cases/bulletins/action.html",
        lead=f"{row.title}。{action.lead}",
        danger=action.is_danger,
        **_read_here(form, row),
    )


def _form(action: BulletinAction, row: Bulletin, request: Request) -> Form:
    initial: dict[str, Any] = {"digest": row.digest, "on": request.viewer.today}
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = plain_form_of(action.fields)(*sent, initial=initial)
    hand_in(form, counter_of(request.viewer, request.path))
    return form


def _read_here(form: Form, row: Bulletin) -> dict[str, Any]:
    """Whoever decides on a bulletin reads it where the decision is made."""
    decides = "digest" in form.fields
    return {"row": row, "body": sheets.body_of(row.body)} if decides else {}
