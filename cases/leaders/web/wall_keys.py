"""Keys of wall displays (大屏钥匙): those of the county, a new one, shown once, and its end."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import NotPermitted
from cadres.pages.selectors.addresses import absolute
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.leaders.rules import wall_keys as rules
from cases.leaders.selectors import wall_keys
from cases.leaders.services.wall_keys import make_key, revoke_key

METHODS = ["GET", "HEAD", "POST"]


class PlaceForm(forms.Form):
    """Where the display hangs, so that the right key is revoked."""

    place = forms.CharField(
        label="放在哪里",
        max_length=rules.LONGEST_PLACE,
        help_text="如“政务服务中心一楼大厅”。一块屏一把钥匙，哪块不用了停用哪把。",
    )


@require_GET
@login_required
def index(request: Request) -> HttpResponse:
    _county(request.viewer)
    rows = wall_keys.rows(seen_by=request.viewer)
    return render(request, "cases/leaders/wall_keys.html", {"rows": rows})


@require_http_methods(METHODS)
@login_required
@never_cache
def new(request: Request) -> HttpResponse:
    county_id = _county(request.viewer)
    form = PlaceForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        row, key = make_key(county_id, form.cleaned_data["place"], actor=request.viewer)
        address = f"{absolute(reverse('cases:wall'))}#{key}"
        context = {"row": row, "key": rules.written(key), "address": address}
        answer = render(request, "cases/leaders/wall_key_made.html", context)
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    lead = "大屏用这把钥匙打开，不用谁登录；只显示汇总的数，不足 5 件的不显示，没有企业和人的名字。"
    back = reverse("cases:wall-keys")
    return form_page(request, form, run, "配发大屏钥匙", "配发", back, lead=lead)


@require_http_methods(METHODS)
@login_required
def revoke(request: Request, pk: int) -> HttpResponse:
    row = wall_keys.fetch(pk, seen_by=request.viewer)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        revoke_key(row, actor=request.viewer)
        messages.success(request, f"“{row.place}”的钥匙已停用，那块屏不再显示。")
        return redirect("cases:wall-keys")

    lead = (
        f"停用“{row.place}”的钥匙：那块屏下次更新时（五分钟以内）不再显示任何数。停用后不能恢复。"
    )
    back = reverse("cases:wall-keys")
    return form_page(request, form, run, "停用钥匙", "停用", back, lead=lead, danger=True)


def _county(viewer: Viewer) -> int:
    """The county whose office the viewer heads; who heads several has keys for the first."""
    if not viewer.office_head_county_ids:
        raise NotPermitted(rules.MADE_BY)
    return viewer.office_head_county_ids[0]
