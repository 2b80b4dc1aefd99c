"""分管单位: which units a county leader oversees, set on the leader's own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cadres.models import Posting
from cadres.pages.web.form_pages import form_page, sent
from cadres.pages.web.widgets import PickerBoxes
from cadres.people.rules import oversight as rules
from cadres.people.selectors import oversight, people
from cadres.people.services.oversight import set_overseen
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer

LEAD = (
    "按县里的领导分工填写。这些单位催办后仍没有审核的结果、升级督办和待县领导审批的申请，先送分管的县领导；"
    "没有登记分管县领导的单位，送全体县领导。"
)


class OversightForm(forms.Form):
    """Units that are overseen and were closed since stay ticked."""

    unit_ids = forms.TypedMultipleChoiceField(
        label="分管单位", coerce=int, required=False, widget=PickerBoxes
    )

    def __init__(self, *args: Any, posting: Posting, viewer: Viewer, **more: Any) -> None:
        super().__init__(*args, initial=oversight.facts(posting), **more)
        units = oversight.may_be_overseen(posting, seen_by=viewer)
        choices = [(unit.pk, unit.name) for unit in units]
        self.fields["unit_ids"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = request.viewer
    posting = people.posting(pk, seen_by=viewer)
    rules.check_may_set(viewer, posting.role, posting.unit.region.path)
    form = OversightForm(sent(request), posting=posting, viewer=viewer)
    carry(form, edits.read(posting, oversight.facts(posting), seen_by=viewer))

    def action() -> HttpResponse:
        chosen = form.cleaned_data["unit_ids"]
        set_overseen(posting, chosen, actor=viewer, read=read_of(form))
        messages.success(request, f"{posting.cadre.name}的分管单位已保存。")
        return redirect("cadres:person", posting.cadre_id)

    back = reverse("cadres:person", args=[posting.cadre_id])
    heading = f"分管单位：{posting.cadre.name}"
    return form_page(request, form, action, heading, "保存", back, lead=LEAD)
