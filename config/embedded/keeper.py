"""Keeps PostgreSQL and Redis running for as long as anybody of this installation needs them.

Whoever needs the pair holds a shared lock on one file. A keeper process starts the servers and
waits for that lock exclusively: it gets it when the last holder is gone, however that one ended,
and then stops the servers. The kernel does the counting, so a crash leaves nothing behind.
While it waits it starts again whichever of the two has fallen; a keeper that has itself fallen is
replaced by whoever watches (config/serve.py), and takes over the servers that still run.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from config import env, secrets
from config.embedded import places, servers
from config.embedded.servers import Pair, Unstartable
from config.env import Environment

OLDEST_POSTGRES = 140000
USERS, STARTERS, KEEPER = "users.lock", "starters.lock", "keeper.lock"
LOG = "keeper.log"
PATIENCE = 20.0
LOOK, LONGEST_PAUSE = 0.1, 30.0
READY = "ready"
_held: list[int] = []
_keepers: list[int] = []


def hold(here: Environment) -> None:
    """See that the servers run until this process ends; outside ones are only looked at."""
    if here.database is not None:
        _check_outside(here.database, "DATABASE_URL")
    if here.leads_database is not None:
        _check_outside(here.leads_database, "LEADS_DATABASE_URL")
    if (here.database is None or here.redis_url is None) and not _held:
        _held.append(_join(here))
        atexit.register(_at_exit, here, os.getpid())


def let_go(here: Environment) -> None:
    """Give the pair up before the end of the process, and wait until it has stopped."""
    while _held:
        os.close(_held.pop())
    base = places.find(here.local_dir).base
    _await_stop(base)
    while _keepers and _is_free(base / KEEPER):
        with suppress(ChildProcessError):
            os.waitpid(_keepers.pop(), 0)


def database(here: Environment) -> dict[str, Any]:
    """Return Django's settings for the embedded database."""
    return _settings(here, servers.DATABASE, servers.ROLE, "POSTGRES_PASSWORD")


def leads_database(here: Environment) -> dict[str, Any]:
    """Return Django's settings for the locked room's embedded database."""
    return _settings(here, servers.LEADS_DATABASE, servers.LEADS_ROLE, "LEADS_POSTGRES_PASSWORD")


def _settings(here: Environment, name: str, role: str, password: str) -> dict[str, Any]:
    return {
        "NAME": name,
        "USER": role,
        "PASSWORD": secrets.kept(here.local_dir, password),
        "HOST": str(places.find(here.local_dir).sockets),
        "PORT": "",
        "OPTIONS": {},
    }


def cache_url(here: Environment) -> str:
    """Return the embedded Redis's address as redis-py spells it."""
    return servers.redis_url(here.local_dir, _redis_socket(here), "unix", "db=1")


def broker_url(here: Environment) -> str:
    """Return the embedded Redis's address as Celery spells it."""
    socket = _redis_socket(here)
    return servers.redis_url(here.local_dir, socket, "redis+socket", "virtual_host=0")


def keep(here: Environment) -> None:
    """Be the keeper: start the pair, say so, and stop it when nobody needs it any longer."""
    pair = pair_of(here)
    base = pair.places.base
    _lock(base / KEEPER, fcntl.LOCK_EX)
    try:
        pair.start()
    except Unstartable as error:
        pair.stop()
        os.write(1, str(error).encode())
        return
    os.write(1, READY.encode())
    _detach()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _tend(pair)
    finally:
        pair.stop()


def _tend(pair: Pair) -> None:
    """Mend the pair until its last user has gone; new ones wait until we have stopped it."""
    pause, due, said = LOOK, 0.0, ""
    while _taken(pair.places.base / USERS) is None:  # then ours, until this process has ended
        if time.monotonic() >= due:
            trouble = pair.mend()
            pause = min(pause * 2, LONGEST_PAUSE) if trouble else LOOK
            due = time.monotonic() + pause
            if trouble != said:
                said = trouble
                _write(pair.places.base / LOG, trouble or "恢复运行。")
        time.sleep(LOOK)


def watch(here: Environment) -> str:
    """Replace a fallen keeper; return why that did not succeed, "" where all is well."""
    base = places.find(here.local_dir).base
    for keeper in [pid for pid in _keepers if os.waitpid(pid, os.WNOHANG) != (0, 0)]:
        _keepers.remove(keeper)
    if not _held or not _is_free(base / KEEPER):
        return ""
    turn = _lock(base / STARTERS, fcntl.LOCK_EX)
    try:
        if _is_free(base / KEEPER):
            _start_keeper(pair_of(here))
    except SystemExit as error:
        return str(error)
    finally:
        os.close(turn)
    return ""


def running(here: Environment) -> dict[str, int]:
    """Return which servers of the pair run, by name, with their process."""
    names = {f"pg{servers.MAJOR}": "PostgreSQL", "redis": "Redis"}
    return {names[folder.name]: pid for pid, folder, _ in pair_of(here).running()}


def is_held() -> bool:
    """Whether this process needs the pair; one that is giving it up wants nothing started."""
    return bool(_held)


def forget(here: Environment) -> None:
    """Delete the embedded pair with all it holds, if nobody uses it."""
    there = places.find(here.local_dir)
    _await_stop(there.base)
    if not _is_free(there.base / KEEPER):
        raise SystemExit("内嵌数据库正在使用，请先停止网站。")
    for folder in (there.sockets, there.base, here.local_dir):
        shutil.rmtree(folder, ignore_errors=True)
    print(f"已删除 {there.base} 和 {here.local_dir}")


def _await_stop(base: Path) -> None:
    """Wait until the keeper has gone, unless somebody else still needs it."""
    end = time.monotonic() + PATIENCE
    others = 0  # twice in a row, because one look may fall between two steps of the keeper
    while time.monotonic() < end and others < 2 and not _is_free(base / KEEPER):
        others = others + 1 if _used_by_others(base / USERS) else 0
        time.sleep(0.03)


def _at_exit(here: Environment, holder: int) -> None:
    """A forked child leaves by the same door, but what it inherited is not its to give up."""
    if os.getpid() == holder and _held:
        let_go(here)


def _join(here: Environment) -> int:
    """Hold the pair, starting it first where it does not run."""
    pair = pair_of(here)
    base = pair.places.base
    holding = _lock(base / USERS, fcntl.LOCK_SH)
    turn = _lock(base / STARTERS, fcntl.LOCK_EX)
    try:
        if _is_free(base / KEEPER):
            _start_keeper(pair)
    finally:
        os.close(turn)
    return holding


def _start_keeper(pair: Pair) -> None:
    if not pair.pg_data.exists():
        print("首次启动：正在建立内嵌数据库…… / Creating the embedded database…", file=sys.stderr)
    said, saying = os.pipe()
    keeper = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "config.embedded.keeper", "keep"],
        {**os.environ, "LOCAL_DIR": str(pair.local_dir), "PYTHONPATH": str(env.BASE_DIR),
         "EMBEDDED_DURABLE": str(int(pair.durable))},
        file_actions=[(os.POSIX_SPAWN_DUP2, saying, 1)],
        setsid=True,
    )  # fmt: skip
    _keepers.append(keeper)
    os.close(saying)
    with os.fdopen(said) as answer:
        heard = answer.read()
    if heard != READY:
        raise SystemExit(heard or "内嵌数据库没有启动。")


def _write(log: Path, sentence: str) -> None:
    with log.open("a") as file:
        file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {sentence}\n")


def _detach() -> None:
    """Let go of the starter's terminal and pipe."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.chdir("/")


def pair_of(here: Environment) -> Pair:
    """Return the pair that belongs to these surroundings, running or not."""
    return Pair(here.local_dir, places.find(here.local_dir), places.account(), here.durable)


def _redis_socket(here: Environment) -> Path:
    return places.find(here.local_dir).redis_socket


def _lock(path: Path, kind: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _taken(path: Path) -> int | None:
    """Return the lock, held alone, or none where somebody else has it."""
    try:
        return _lock(path, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def _is_free(path: Path) -> bool:
    lock = _taken(path)
    if lock is not None:
        os.close(lock)
    return lock is not None


def _used_by_others(path: Path) -> bool:
    """Shared with us but not ours alone: somebody else still holds it."""
    try:
        os.close(_lock(path, fcntl.LOCK_SH | fcntl.LOCK_NB))
    except BlockingIOError:
        return False  # the keeper has it and is stopping the servers
    return not _is_free(path)


def _check_outside(given: Any, variable: str) -> None:
    """A server that is too old, or not there, is told in a sentence and not in a traceback."""
    try:
        with psycopg.connect(
            host=given["HOST"], port=given["PORT"] or None, user=given["USER"] or None,
            password=given["PASSWORD"] or None, dbname=given["NAME"], connect_timeout=10,
            **given["OPTIONS"],
        ) as connection:  # fmt: skip
            version = connection.info.server_version
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise env.BadSetting(
            variable, f"所指的数据库连不上（{reason}）", f"cannot be reached ({reason})"
        ) from None
    if version < OLDEST_POSTGRES:
        found = f"{version // 10000}"
        raise env.BadSetting(
            variable,
            f"所指的 PostgreSQL 版本是 {found}，需要 14 或更高",
            f"points to PostgreSQL {found}; 14 or later is needed",
        )


if __name__ == "__main__":
    {"keep": keep, "forget": forget}[sys.argv[1]](env.read(os.environ))
