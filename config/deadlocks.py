"""A request that gave way to another in the database is answered by a second try, not by a failure.

Whoever puts a transaction around a whole request stands inside of this middleware, takes back what
ended in `gave_way`, and puts `noticed` around the transaction, whose end may give way as well.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from cadres.services.deadlocks import is_deadlock
from config.errors import refusal

SENTENCE = "有人正在同时登记同一批内容，刚才这一次没有保存。请再提交一次。"
log = logging.getLogger(__name__)
LOOKS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class DeadlockMiddleware:
    """Lets a request be tried once more, with all that came with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _keep_body(request)
        response = self.get_response(request)
        if gave_way(request) and _can_be_read_again(request):
            log.warning("%s gave way to another and is tried again", request.path)
            vars(request).pop("gave_way")
            response = self.get_response(request)
        return _refused(request) if gave_way(request) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_deadlock(error):
            return None
        vars(request)["gave_way"] = True
        return _refused(request)


def gave_way(request: HttpRequest) -> bool:
    """What this request has done so far is gone, or must be taken back."""
    return "gave_way" in vars(request)


@contextmanager
def noticed(request: HttpRequest) -> Iterator[None]:
    """Note on the request where the end of a transaction around it gave way."""
    try:
        yield
    except OperationalError as error:
        if is_deadlock(error):
            vars(request)["gave_way"] = True
        raise


def _refused(request: HttpRequest) -> HttpResponse:
    return refusal(request, 409, "conflict", SENTENCE)


def _keep_body(request: HttpRequest) -> None:
    """Read a small body into memory; forms with files are kept by Django as they are read."""
    if request.method not in LOOKS and request.content_type != "multipart/form-data":
        with suppress(RequestDataTooBig):
            _ = request.body


def _can_be_read_again(request: HttpRequest) -> bool:
    """Files go back to their beginning; one that a first try has moved away cannot come again."""
    if not hasattr(request, "_files"):
        return hasattr(request, "_body") or request.method in LOOKS
    return all(_rewound(file) for _, files in request.FILES.lists() for file in files)


def _rewound(file: UploadedFile[Any]) -> bool:
    path = getattr(file, "temporary_file_path", None)
    if file.closed or (path and not Path(path()).exists()):
        return False
    file.seek(0)
    return True
