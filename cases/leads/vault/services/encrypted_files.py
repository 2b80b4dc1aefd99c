"""The room's own files: locked under their folder's key, named by chance, away from the site's."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django.conf import settings

from cadres.errors import Absent
from cadres.files.services.kept_files import keep_with_action
from cases.leads.vault.rules import crypto
from cases.leads.vault.services.room_transaction import DATABASE

# Whoever runs the site, and nobody else on this machine.
FOLDER, FILE = 0o700, 0o600


def keep(key: bytes, data: bytes, place: str) -> str:
    """Write a locked file and return its name; an action that is undone takes its file along.

    It is locked for the place of the piece that it stands beside: two files cannot be exchanged.
    """
    name = uuid4().hex
    path = _path(name)
    for folder in (Path(settings.LEADS_FILES), path.parent):
        # Each by itself: of a path made at once only the last folder gets the mode.
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    with path.open("xb") as file:
        path.chmod(FILE)
        file.write(crypto.lock(key, data, f"{place}/{name}"))
    keep_with_action(path, DATABASE)
    return name


def fetch(key: bytes, name: str, place: str) -> bytes:
    """Read and unlock a file."""
    try:
        locked = _path(name).read_bytes()
    except FileNotFoundError:
        raise Absent("文件不在存储中，请联系管理员从备份恢复。") from None
    return crypto.unlock(key, locked, f"{place}/{name}")


def tighten() -> list[Path]:
    """Take from others what they may read below the room's folder; return what was too open."""
    root = Path(settings.LEADS_FILES)
    if not root.is_dir():
        return []
    opened = [path for path in (root, *root.rglob("*")) if _is_open(path)]
    for path in opened:
        path.chmod(FOLDER if path.is_dir() else FILE)
    return opened


def _is_open(path: Path) -> bool:
    return not path.is_symlink() and bool(path.stat().st_mode & 0o077)


def place_of(name: str) -> str:
    """Where below the room's folder a file of this name lies."""
    return f"{name[:2]}/{name}"


def _path(name: str) -> Path:
    return Path(settings.LEADS_FILES) / place_of(name)
