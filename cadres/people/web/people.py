"""People of the region: the list, a person's page, entering and correcting, leaving and return."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cadres.errors import NotPermitted
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import people, person_page, units
from cadres.people.services.people import (
    add_person,
    edit_person,
    record_leaving,
    record_return,
    reveal_phone,
)
from cadres.people.web.people_forms import (
    LeavingForm,
    NewPersonForm,
    PeopleFilterForm,
    PersonForm,
    PostingForm,
)
from cadres.submissions.selectors import edits
from cadres.submissions.web import once_keys
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Everybody of the region, with their units and roles; phones masked."""
    viewer = request.viewer
    form = PeopleFilterForm(request.GET or None, units=units.choices(seen_by=viewer))
    wanted = form.wanted() if form.is_valid() else None
    page = page_of(people.rows(seen_by=viewer, wanted=wanted), request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "people": people.describe(page.rows, seen_by=viewer),
        "may_add": _may_add(viewer),
        "may_issue": authority.hands_out_codes(viewer),
    }
    return render(request, "cadres/people/index.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = people.fetch(pk, seen_by=request.viewer)
    context = {"person": person_page.of(cadre, seen_by=request.viewer)}
    return render(request, "cadres/people/detail.html", context)


@require_http_methods(FORM_METHODS)
@login_required
def add(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    if not _may_add(viewer):
        raise NotPermitted("人员由本地区的助企办或系统管理员维护。")
    form = NewPersonForm(
        request.POST or None,
        **_posting_choices(viewer),
        initial={"unit": request.GET.get("unit"), "from_on": viewer.today},
        may_wait=authority.may_see_unposted(viewer),
    )

    def action() -> HttpResponse:
        cadre = add_person(form.facts(), form.first(), actor=viewer)
        messages.success(request, f"已新增{cadre.name}，账号 {cadre.account}。")
        return redirect("cadres:person", cadre.pk)

    return form_page(request, form, action, "新增人员", "新增", reverse("cadres:people"))


@require_http_methods(FORM_METHODS)
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = people.fetch(pk, seen_by=request.viewer)
    standing = people.standing(cadre, seen_by=request.viewer)
    authority.check_may_manage(request.viewer, standing)
    form = PersonForm.of(cadre, request.POST or None)
    carry(form, edits.read(cadre, people.facts(cadre), seen_by=request.viewer))

    def action() -> HttpResponse:
        edit_person(cadre, form.facts(), actor=request.viewer, read=read_of(form))
        messages.success(request, "已保存。账号没有改变。")
        return redirect("cadres:person", pk)

    return form_page(request, form, action, f"修改人员 {cadre.name}", "保存", _page(pk))


@require_http_methods(FORM_METHODS)
@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = people.fetch(pk, seen_by=request.viewer)
    authority.check_may_manage(request.viewer, people.standing(cadre, seen_by=request.viewer))
    form = LeavingForm(request.POST or None, initial={"left_on": request.viewer.today})

    def action() -> HttpResponse:
        record_leaving(cadre, actor=request.viewer, left_on=form.cleaned_data["left_on"])
        messages.success(request, f"{cadre.name}已离岗，任职已结束，账号已停用，经办记录保留。")
        return redirect("cadres:person", pk)

    return form_page(
        request, form, action, f"{cadre.name}离岗", "确定离岗", _page(pk),
        lead="离岗后任职全部结束，账号立即停用；以前经办的事项仍记在本人名下。", danger=True,
        template="cadres/people/leave.html",
        in_hand=person_page.before_leaving(cadre, seen_by=request.viewer),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@login_required
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return from leave, into a new posting."""
    viewer = request.viewer
    cadre = people.fetch(pk, seen_by=viewer)
    form = PostingForm(
        request.POST or None, **_posting_choices(viewer), initial={"from_on": viewer.today}
    )

    def action() -> HttpResponse:
        record_return(cadre, form.posting(), actor=viewer)
        messages.success(request, f"{cadre.name}已返岗，请发放新的一次性口令。")
        return redirect("cadres:person", pk)

    return form_page(request, form, action, f"{cadre.name}返岗", "确定返岗", _page(pk))


@require_POST
@login_required
@never_cache
@once_keys.every_time
def phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole number once; the trail keeps who looked."""
    cadre = people.fetch(pk, seen_by=request.viewer)
    number = reveal_phone(cadre, actor=request.viewer)
    context = {"person": person_page.of(cadre, seen_by=request.viewer), "number": number}
    part = request.headers.get("HX-Request") == "true"
    template = "cadres/people/_phone.html" if part else "cadres/people/detail.html"
    return render(request, template, context)


def _may_add(viewer: Viewer) -> bool:
    return any(authority.may_manage_people(viewer, f"/{p.region_id}/") for p in viewer.posts)


def _posting_choices(viewer: Viewer) -> dict[str, Any]:
    return {"units": units.choices(seen_by=viewer), "roles": authority.gives_anywhere(viewer)}


def _page(pk: int) -> str:
    return reverse("cadres:person", args=[pk])
