"""Makes one half's archive: the database, its files, its secrets, and a list of what is in."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from nacl.public import PublicKey

from cadres.errors import Invalid
from cadres.trail.services import seals
from config import env
from config.backups import postgres, sealing
from config.backups.parts import Part
from config.secrets import locked, write_private

DUMP, MANIFEST, SECRETS, FILES = "database.dump", "manifest.json", "secrets.json", "files"
SUFFIX = ".zhuqi"
KEYS = "backup-keys.json"


@dataclass(frozen=True, slots=True)
class Made:
    """An archive that is whole and has its name."""

    path: Path
    size: int
    digest: str
    files: int


@dataclass(slots=True)
class _Packing:
    """An archive being written, and what it holds so far."""

    tar: tarfile.TarFile
    members: list[dict[str, Any]] = field(default_factory=list)

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
            file.seek(0)
            self._write(name, size, file, digest)

    def add_text(self, name: str, value: Any) -> None:
        data = json.dumps(value, ensure_ascii=False, indent=1).encode()
        self._write(name, len(data), io.BytesIO(data), hashlib.sha256(data).hexdigest())

    def _write(self, name: str, size: int, file: Any, digest: str) -> None:
        head = tarfile.TarInfo(name)
        head.size, head.mode = size, 0o600
        self.tar.addfile(head, file)
        self.members.append({"name": name, "size": size, "sha256": digest})


def back_up(part: Part, folder: Path, to: PublicKey | None, at: datetime) -> Made:
    """Write the archive beside, check it, and only then give it its name.

    The database comes before the files: a file too many does no harm, a missing one cannot be
    opened. Raises Invalid.
    """
    if to:
        _keep_keys_apart(part, to)
    target = folder / f"{part.kind}-{at:%Y%m%d-%H%M%S}{SUFFIX}"
    fresh = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.LOCAL_DIR, prefix="backup-") as room:
            dumped = Path(room) / DUMP
            postgres.dump(part.alias, dumped)
            files = _write(part, fresh, dumped, to, at)
        digest = _checked(fresh)
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)
    write_private(target.with_name(f"{target.name}.sha256"), f"{digest}  {target.name}\n")
    return Made(target, target.stat().st_size, digest, files)


def last_seals(part: Part) -> dict[str, str]:
    """Return the last link of each chain of that half, to compare after a restore."""
    found = {}
    for chain in seals.chains():
        if chain.database == part.alias:
            last = chain.seals._default_manager.order_by("-since_xid").first()
            found[chain.name] = last.digest if last else ""
    return found


def migrations(part: Part) -> list[str]:
    """Return the steps that this database has gone through."""
    applied = MigrationRecorder(connections[part.alias]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def secrets_of(part: Part) -> dict[str, str]:
    """Return the secrets of that half as this site has them."""
    return {name: env.secret_of(os.environ, settings.ENVIRONMENT, name) for name in part.secrets}


def _write(part: Part, fresh: Path, dumped: Path, to: PublicKey | None, at: datetime) -> int:
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        writer: Any = sealing.Writer(file, to)  # it writes, which is all that a stream needs
        with tarfile.open(mode="w|", fileobj=writer, format=tarfile.PAX_FORMAT) as tar:
            packing = _Packing(tar)
            packing.add(DUMP, dumped)
            files = sum(_add_file(packing, part.files, path) for path in _files(part.files))
            if to:  # beside what they open they are only as safe as the archive is locked
                packing.add_text(SECRETS, secrets_of(part))
            packing.add_text(MANIFEST, _manifest(part, at, packing.members))
        writer.close()
        file.flush()
        os.fsync(file.fileno())
    return files


def _manifest(part: Part, at: datetime, members: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "made_at": at.isoformat(),
        "postgresql": postgres.major(part.alias),
        "migrations": migrations(part),
        "seals": last_seals(part),
        "members": list(members),
    }


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add_file(packing: _Packing, root: Path, path: Path) -> int:
    """A file that is taken away meanwhile belonged to nothing in the database."""
    with suppress(FileNotFoundError):
        packing.add(f"{FILES}/{path.relative_to(root)}", path)
        return 1
    return 0


def _checked(fresh: Path) -> str:
    """Read back what was written; a plain archive is gone through to its list."""
    with fresh.open("rb") as file:
        if file.readline(64) == sealing.PLAIN:
            with tarfile.open(mode="r|", fileobj=file) as tar:
                if MANIFEST not in [member.name for member in tar]:
                    raise Invalid(sealing.CUT_OFF)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _keep_keys_apart(part: Part, to: PublicKey) -> None:
    """One key for both halves would put them together again in one hand."""
    mark = sealing.fingerprint(to)
    with locked(settings.LOCAL_DIR):
        path = Path(settings.LOCAL_DIR) / KEYS
        known = json.loads(path.read_text()) if path.exists() else {}
        if any(mark == other for kind, other in known.items() if kind != part.kind):
            raise Invalid(
                "站点和线索室的备份不能用同一把公钥：请由另一人另造一把（manage.py backup_key）。"
            )
        write_private(path, json.dumps({**known, part.kind: mark}, indent=2))
