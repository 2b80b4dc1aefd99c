"""Secrets of an installation that was given none: made once, kept under LOCAL_DIR."""

from __future__ import annotations

import fcntl
import json
import os
import secrets as chance
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cryptography.fernet import Fernet

FILE = "secrets.json"


def kept(local_dir: Path, name: str) -> str:
    """Return the secret of that name; the first one who asks makes it."""
    with locked(local_dir):
        path = local_dir / FILE
        known = json.loads(path.read_text()) if path.exists() else {}
        if name not in known:
            known[name] = _made(name)
            write_private(path, json.dumps(known, indent=2))
        return str(known[name])


def put(local_dir: Path, given: Mapping[str, str]) -> None:
    """Keep these from now on, as a backup brings them back."""
    with locked(local_dir):
        path = local_dir / FILE
        known = json.loads(path.read_text()) if path.exists() else {}
        write_private(path, json.dumps({**known, **given}, indent=2))


def write_private(path: Path, text: str) -> None:
    """Replace the file in one stroke, so that a crash leaves either the old or the new one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


@contextmanager
def locked(local_dir: Path) -> Iterator[None]:
    """Let nobody else decide about this folder meanwhile; the first one in makes it."""
    local_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    descriptor = os.open(local_dir / "secrets.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _made(name: str) -> str:
    return Fernet.generate_key().decode() if name == "FIELD_KEYS" else chance.token_urlsafe(48)
