"""The embedded pair runs as long as anybody needs it, and not a moment longer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import redis

from config import env
from config.embedded import keeper, places, servers
from config.processes import running

OUTSIDE = {"DATABASE_URL", "REDIS_URL"}
HOLD = """
import os, sys
from config import env
from config.embedded import keeper
here = env.read(os.environ)
keeper.hold(here)
print("held", flush=True)
for _ in sys.stdin:
    print(keeper.watch(here), flush=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A LOCAL_DIR of this file's own; its path is far longer than a socket's may be.

    Whoever starts the pair first makes its data: to make it for each test would take far longer
    than what is asked of it.
    """
    values = {"LOCAL_DIR": str(tmp_path_factory.mktemp("embedded") / ("a-long-name-" * 9))}
    here = env.read(values)
    yield here
    keeper.forget(here)


@pytest.fixture
def here(made):
    """That place, in which nothing runs yet and nothing runs on."""
    yield made
    _until(lambda: not _servers(made))


@pytest.fixture
def start(here):
    """Start processes that hold the pair until they are let go."""
    started = []

    def _start() -> subprocess.Popen[str]:
        inherited = {k: v for k, v in os.environ.items() if k not in OUTSIDE}
        surroundings = {**inherited, "LOCAL_DIR": str(here.local_dir), "EMBEDDED_DURABLE": "1"}
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD],
            cwd=env.BASE_DIR,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(holder)
        assert holder.stdout.readline() == "held\n"
        return holder

    yield _start
    for holder in started:
        holder.kill()
        holder.communicate()


def test_two_who_come_first_at_once_find_the_same_servers(here, start):
    keeper.forget(here)  # nothing is there yet, not even the data

    with ThreadPoolExecutor() as pool:
        holders = [pool.submit(start) for _ in range(3)]

    assert all(holder.result().poll() is None for holder in holders)
    assert len(_keepers(here)) == 1


def test_the_last_one_out_stops_the_servers(here, start):
    first, second = start(), start()
    assert len(_servers(here)) == 2

    first.communicate()
    assert _connects(here)
    second.communicate()

    _until(lambda: not _servers(here))


def test_a_killed_holder_leaves_nothing_running(here, start):
    start().send_signal(signal.SIGKILL)

    _until(lambda: not _servers(here))


def test_whoever_comes_after_a_crash_of_all_finds_the_data_again(here, start):
    holder = start()
    with _connect(here) as connection:
        connection.execute("CREATE TABLE crashed (word text)")
        connection.execute("INSERT INTO crashed VALUES ('在')")
    for pid in (*_keepers(here), *_servers(here)):
        os.kill(pid, signal.SIGKILL)
    holder.kill()
    _until(lambda: not _servers(here))

    start()

    with _connect(here) as connection:
        assert connection.execute("SELECT word FROM crashed").fetchone() == ("在",)


def test_a_server_that_falls_is_started_again_with_its_data(here, start):
    start()
    with _connect(here) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('在')")
    for fallen in _servers(here):
        os.kill(fallen, signal.SIGKILL)
        _until(lambda gone=fallen: len(set(_servers(here)) - {gone}) == 2)

    _until(lambda: _answers(here))
    with _connect(here) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("在",)


def test_a_backend_that_does_not_notice_the_fall_is_ended_before_the_next_start(here, start):
    start()
    with _connect(here) as connection:
        busy = connection.info.backend_pid
        os.kill(busy, signal.SIGSTOP)
        os.kill(_postmaster(here), signal.SIGKILL)

        _until(lambda: not Path(f"/proc/{busy}/cwd").exists() and _answers(here))


def test_a_fallen_keeper_is_replaced_and_the_servers_run_on(here, start):
    holder = start()
    before, keepers = _servers(here), _keepers(here)
    for pid in keepers:
        os.kill(pid, signal.SIGKILL)
        _until(lambda dying=pid: not running.started(dying))

    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "\n"

    assert _servers(here) == before
    os.kill(_postmaster(here), signal.SIGKILL)
    _until(lambda: _servers(here) != before and _answers(here))
    holder.communicate()
    _until(lambda: not _servers(here))


def test_where_its_user_may_not_write_shared_memory_postgresql_takes_files(here, monkeypatch):
    barred = here.local_dir.parent / "shm"
    barred.mkdir(mode=0o500)
    pair = keeper.pair_of(here)
    monkeypatch.setattr(servers, "ROOMY_SHM", 0)
    assert pair._pg_options()[-1] == "dynamic_shared_memory_type=posix"

    monkeypatch.setattr(servers, "SHM", barred)

    assert pair._pg_options()[-1] == "dynamic_shared_memory_type=mmap"


def test_a_wrong_password_opens_neither_server(here, start):
    start()
    given = keeper.database(here)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=given["HOST"], user=given["USER"], password="guess", dbname="zhuqi")

    socket = places.find(here.local_dir).redis_socket
    with (
        redis.Redis(unix_socket_path=str(socket)) as stranger,
        pytest.raises(redis.AuthenticationError),
    ):
        stranger.ping()


def test_servers_listen_on_a_private_socket_only_and_never_run_as_root(here, start):
    start()

    folder = places.find(here.local_dir).sockets
    assert folder.stat().st_mode & 0o077 == 0
    assert len(os.fsencode(folder / places.LONGEST_SOCKET)) <= places.SOCKET_PATH_LIMIT
    assert all(Path(f"/proc/{pid}").stat().st_uid != 0 for pid in _servers(here))
    with _connect(here) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW is_superuser").fetchone() == ("off",)


def test_an_outside_database_that_does_not_answer_is_told_in_a_sentence(tmp_path):
    given = {
        "DATABASE_URL": "postgresql://127.0.0.1:1/zhuqi",
        "LEADS_DATABASE_URL": "postgresql://127.0.0.1:1/leads",
    }
    here = env.read(given, base=tmp_path)

    with pytest.raises(env.BadSetting, match="DATABASE_URL"):
        keeper.hold(here)


def _connect(here: env.Environment) -> psycopg.Connection:
    given = keeper.database(here)
    return psycopg.connect(
        host=given["HOST"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    )


def _connects(here: env.Environment) -> bool:
    _connect(here).close()
    return True


def _answers(here: env.Environment) -> bool:
    try:
        return len(_servers(here)) == 2 and _connects(here)
    except psycopg.OperationalError:
        return False


def _postmaster(here: env.Environment) -> int:
    return int((keeper.pair_of(here).pg_data / "postmaster.pid").read_text().split()[0])


def _servers(here: env.Environment) -> list[int]:
    return [pid for pid, _, _ in keeper.pair_of(here).running()]


def _keepers(here: env.Environment) -> set[int]:
    """The keeper is the parent of both servers."""
    lines = [Path(f"/proc/{pid}/status").read_text() for pid in _servers(here)]
    return {int(text.split("PPid:")[1].split()[0]) for text in lines}


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
