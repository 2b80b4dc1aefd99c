"""The small pictures of files that wait for their form."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.files.rules.uploads import Sender
from cadres.files.selectors import uploads
from cadres.pages.web import inline_files
from cadres.pages.web.request_types import Request


@require_GET
@login_required
def small(request: Request, upload: UUID) -> FileResponse:
    sender = Sender(at=request.viewer.at, cadre_id=request.viewer.cadre_id)
    return small_picture(upload, sender)


def small_picture(upload: UUID, sender: Sender) -> FileResponse:
    """Show it to whoever sent it."""
    found = uploads.fetch(upload, seen_by=sender)
    if not found.thumbnail:
        raise Absent(uploads.ABSENT)
    return inline_files.shown(found.thumbnail.name, "small.jpg")
