"""Files sent into the room stay in memory: none lies readable in a temporary folder meanwhile."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest


class RoomUploadHandler(MemoryFileUploadHandler):
    """Keeps every file in memory; how large one may be is checked before, by its length."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


def in_memory_only(request: HttpRequest) -> None:
    """Must be called before anything of the request's body is read, the token included."""
    request.upload_handlers = [RoomUploadHandler(request)]  # type: ignore[list-item]
