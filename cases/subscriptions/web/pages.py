"""Subscriptions (定期送阅): what I have sent and am sent, a new one, leaving one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.subscriptions.rules import rhythms
from cases.subscriptions.rules.rhythms import Rhythm
from cases.subscriptions.selectors import subscriptions as found
from cases.subscriptions.services.subscriptions import leave, subscribe


class SubscriptionForm(forms.Form):
    """What goes to whom, and when; nothing is chosen beforehand."""

    name = forms.CharField(label="名称", max_length=rhythms.LONGEST_NAME)
    what = forms.ChoiceField(
        label="送阅内容",
        help_text="要按条件送的，先在那个列表上筛选，再点页脚的“定期送阅本页”。",
    )
    rhythm = forms.ChoiceField(label="时间", choices=Rhythm.choices, widget=forms.RadioSelect)
    readers = forms.TypedMultipleChoiceField(
        label="送给",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="到时间会收到消息和链接，每个人打开，看到的是自己有权看的。",
    )

    def offer(self, viewer: Viewer, here: tuple[str, str] | None) -> None:
        """`here` is the list from which somebody came, as it was filtered."""
        offered = dict([*([here] if here else []), *found.subjects(seen_by=viewer)])
        self.fields["what"].choices = [("", "请选择"), *offered.items()]
        self.fields["readers"].choices = list(
            found.colleagues(viewer.today, seen_by=viewer).items()
        )


@require_GET
@login_required
def index(request: Request) -> HttpResponse:
    lines = [
        {
            "row": row,
            "url": found.address(row),
            "label": found.label(row),
            "readers": found.readers(row),
            "is_own": row.owner_id == request.viewer.cadre_id,
        }
        for row in found.rows(seen_by=request.viewer)
    ]
    context = {"lines": lines, "may_subscribe": rhythms.may_subscribe(request.viewer)}
    return render(request, "cases/subscriptions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request) -> HttpResponse:
    if not rhythms.may_subscribe(request.viewer):
        raise NotPermitted(rhythms.SUBSCRIBED_BY)
    here = found.subject_at(request.GET.get("of", ""), seen_by=request.viewer)
    sent = request.POST if request.method == "POST" else None
    form = SubscriptionForm(sent, initial={"what": here[0]} if here else None)
    form.offer(request.viewer, here)

    def run() -> HttpResponse:
        row = subscribe(actor=request.viewer, **form.cleaned_data)
        told = f"{row.get_rhythm_display()}送给 {row.readers.count()} 位同事"
        messages.success(request, f"已设置定期送阅“{row.name}”，{told}。")
        return redirect("cases:subscription-list")

    back = reverse("cases:subscription-list")
    lead = "到时间发一条消息和链接；消息里只说已到时间，不带内容。"
    return form_page(request, form, run, "设置定期送阅", "保存", back, lead=lead)


@require_POST
@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    row = found.fetch(pk, seen_by=request.viewer)
    is_own = row.owner_id == request.viewer.cadre_id
    leave(row, actor=request.viewer)
    said = "已停止，同事不再收到" if is_own else "已退出，您不再收到"
    messages.success(request, f"{said}“{row.name}”。")
    return redirect("cases:subscription-list")
