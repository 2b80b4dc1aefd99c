"""The ladder's pages (督办阶梯): its rungs, switching and setting them, the trial, signing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.jobs.web import background_runs
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import sent
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys
from cadres.submissions.web.edit_forms import carry, read_of, read_sent
from cases.models import LadderStep
from cases.supervision.rules.ladder import Addressee, Approver, Lift, condition
from cases.supervision.rules.ladder import Rung as RungTerms
from cases.supervision.rules.ladder_templates import PRINTED
from cases.supervision.selectors import ladder, ladder_steps, step_letters, trial_runs
from cases.supervision.services.ladder_trials import NAMED, ask_trial
from cases.supervision.services.rungs import end_rung, set_rung, switch_rung
from cases.supervision.services.supervision_actions import issue_step, refuse_step
from cases.supervision.web.forms import RefuseForm, RungForm, SwitchForm, TrialForm
from cases.tickets.actions.base.sentences import NotTaken
from cases.tickets.selectors import lookups
from cases.tickets.web import taking_back
from cases.tickets.web.taking_back import Pressed

METHODS = ["GET", "HEAD", "POST"]


@require_GET
@login_required
def rung_list(request: Request) -> HttpResponse:
    """The ladder of a county as it holds today, and what was ever set for it."""
    place = lookups.place(request.GET.get("county", ""), seen_by=request.viewer)
    found = ladder.of_county(place.pk, request.viewer.today, seen_by=request.viewer)
    context = {
        "place": place,
        "places": lookups.counties(seen_by=request.viewer),
        "rungs": [
            {**_line(rung, found), "read": ladder.read(rung, place.pk, seen_by=request.viewer)}
            for rung in found
        ],
        "history": ladder_steps.rung_history(place.pk, seen_by=request.viewer)[:200],
        "lines": step_letters.waiting(place.pk, seen_by=request.viewer),
        "may_set": place.pk in request.viewer.office_head_county_ids,
    }
    return render(request, "cases/supervision/rungs.html", context)


@require_http_methods(METHODS)
@login_required
def change(request: Request, county: int, code: str) -> HttpResponse:
    """From a day on the rung stands otherwise in this county."""
    rung, whole = ladder.rung(county, code, seen_by=request.viewer)
    form = RungForm(sent(request), initial=_now(rung, request), rung=rung)
    carry(form, ladder.read(rung, county, seen_by=request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            set_rung(code, county, form.terms(), actor=request.viewer, read=read_of(form))
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"“{rung.name}”已按新的设置保存。")
            return redirect(_table(county))
    context = {"form": form, "rung": rung, "line": _line(rung, whole), "back": _table(county)}
    status = 422 if form.errors else 200
    return render(request, "cases/supervision/change.html", context, status=status)


@require_http_methods(METHODS)
@login_required
def switch(request: Request, county: int, code: str) -> HttpResponse:
    """Switch a rung on or off, by a document."""
    rung, whole = ladder.rung(county, code, seen_by=request.viewer)
    form = SwitchForm(sent(request))
    carry(form, ladder.read(rung, county, seen_by=request.viewer))
    word = "停用" if rung.is_active else "启用"
    if request.method == "POST" and form.is_valid():
        try:
            switch_rung(
                code,
                county,
                actor=request.viewer,
                read=read_of(form),
                is_active=not rung.is_active,
                basis=form.cleaned_data["basis"],
            )
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"“{rung.name}”已{word}。")
            return redirect(_table(county))
    context = {
        "form": form,
        "line": _line(rung, whole),
        "word": word,
        "back": _table(county),
        "place_id": county,
    }
    status = 422 if form.errors else 200
    return render(request, "cases/supervision/switch.html", context, status=status)


@require_POST
@login_required
def end(request: Request, county: int, code: str) -> HttpResponse:
    """The county's own row ends; the general one holds again."""
    rung, _ = ladder.rung(county, code, seen_by=request.viewer)
    end_rung(code, county, actor=request.viewer, read=read_sent(request))
    messages.success(request, f"“{rung.name}”已恢复通用设置。")
    return redirect(_table(county))


@require_http_methods(METHODS)
@login_required
def trial(request: Request) -> HttpResponse:
    """What each rung would have done to past tickets: POST asks, the worker works it out."""
    viewer, given = request.viewer, sent(request)
    place = lookups.place((given or request.GET).get("county", ""), seen_by=viewer)
    page = trial_runs.page(place.pk, seen_by=viewer)
    form = TrialForm(given, initial=TrialForm.usual(viewer.today) | page.asked)
    if form.is_valid():
        try:
            ask_trial(place.pk, **form.cleaned_data, actor=viewer)
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            once_keys.afterwards(request, background_runs.kick)
            return redirect(f"{reverse('cases:ladder-trial')}?county={place.pk}")
    context = {"form": form, "place": place, "page": page, "shown": NAMED}
    name = "_trial.html" if request.htmx and not request.htmx.boosted else "trial.html"
    status = 422 if form.errors else 200
    return render(request, f"cases/supervision/{name}", context, status=status)


@require_GET
@login_required
def to_sign(request: Request) -> HttpResponse:
    """Everything that waits for this signature, page by page; the desk shows the first of it."""
    if not ladder_steps.signs(request.viewer):
        raise NotPermitted("督办由助企办和县领导签发。您的工作在“待办”里。")
    found = ladder_steps.to_sign(seen_by=request.viewer)
    page = page_of(found, request.GET.get("page"))
    context = {"page": page, "cards": ladder_steps.cards(page.rows, seen_by=request.viewer)}
    return render(request, "cases/supervision/to_sign.html", context)


@require_POST
@login_required
def issue(request: Request, pk: int) -> HttpResponse:
    """The approver signs; the letter goes out."""
    step = ladder_steps.fetch(pk, seen_by=request.viewer)
    digest, viewer = request.POST.get("digest", ""), request.viewer
    done, pressed = taking_back.on_ticket(
        step.ticket,
        lambda: issue_step(step, actor=viewer, digest=digest),
        f"签发{step.rung.name}",
        viewer,
    )
    said = f"{step.rung.name}已签发，{_what_went_out(step)}"
    if done.unheard:
        said = NotTaken(f"{step.rung.name}已签发。{done.unheard}")
    taking_back.tell(request, Pressed.of(said, pressed))
    return redirect("cases:desk")


def _what_went_out(step: LadderStep) -> str:
    """Say what has gone out: the notice; the paper only once the letter is issued."""
    if step.rung.template not in PRINTED:
        return "通知发给收件人。"
    return "通知发给承办单位；文书还没有发出，请在“文书”里送审、编号印发。"


@require_http_methods(METHODS)
@login_required
def refuse(request: Request, pk: int) -> HttpResponse:
    """The approver decides not to, and says why."""
    step = ladder_steps.fetch(pk, seen_by=request.viewer)
    initial = {"digest": ladder_steps.card_digest(step)}
    form = RefuseForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_step(step, actor=request.viewer, **form.cleaned_data)
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
        else:
            messages.success(request, f"{step.rung.name}没有发出，原因已记录。")
            return redirect("cases:desk")
    context = {"form": form, "step": step}
    status = 422 if form.errors else 200
    return render(request, "cases/supervision/refuse.html", context, status=status)


def _line(rung: RungTerms, rungs: Iterable[RungTerms]) -> dict[str, Any]:
    """A rung in words."""
    return {
        "rung": rung,
        "condition": condition(rung, rungs),
        "approver": Approver(rung.approver).label,
        "addressees": "、".join(Addressee(one).label for one in rung.addressees),
        "lifts": "、".join(Lift(one).label for one in rung.lifts),
        "is_own": rung.region_id is not None,
    }


def _now(rung: RungTerms, request: Request) -> dict[str, Any]:
    names = ("amount", "approver", "reply_days", "text", "basis")
    now: dict[str, Any] = {name: getattr(rung, name) for name in names}
    lists = {"addressees": list(rung.addressees), "lifts": list(rung.lifts)}
    return {**now, **lists, "valid_from": request.viewer.today}


def _table(county: int) -> str:
    return f"{reverse('cases:ladder')}?county={county}"
