"""Turns away what is too large before any of it is kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cadres.submissions.rules import typed_values
from config.requests.errors import refusal


class UploadLimitMiddleware:
    """Answers 413 from the announced length alone.

    The front (config/front) has then thrown the body away: a browser that is cut off while it still
    sends would show its own error instead of our sentence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = typed_values.number(request.META.get("CONTENT_LENGTH")) or 0
        if announced > settings.REQUEST_MAX_BYTES:
            most = settings.UPLOAD_MEGABYTES
            sentence = f"文件太大：一次最多上传 {most} MB。请压缩或拆分后再上传。"
            return refusal(request, 413, "too_large", sentence)
        return self.get_response(request)
