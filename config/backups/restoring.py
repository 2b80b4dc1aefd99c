"""Brings one half back into an empty database and an empty folder, and nowhere else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from nacl.public import PrivateKey

from cadres.errors import Invalid
from cadres.trail.services import seals
from config import secrets
from config.backups import making, postgres, sealing
from config.backups.making import DUMP, FILES, MANIFEST, SECRETS
from config.backups.parts import PARTS, Part
from config.databases import former_chain, routing
from config.secrets import write_private

FOUND_SECRETS = "restored-secrets.env"


def restore(part: Part, source: Path, key: PrivateKey | None) -> dict[str, Any]:
    """Restore the archive, bring it up to this code, and let transactions pass the last seal.

    Everything that may refuse comes before anything is written. Raises Invalid.
    """
    _check_empty(part)
    with tempfile.TemporaryDirectory(dir=settings.LOCAL_DIR, prefix="restore-") as room:
        manifest = _unpack(source, Path(room), key)
        _check(part, manifest)
        _settle_secrets(part, Path(room))
        postgres.load(part.alias, Path(room) / DUMP)
        _move_files(part, Path(room) / FILES)
    connections[part.alias].close()
    chains = routing.chains_of(part.alias)
    call_command("migrate", *chains, database=part.alias, verbosity=0, interactive=False)
    for chain in seals.chains():
        if chain.database == part.alias:
            _pass_last_seal(chain)
    if making.last_seals(part) != manifest["seals"]:
        raise Invalid("恢复出来的最后一道封签与备份时记下的不同，请不要启动网站，换另一份备份。")
    return manifest


def _check_empty(part: Part) -> None:
    if not postgres.is_empty(part.alias):
        raise Invalid(
            f"{part.name}的数据库里已有数据。只恢复到空库：请换一个新的数据库（或新的 LOCAL_DIR），"
            "核对无误后再让网站用它。"
        )
    if any(path.is_file() for path in part.files.rglob("*")):
        raise Invalid(f"{part.files} 里已有文件。只恢复到空文件夹：请先把它移到别处。")


def _check(part: Part, manifest: dict[str, Any]) -> None:
    kind = manifest["kind"]
    if kind != part.kind:
        other = PARTS[kind]
        raise Invalid(f"这是{other.name}的备份，请用 manage.py {other.restore}。")
    if postgres.major(part.alias) < manifest["postgresql"]:
        raise Invalid(
            f"备份来自 PostgreSQL {manifest['postgresql']}，不能恢复到更旧的 "
            f"{postgres.major(part.alias)}。"
        )
    if former_chain.made(manifest["migrations"]):
        raise Invalid("这份备份是旧版程序做的，本版不能接着用：请用旧版程序恢复。")
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ahead = set(manifest["migrations"]) - {f"{app}.{name}" for app, name in known}
    if ahead - _replaced(known):
        raise Invalid("备份来自更新的程序版本，请先把程序升级到那个版本，再恢复。")


def _replaced(known: Any) -> set[str]:
    steps = (step for migration in known.values() for step in migration.replaces)
    return {f"{app}.{name}" for app, name in steps}


def _unpack(source: Path, room: Path, key: PrivateKey | None) -> dict[str, Any]:
    """Write the members below the folder, and compare each with the list at the end."""
    found: dict[str, dict[str, Any]] = {}
    try:
        with source.open("rb") as file, _opened(file, key) as tar:
            for name, member in _members(tar):
                found[name] = _write(room, name, member)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Invalid(f"{sealing.CUT_OFF}（{error}）") from None
    if MANIFEST not in found:
        raise Invalid(sealing.CUT_OFF)
    manifest: dict[str, Any] = json.loads((room / MANIFEST).read_text())
    del found[MANIFEST]
    if list(found.values()) != manifest["members"]:
        raise Invalid(sealing.CUT_OFF)
    return manifest


def _opened(file: IO[bytes], key: PrivateKey | None) -> tarfile.TarFile:
    reader: Any = sealing.Reader(file, key)  # it reads, which is all that a stream needs
    return tarfile.open(mode="r|", fileobj=reader)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, Any]]:
    """Plain files with plain names only; an archive made by a stranger leads nowhere else."""
    for member in tar:
        steps = PurePosixPath(member.name)
        if not member.isreg() or steps.is_absolute() or ".." in steps.parts:
            raise Invalid(sealing.CUT_OFF)
        yield member.name, tar.extractfile(member)


def _write(room: Path, name: str, member: Any) -> dict[str, Any]:
    path = room / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := member.read(sealing.PIECE):
            digest.update(piece)
            file.write(piece)
        return {"name": name, "size": file.tell(), "sha256": digest.hexdigest()}


def _settle_secrets(part: Part, room: Path) -> None:
    """What was locked with these secrets opens with no others."""
    kept = room / SECRETS
    if not kept.exists():
        return
    now = making.secrets_of(part)
    differing = {n: v for n, v in json.loads(kept.read_text()).items() if now.get(n) != v}
    given = sorted(name for name in differing if os.environ.get(name))
    if given:
        path = Path(settings.LOCAL_DIR) / FOUND_SECRETS
        write_private(path, "".join(f"{name}={value}\n" for name, value in differing.items()))
        raise Invalid(
            f"环境变量 {'、'.join(given)} 与备份时不同，恢复出来也打不开。备份里的值已写到 {path}"
            "（只有本人能读）：请照它改好环境变量，删掉这个文件，再恢复。"
        )
    secrets.put(settings.LOCAL_DIR, differing)


def _move_files(part: Part, came: Path) -> None:
    if not came.exists():
        return
    part.files.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(came.iterdir()):
        shutil.move(path, part.files / path.name)


def _pass_last_seal(chain: seals.Chain) -> None:
    """A new cluster counts transactions from the start: a new entry would fall into a sealed span.

    So the count goes past the last seal and entry; about half a million a second.
    """
    with connections[chain.database].cursor() as cursor:
        marks = ((chain.seals, "until_xid"), (chain.entries, "xid"))
        last = 0
        for model, column in marks:
            table = connections[chain.database].ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT coalesce(max({column}), 0) FROM {table}")  # noqa: S608  our names
            last = max(last, int(cursor.fetchone()[0]))
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(
            "DO $$ BEGIN WHILE pg_current_xact_id()::text::bigint <= "
            f"{last:d} LOOP COMMIT; END LOOP; END $$"
        )
        cursor.execute("RESET synchronous_commit")
