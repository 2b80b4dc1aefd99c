"""Long lists as files (我的导出): asked for, followed, fetched within a day."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from cadres.errors import Absent
from cadres.files.rules.exports import SMALL, TYPES, XLSX, ending_of
from cadres.files.selectors import export_files
from cadres.files.services.export_files import Export, ask_export, find, take_out
from cadres.jobs.web import background_runs
from cadres.pages.web.request_types import Request
from cadres.submissions.web import once_keys

# Seconds between two looks: at first often, later less so.
SOONEST, LATEST, SLOWING = 2, 15, 5


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: Request) -> HttpResponse:
    """My lists and how far they are; a new one is asked for by POST, looking begins nothing."""
    if request.method == "POST":
        return _asked(request)
    lines = export_files.lines(seen_by=request.viewer)
    waited = [request.viewer.at - line.run.asked_at for line in lines if not line.run.is_over]
    seconds = min(waited).total_seconds() if waited else 0
    context = {
        "lines": lines,
        "is_running": bool(waited),
        "pause": max(SOONEST, min(LATEST, int(seconds / SLOWING))),
        "filters": request.GET.get("filters", ""),
        "wanted": find(request.GET["kind"]) if "kind" in request.GET else None,
    }
    name = "_lines.html" if request.htmx and not request.htmx.boosted else "index.html"
    return render(request, f"cadres/files/exports/{name}", context)


@require_safe
@login_required
def file(request: Request, pk: int) -> HttpResponseBase:
    """Always saved, never opened in the page; my own alone."""
    made = export_files.fetch(pk, seen_by=request.viewer)
    try:
        content = made.file.open("rb")
    except FileNotFoundError as error:
        raise Absent(export_files.GONE) from error
    kind = TYPES[ending_of(made.name)]
    return FileResponse(content, as_attachment=True, filename=made.name, content_type=kind)


def answer(request: Request, export: Export) -> HttpResponse:
    """A short list at once; for a long one the page on which it can be asked for."""
    filters = request.GET.urlencode()
    found = export.rows(filters, request.viewer)
    if found.order_by()[: SMALL + 1].count() > SMALL:
        asked = urlencode({"kind": export.kind, "filters": filters})
        return redirect(f"{reverse('cadres:exports')}?{asked}")
    content = take_out(export, filters, actor=request.viewer)
    return workbook(content, export.name(filters, request.viewer))


def workbook(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved under this name."""
    book = HttpResponse(content, XLSX)
    book["Content-Disposition"] = content_disposition_header(True, name)
    return book


def _asked(request: Request) -> HttpResponse:
    export = find(request.POST.get("kind", ""))
    ask_export(export, request.POST.get("filters", "")[:2000], actor=request.viewer)
    once_keys.afterwards(request, background_runs.kick)
    messages.success(request, f"{export.label}正在后台生成，好了会通知您，可以先做别的事。")
    return redirect("cadres:exports")
