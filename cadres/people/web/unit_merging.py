"""A unit takes over from another, all of it or some people: read what happens, do it once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Posting, Unit
from cadres.pages.rules import wording
from cadres.pages.web.refusals import say
from cadres.people.rules import authority
from cadres.people.selectors import unit_merging, units
from cadres.people.selectors.unit_merging import People
from cadres.people.services.unit_merging import merge_units, split_unit
from cadres.people.web.unit_forms import IntoForm, SplitForm, UnitMergeForm
from cadres.viewers.rules.roles import Role

PAGE = "cadres/people/units/merge.html"
METHODS = ["GET", "HEAD", "POST"]
TOLD = "两个单位和县助企办会收到消息。"
# Carries the action out, with the reason and the mark of what was shown.
Action = Callable[..., Unit]


@require_http_methods(METHODS)
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """All of the unit goes over, and the unit is closed."""
    old = _kept(request, pk)
    choice = IntoForm(_asked(request), units=_others(request, pk))
    if not choice.is_valid():
        return _choose(request, old, choice, "merge")
    into = choice.cleaned_data["into"]

    def action(**said: str) -> Unit:
        return merge_units(old, into, actor=request.viewer, **said)

    told = f"{old}已并入{into}，在办事项和人员都已转过去；{TOLD}"
    return _told(request, (old, into, None), action, told)


@require_http_methods(METHODS)
@login_required
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Some people go over with what they have in hand; the unit goes on."""
    old = _kept(request, pk)
    posts = unit_merging.open_posts(old, seen_by=request.viewer)
    people = _people(posts)
    choice = SplitForm(_asked(request), units=_others(request, pk), people=list(people.items()))
    if not choice.is_valid():
        return _choose(request, old, choice, "split")
    into, chosen = choice.cleaned_data["into"], choice.cleaned_data["people"]

    def action(**said: str) -> Unit:
        return split_unit(old, into, chosen, actor=request.viewer, **said)

    told = f"已划入{into}：{len(chosen)} 人和他们经办的工单；{TOLD}"
    names = "、".join(people[pk] for pk in chosen)
    return _told(request, (old, into, chosen), action, told, names)


def _people(posts: Sequence[Posting]) -> dict[int, str]:
    """Everybody once, told apart by what they are there: `李娟（承办经办）`."""
    parts: dict[int, dict[str, None]] = {}
    names = {post.cadre_id: post.cadre.name for post in posts}
    for post in posts:
        parts.setdefault(post.cadre_id, {})[Role(post.role).label] = None
    return {pk: wording.person(name, "、".join(parts[pk])) for pk, name in names.items()}


def _kept(request: HttpRequest, pk: int) -> Unit:
    unit = units.fetch(pk, seen_by=request.viewer)
    authority.check_may_manage_units(request.viewer, unit.region.path)
    return unit


def _others(request: HttpRequest, pk: int) -> object:
    return units.choices(seen_by=request.viewer).exclude(pk=pk)


def _asked(request: HttpRequest) -> object:
    """What was chosen; before anything was, the form is asked for the first time."""
    if request.method == "POST":
        return request.POST
    return request.GET if "into" in request.GET else None


def _choose(request: HttpRequest, old: Unit, choice: object, verb: str) -> HttpResponse:
    status = 422 if choice.errors else 200
    context = {"unit": old, "choice": choice, "is_split": verb == "split"}
    return render(request, PAGE, context, status=status)


def _told(
    request: HttpRequest,
    what: tuple[Unit, Unit, People],
    action: Action,
    told: str,
    names: str = "",
) -> HttpResponse:
    """Show in counts what goes over and what stays, with their mark; POST does just that."""
    old, into, people = what
    form = UnitMergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            action(**form.cleaned_data)
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
        else:
            messages.success(request, told)
            return redirect(reverse("cadres:unit", args=[into.pk]))
    effects = unit_merging.effects(old, into, seen_by=request.viewer, people=people)
    context = {"unit": old, "into": into, "effects": effects, "form": form}
    context |= {"is_split": people is not None, "people": people or (), "names": names}
    return render(request, PAGE, context, status=422 if form.errors else 200)
