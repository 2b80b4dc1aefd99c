"""PostgreSQL's own programs, of the very version of the server: an older one refuses a newer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg.conninfo import make_conninfo

from cadres.errors import Invalid
from config.embedded import servers

SYSTEM = Path("/usr/lib/postgresql")


def dump(alias: str, target: Path) -> None:
    """Write the database, as its own role may read it, and see that every table is in."""
    _run(alias, "pg_dump", "--format=custom", f"--file={target}", "--dbname", _address(alias))
    listed = contents(alias, target)
    missing = sorted(t for t in _tables(alias) if f" TABLE DATA public {t} " not in listed)
    if missing:
        raise Invalid(f"导出的数据库缺少表：{'、'.join(missing)}。没有生成备份。")


def contents(alias: str, source: Path) -> str:
    """Return what a dump holds, as pg_restore lists it."""
    return _run(alias, "pg_restore", "--list", str(source))


def load(alias: str, source: Path) -> None:
    """Fill the empty database, all or nothing; what comes in belongs to the role that is here."""
    _run(
        alias, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner",
        "--no-privileges", "--dbname", _address(alias), str(source),
    )  # fmt: skip


def is_empty(alias: str) -> bool:
    return not _tables(alias)


def major(alias: str) -> int:
    connection = connections[alias]
    connection.ensure_connection()
    return int(connection.pg_version) // 10000  # type: ignore[attr-defined]


def _tables(alias: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [row[0] for row in cursor.fetchall()]


def _run(alias: str, name: str, *words: str) -> str:
    password = str(connections[alias].settings_dict["PASSWORD"])
    done = subprocess.run(
        [str(_program(name, major(alias))), *words],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        raise Invalid(f"{name} 没有成功：{done.stderr.strip()[-600:]}")
    return done.stdout


def _program(name: str, version: int) -> Path:
    """The system's of that version, or the embedded one where that is it."""
    beside = [SYSTEM / str(version) / "bin" / name, Path(shutil.which(name) or "")]
    if version == servers.MAJOR:
        beside.insert(0, servers.pg_programs() / name)
    for program in beside:
        if program.is_file() and _version(program) == version:
            return program
    raise Invalid(
        f"数据库是 PostgreSQL {version}，本机没有 {version} 版的 {name}。"
        f"请先安装（Debian：apt-get install postgresql-client-{version}），再重新运行。"
    )


def _version(program: Path) -> int:
    said = subprocess.run([str(program), "--version"], check=False, capture_output=True, text=True)
    found = re.search(r"\(PostgreSQL\) ([0-9]+)", said.stdout)
    return int(found[1]) if found else 0


def _address(alias: str) -> str:
    given: dict[str, Any] = connections[alias].settings_dict
    named = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    words = {word: str(given[key]) for word, key in named.items() if given[key]}
    return make_conninfo(**words, **{name: str(v) for name, v in given["OPTIONS"].items()})
