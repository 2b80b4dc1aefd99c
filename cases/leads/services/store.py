"""The room's own files: locked under their folder's key, named by chance, away from the site's."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from cadres.errors import Absent
from cadres.services.kept_files import keep_with_deed
from cases.leads.rules import boxes
from cases.leads.services.room import DATABASE


def keep(key: bytes, data: bytes, place: str) -> str:
    """Write a locked file and return its name; a deed that is undone takes its file along.

    It is locked for the place of the piece that it stands beside: two files cannot be exchanged.
    """
    name = uuid4().hex
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(boxes.lock(key, data, f"{place}/{name}"))
    keep_with_deed(path, DATABASE)
    return name


def fetch(key: bytes, name: str, place: str) -> bytes:
    """Read and unlock a file."""
    try:
        locked = _path(name).read_bytes()
    except FileNotFoundError:
        raise Absent("文件不在存储中，请联系管理员从备份恢复。") from None
    return boxes.unlock(key, locked, f"{place}/{name}")


def place_of(name: str) -> str:
    """Where below the room's folder a file of this name lies."""
    return f"{name[:2]}/{name}"


def _path(name: str) -> Path:
    return Path(settings.LEADS_FILES) / place_of(name)
