"""The whole site in a folder of its own, and somebody who starts it again as systemd would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from config import env
from config.embedded import keeper, servers
from config.processes import running

RESTART = 2.0  # seconds, as the unit says (docs/production/zhuqi.service)
LOOK = 0.2
Pids = Callable[[], list[int]]


class Site:
    """One running site, of which any process may be killed."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = {**values, "BIND": "127.0.0.1"}
        self.here = env.read(self.values)
        self.address = f"http://127.0.0.1:{self.here.port}"
        self.log = self.here.local_dir / "site.log"
        self._stops = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._keeper.start()

    def stop(self) -> None:
        """End it as an administrator does, and wait until everything has stopped."""
        self._stops.set()
        self._keeper.join()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait()

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz/ready/", timeout=10) as answer:  # noqa: S310  our own address
                return bool(json.load(answer)["status"] == "ok")
        except (OSError, ValueError, urllib.error.HTTPError):
            return False

    def until(self, condition: Callable[[], bool], patience: float) -> bool:
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(LOOK)
        return True

    def victims(self) -> dict[str, Pids]:
        """What may be killed, and which processes it is at this moment."""
        ours = {
            "网页工作进程 web worker": lambda: self._children("web"),
            "网页主进程 gunicorn": lambda: self._recorded("web"),
            "后台主进程 celery": lambda: self._recorded("worker"),
            "后台子进程 celery child": lambda: self._children("worker"),
            "定时任务 beat": lambda: self._recorded("beat"),
        }
        servers_too = {
            "Redis": lambda: self._server("redis"),
            "数据库连接 backend": self._backends,
            "PostgreSQL": lambda: self._server(f"pg{servers.MAJOR}"),
            "守护进程 keeper": self._keepers,
        }
        end = {"看护进程 supervisor": lambda: self._recorded("supervisor")}
        return ours | ({} if self.here.database else servers_too) | end

    def _keep(self) -> None:
        while not self._stops.is_set():
            if self._process is None or self._process.poll() is not None:
                if self._process is not None:
                    time.sleep(RESTART)
                self._process = self._started()
            time.sleep(LOOK)

    def _started(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "config.serve"],
                cwd=env.BASE_DIR,
                env=self.values,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _recorded(self, name: str) -> list[int]:
        pid = running.recorded(self.here).get(name, 0)
        return [pid] if running.started(pid) else []

    def _children(self, name: str) -> list[int]:
        return [child for pid in self._recorded(name) for child in running.children_of(pid)]

    def _server(self, folder: str) -> list[int]:
        pair = keeper.pair_of(self.here).running()
        return [pid for pid, where, _ in pair if where.name == folder]

    def _backends(self) -> list[int]:
        """Those that answer the site; PostgreSQL starts all of them anew when one is killed."""
        known = [c for pid in self._server(f"pg{servers.MAJOR}") for c in running.children_of(pid)]
        ours = f"postgres: {servers.ROLE} {servers.DATABASE} ".encode()
        return [pid for pid in known if _words(pid).startswith(ours)]

    def _keepers(self) -> list[int]:
        """Whoever holds the keeper's lock, found by the words that it was started with."""
        mine = f"LOCAL_DIR={self.here.local_dir}".encode()
        known = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
        asked = [pid for pid in known if b"config.embedded.keeper\0keep" in _raw(pid, "cmdline")]
        return [pid for pid in asked if mine in _raw(pid, "environ").split(b"\0")]


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _words(pid: int) -> bytes:
    return _raw(pid, "cmdline").replace(b"\0", b" ")


def _raw(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
