"""Postings: a person gives a post up; to take one up, a second administrator may have to agree."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.pages.web.form_pages import form_page
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.people.services.postings import end_posting
from cadres.people.web.people_forms import EndForm
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.roles import Role

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    posting = people.posting(pk, seen_by=viewer)
    role = Role(posting.role)
    authority.check_may_post(viewer, role, posting.unit.region.path, posting.cadre_id)
    form = EndForm(request.POST or None, initial={"to_on": posting.to_on or viewer.today})
    carry(form, edits.read(posting, people.posting_facts(posting), seen_by=viewer))

    def action() -> HttpResponse:
        to_on = form.cleaned_data["to_on"]
        end_posting(posting, actor=viewer, to_on=to_on, read=read_of(form))
        messages.success(request, f"{posting.cadre.name}的{role.label}任职已结束。")
        return redirect("cadres:person", posting.cadre_id)

    back = reverse("cadres:person", args=[posting.cadre_id])
    heading = f"结束任职：{posting.cadre.name}（{posting.unit.name} {role.label}）"
    return form_page(request, form, action, heading, "结束任职", back, danger=True)
