"""Turns away what is too large before any of it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import refusal

FORM_ALLOWANCE = 1024 * 1024  # the other fields and the multipart frame around the file
CHUNK = 1024 * 1024
DRAIN_SECONDS = 30


class UploadLimitMiddleware:
    """Answers 413 from the announced length alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdigit() and int(announced) > settings.UPLOAD_MAX_BYTES + FORM_ALLOWANCE:
            _drain(request)
            most = settings.UPLOAD_MEGABYTES
            sentence = f"文件太大：一次最多上传 {most} MB。请压缩或拆分后再上传。"
            return refusal(request, 413, "too_large", sentence)
        return self.get_response(request)


def _drain(request: HttpRequest) -> None:
    """Throw away what is coming: a browser cut off while it sends shows its own error, not ours."""
    end = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < end and request.read(CHUNK):
        pass
