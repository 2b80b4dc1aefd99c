"""Files that are looked at in the browser: shown, never run, and never taken for something else."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.http import content_disposition_header

# What a browser draws by itself; anything else is saved.
TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
# An origin of its own without scripts: whatever is in the file reaches nothing of the site.
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def kind_of(stored: str) -> str:
    """What a stored file is: the ending it was given after its bytes were looked at."""
    return PurePosixPath(stored).suffix.lower().lstrip(".")


def is_shown(stored: str) -> bool:
    return kind_of(stored) in TYPES


def shown(stored: str, name: str) -> FileResponse:
    """The answer that shows a stored file in the browser; the caller has asked who may see it."""
    answer = FileResponse(default_storage.open(stored, "rb"))
    answer["Content-Type"] = TYPES[kind_of(stored)]
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
