"""The province's files: uploaded and looked through, then taken in; every row accounted for."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.pages.selectors.paging import page_of
from cadres.pages.web import refusals
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.web.edit_forms import carry, read_of, read_sent
from cadres.workbooks.rules import confirming
from cases.models import RatingFile
from cases.window_ratings.exchange import rating_imports
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.selectors import ratings
from cases.window_ratings.web.forms import RatingFileForm, UnseenForm

METHODS = ["GET", "HEAD", "POST"]
NOTHING_WRITTEN = "这次导入已结束，没有要写入的评价。"


@require_GET
@login_required
def file_list(request: Request) -> HttpResponse:
    _check(request)
    page = page_of(ratings.files(seen_by=request.viewer), request.GET.get("page"))
    return render(request, "cases/window_ratings/files.html", {"page": page})


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    county = ratings.county(request.GET.get("county"), seen_by=request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RatingFileForm(*sent)

    def run() -> HttpResponse:
        kept = rating_imports.upload(form.cleaned_data["file"], county, actor=request.viewer)
        return redirect("cases:rating-file", kept.pk)

    lead = "先预检：看清每一行会怎样，再确认导入。同一编号只收一次，没有评价的记为“未评价”。"
    back = reverse("cases:rating-file-list")
    return form_page(request, form, run, "导入省系统评价", "上传并预检", back, lead=lead)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    return _page(request, ratings.fetch_file(pk, seen_by=request.viewer))


@require_POST
@login_required
def choose(request: Request, pk: int) -> HttpResponse:
    """Whether hidden rows and sheets come in; then every row's fate stands there anew."""
    found = ratings.fetch_file(pk, seen_by=request.viewer)
    form = _unseen_form(request, found)
    if form.is_valid():
        read = read_of(form)
        try:
            rating_imports.choose(found, form.cleaned_data, actor=request.viewer, read=read)
        except (Invalid, Conflict, WrongState) as refused:
            refusals.say(form, refused)
        else:
            return redirect("cases:rating-file", found.pk)
    return _page(request, found, form)


@require_POST
@login_required
def take_in(request: Request, pk: int) -> HttpResponse:
    found = ratings.fetch_file(pk, seen_by=request.viewer)
    done = rating_imports.bring_in(found, actor=request.viewer, read=read_sent(request))
    account = done.account
    said = f"已导入：新增 {account['made']} 条，补评 {account['changed']} 条。"
    messages.success(request, said if rules.written(account) else NOTHING_WRITTEN)
    return redirect("cases:rating-file", done.pk)


def _page(request: Request, file: RatingFile, form: UnseenForm | None = None) -> HttpResponse:
    read = ratings.read_file(file, seen_by=request.viewer)
    shown = form or (_unseen_form(request, file) if file.unseen else None)
    status = 422 if form and form.errors else 200
    said = confirming.of_rows(written=rules.written(file.account), refused=file.account["refused"])
    context = {"file": file, "form": shown, "read": read, "confirming": said}
    return render(request, "cases/window_ratings/file.html", context, status=status)


def _unseen_form(request: Request, file: RatingFile) -> UnseenForm:
    form = UnseenForm(request.POST if request.method == "POST" else None, file=file)
    carry(form, ratings.read_file(file, seen_by=request.viewer))
    return form


def _check(request: Request) -> None:
    if not request.viewer.centre_county_ids:
        raise NotPermitted(rules.KEPT_BY)
