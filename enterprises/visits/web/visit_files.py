"""Files of a visit, saved or looked at, by whoever may read the visit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.pages.web import inline_files
from cadres.pages.web.request_types import Request
from enterprises.visits.selectors import visit_files

GONE = "文件已经不在存储里，请联系系统管理员从备份恢复。"


@require_GET
@login_required
def view(request: Request, pk: int) -> FileResponse:
    """Look at a picture or a PDF; what a browser cannot draw by itself is saved."""
    found = visit_files.fetch(pk, seen_by=request.viewer)
    stored = found.file.name or ""
    try:
        if inline_files.is_shown(stored):
            return inline_files.shown(stored, found.name)
        return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
    except FileNotFoundError as error:
        raise Absent(GONE) from error


@require_GET
@login_required
def small(request: Request, pk: int) -> FileResponse:
    """The small picture that stands on the visit's page."""
    found = visit_files.fetch(pk, seen_by=request.viewer)
    if not found.thumbnail:
        raise Absent("这个文件没有缩略图。")
    try:
        return inline_files.shown(found.thumbnail.name or "", found.name)
    except FileNotFoundError as error:
        raise Absent(GONE) from error
