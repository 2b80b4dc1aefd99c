"""A request that gave way to another in the database comes again and is answered, not failed.

One that waited in vain for what another holds is not tried again: it says so, and the web worker is
free for the next person.

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

from cadres.submissions.services.deadlocks import (
    PAUSES,
    is_deadlock,
    let_through,
    waited_in_vain,
)
from config.requests.errors import refusal

GAVE_WAY, WAITED = "gave way", "waited"
SENTENCES = {
    GAVE_WAY: "有人正在同时登记同一批内容，刚才这一次没有保存。请再提交一次。",
    WAITED: (
        "这里的内容正被另一项工作占用（例如正在导入台账），刚才这一次没有保存。"
        "请返回上一页，过一两分钟再提交一次。"
    ),
}
log = logging.getLogger(__name__)
LOOKS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class DeadlockMiddleware:
    """Lets a request be tried again, with all that came with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _keep_body(request)
        response = self.get_response(request)
        for pause in PAUSES:
            if gave_way(request) != GAVE_WAY or not _can_be_read_again(request):
                break
            log.warning("%s gave way to another and is tried again", request.path)
            vars(request).pop("gave_way")
            let_through(pause)
            response = self.get_response(request)
        return refused(request) if gave_way(request) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request) if _note(request, error) else None


def gave_way(request: HttpRequest) -> str:
    """Why what this request did is gone, or must be taken back; empty where it stands."""
    return str(vars(request).get("gave_way", ""))


@contextmanager
def noticed(request: HttpRequest) -> Iterator[None]:
    """Note on the request where the end of a transaction around it gave way."""
    try:
        yield
    except OperationalError as error:
        _note(request, error)
        raise


def refused(request: HttpRequest) -> HttpResponse:
    """Say why nothing was kept."""
    return refusal(request, 409, "conflict", SENTENCES[gave_way(request)])


def _note(request: HttpRequest, error: BaseException) -> str:
    reason = GAVE_WAY if is_deadlock(error) else WAITED if waited_in_vain(error) else ""
    if reason:
        vars(request)["gave_way"] = reason
    return reason


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
