"""An enterprise is split: say into which and what goes over, read what happens, do it once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid, WrongState
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys
from enterprises.models import Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, splitting
from enterprises.register.services.enterprises import Facts, drafted
from enterprises.register.services.splitting import split_enterprise
from enterprises.register.web.splitting_forms import KNOWN, ConfirmForm, SplitForm

CHOOSE = "enterprises/register/split.html"
CONFIRM = "enterprises/register/split_confirm.html"


METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@login_required
def split(request: Request, pk: int) -> HttpResponse:
    """GET asks what goes over; POST, with the mark of what was shown and a reason, does it."""
    old = _kept(request, pk)
    posted = request.POST if request.method == "POST" else None
    choice = SplitForm(posted, old=old, viewer=request.viewer)
    into = _named(choice, request)
    if into is None:
        return _asked(request, choice)
    form = ConfirmForm(posted)
    if form.is_valid():
        try:
            given = form.cleaned_data
            new = split_enterprise(old, into, choice.parts(), actor=request.viewer, **given)
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
        else:
            messages.success(request, f"{new.name}已从{old.name}分出，选中的内容都已转过去。")
            return redirect("enterprises:enterprise-detail", new.pk)
    return _shown(request, into, choice, form)


@require_http_methods(METHODS)
@login_required
@once_keys.every_time
def look(request: Request, pk: int) -> HttpResponse:
    """What would happen, or what was chosen once more; nothing is done."""
    old = _kept(request, pk)
    if request.method != "POST":
        return redirect("enterprises:enterprise-split", pk)
    choice = SplitForm(request.POST, old=old, viewer=request.viewer)
    into = None if "again" in request.POST else _named(choice, request)
    if into is None:
        return _asked(request, choice)
    return _shown(request, into, choice, ConfirmForm())


def _kept(request: Request, pk: int) -> Enterprise:
    old = enterprises.fetch(pk, seen_by=request.viewer)
    authority.check_keeps_register(request.viewer, old.county_id)
    return old


def _asked(request: Request, choice: SplitForm) -> HttpResponse:
    context = {"enterprise": choice.old, "choice": choice}
    return render(request, CHOOSE, context, status=422 if choice.errors else 200)


def _named(choice: SplitForm, request: Request) -> Enterprise | Facts | None:
    """The other enterprise: of the register, or as it would come on it."""
    if not choice.is_valid():
        return None
    try:
        if choice.cleaned_data["which"] == KNOWN:
            words = choice.cleaned_data["into"]
            return splitting.named(words, choice.old, seen_by=request.viewer)
        facts = choice.facts()
        drafted(facts, actor=request.viewer)
    except (Invalid, Conflict) as refused:
        say(choice, refused)
        return None
    return facts


def _shown(
    request: Request, into: Enterprise | Facts, choice: SplitForm, form: ConfirmForm
) -> HttpResponse:
    viewer, old, parts = request.viewer, choice.old, choice.parts()
    new = drafted(into, actor=viewer) if isinstance(into, Facts) else into
    context = {
        "enterprise": old,
        "into": new,
        "effects": splitting.effects(old, new, parts, seen_by=viewer),
        "uncovered": splitting.uncovered(old, new, parts, seen_by=viewer),
        "gets_a_sign": splitting.gets_a_sign(new, seen_by=viewer),
        "carried": choice.carried(),
        "form": form,
    }
    return render(request, CONFIRM, context, status=422 if form.errors else 200)
