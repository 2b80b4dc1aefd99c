"""Photos and files of a problem that is written at the gate: sent in pieces, without an account.

Everybody who passes has the code. So files belong to one open page, by a number that is made with
it and stands in its form; who opens the page anew begins without any.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cadres.files.web.files_field import NO_UPLOAD, Counter
from cadres.files.web.uploads import small_picture
from cadres.pages.web.request_types import Request
from cases.enterprise_side.services.scanning import sender_by_code, sender_of
from cases.enterprise_side.web.scans import Scan

PLACE, FIELD = "gate", "form"


def form_id(given: Any) -> UUID:
    """Return the number that the page said, or a new one: it finds nothing of anybody."""
    try:
        return UUID(str(given.get(FIELD, "")))
    except ValueError:
        return uuid4()


def counter_of(here: Scan, form: UUID) -> Counter:
    """Whoever has the page open hands in by it, and finds what was handed in by it."""
    return Counter(
        sender=sender_of(here.page, form, at=here.viewer.at),
        place=PLACE,
        address=reverse("api-gate-uploads", args=[here.token, form]),
        small=reverse("cases:scan-upload-small", args=[here.token, form, NO_UPLOAD]),
    )


@require_GET
def small(request: Request, token: str, form: UUID, upload: UUID) -> FileResponse:
    return small_picture(upload, sender_by_code(token, form, at=timezone.now()))
