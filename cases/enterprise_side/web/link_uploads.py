"""Files of an enterprise, sent in pieces by its link: no account, nothing but the token."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import FileResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from cadres.files.web.files_field import NO_UPLOAD, Counter
from cadres.files.web.uploads import small_picture
from cadres.pages.web.request_types import Request
from cases.tickets.services.closing.closing import open_link, sender_by_link

# A link asks one thing at a time.
PLACE = "link"


def counter_of(token: str, at: datetime) -> Counter:
    """Whoever holds the link hands in by it, and finds what was handed in by it."""
    return Counter(
        sender=sender_by_link(token, at=at),
        place=PLACE,
        address=reverse("api-link-uploads", args=[token]),
        small=reverse("cases:link-upload-small", args=[token, NO_UPLOAD]),
    )


@require_GET
def small(request: Request, token: str, upload: UUID) -> FileResponse:
    at = timezone.now()
    open_link(token, at=at)
    return small_picture(upload, sender_by_link(token, at=at))
