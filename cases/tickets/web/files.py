"""Files of a ticket, saved or looked at, by whoever may see the ticket."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.pages.web import inline_files
from cadres.pages.web.request_types import Request
from cases.models import Attachment
from cases.tickets.selectors.page import files

GONE = "文件已经不在存储里，请联系系统管理员从备份恢复。"


@require_GET
@login_required
def attachment(request: Request, pk: int) -> FileResponse:
    """Save the file."""
    return _saved(files.attachment(pk, seen_by=request.viewer))


@require_GET
@login_required
def view(request: Request, pk: int) -> FileResponse:
    """Look at a picture or a PDF; what a browser cannot draw by itself is saved."""
    found = files.attachment(pk, seen_by=request.viewer)
    stored = found.file.name
    return _shown(stored, found.name) if inline_files.is_shown(stored) else _saved(found)


@require_GET
@login_required
def small(request: Request, pk: int) -> FileResponse:
    """The small picture that stands in lists."""
    found = files.attachment(pk, seen_by=request.viewer)
    if not found.thumbnail:
        raise Absent("这个文件没有缩略图。")
    return _shown(found.thumbnail.name, found.name)


def _saved(found: Attachment) -> FileResponse:
    try:
        return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)
    except FileNotFoundError as error:
        raise Absent(GONE) from error


def _shown(stored: str, name: str) -> FileResponse:
    try:
        return inline_files.shown(stored, name)
    except FileNotFoundError as error:
        raise Absent(GONE) from error
