"""Refuses a request of which only a part arrived, before anything of it is read or done.

The front (config/front) hands such a request over marked. Under any other server, and in the tests'
client, the body itself is looked at: its length, and the boundary that must close a multipart form.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from email.message import Message
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse

from cadres.submissions.rules import typed_values
from config.front import IS_CUT
from config.requests.errors import refusal

PIECE = 64 * 1024
# Room for the longest boundary (70 characters) and the white space after it.
TAIL = 256
SENTENCE = "提交的内容只传到了一部分，刚才的操作没有执行。请检查网络后重新提交。"


class WholeBodyMiddleware:
    """Answers 400 where the body is shorter than it said, or its form is not closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_whole(request):
            return refusal(request, 400, "incomplete", SENTENCE)
        return self.get_response(request)


def _is_whole(request: HttpRequest) -> bool:
    if request.META.get(IS_CUT):
        return False
    length = typed_values.number(request.META.get("CONTENT_LENGTH")) or 0
    if not length:
        return True
    came, tail = _look(request, length)
    return came == length and _is_closed(request.META.get("CONTENT_TYPE", ""), tail)


def _look(request: HttpRequest, length: int) -> tuple[int, bytes]:
    """Return how much came, and its end; the request can still be read from its beginning."""
    file = request.META["wsgi.input"]
    if not getattr(file, "seekable", bool)():  # WSGI asks a server for no more than reading
        file = _copied(request, length)
    came = min(file.seek(0, io.SEEK_END), length)
    file.seek(max(0, came - TAIL))
    tail = file.read(came - file.tell())
    file.seek(0)
    return came, tail


def _copied(request: HttpRequest, length: int) -> BinaryIO:
    copy = io.BytesIO()
    while copy.tell() < length and (piece := request.read(min(PIECE, length - copy.tell()))):
        copy.write(piece)
    request._stream = copy
    request._read_started = False  # type: ignore[attr-defined]
    return copy


def _is_closed(content_type: str, tail: bytes) -> bool:
    message = Message()
    message["Content-Type"] = content_type
    if message.get_content_type() != "multipart/form-data":
        return True
    boundary = message.get_boundary("")
    return bool(boundary) and tail.rstrip().endswith(f"--{boundary}--".encode("latin-1", "replace"))
