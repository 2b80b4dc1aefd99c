"""What administrators do with accounts: open one again, give a post for which two are needed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import people, units
from cadres.people.services.postings import add_posting
from cadres.people.web.people_forms import PostingForm, SecondPostingForm
from cadres.sign_in.services.second_approvals import ask_for_posting
from cadres.sign_in.services.sign_in import unlock


@require_POST
@login_required
def open_again(request: HttpRequest, pk: int) -> HttpResponse:
    cadre = people.fetch(pk, seen_by=request.viewer)
    unlock(cadre, actor=request.viewer)
    messages.success(request, f"{cadre.name}的账号已解锁。")
    return redirect("cadres:person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    cadre = people.fetch(pk, seen_by=viewer)
    authority.check_gives_at_all(viewer)
    kind = SecondPostingForm if authority.gives_protected(viewer) else PostingForm
    form = kind(
        request.POST or None,
        units=units.choices(seen_by=viewer),
        roles=authority.gives_anywhere(viewer),
        initial={"from_on": viewer.today},
    )

    def action() -> HttpResponse:
        new = form.posting()
        if authority.needs_second(viewer, new.role):
            ask_for_posting(cadre, new, form.cleaned_data["reason"], actor=viewer)
            messages.success(request, f"已提出，另一名管理员确认后，{cadre.name}的任职才生效。")
            return redirect("cadres:person", pk)
        add_posting(cadre, new, actor=viewer)
        messages.success(request, f"{cadre.name}任{new.unit.name}{new.role.label}。")
        return redirect("cadres:person", pk)

    back = reverse("cadres:person", args=[pk])
    return form_page(request, form, action, f"{cadre.name}任职", "保存任职", back)
