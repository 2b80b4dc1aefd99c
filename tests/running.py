"""The real site beside the tests: the very commands of `make run`, as processes of their own."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import redis
from celery import Celery
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from cadres.models import Cadre, OutboxRow
from cadres.people.selectors import viewers
from cadres.sign_in.services import sessions
from config import env, serve

PASSWORD = "Zhuqi-2026-zhen"
# As the site keeps it: the tests' own quick hasher is not one that the site accepts.
KEPT_PASSWORD = Argon2PasswordHasher().encode(PASSWORD, "salt-of-the-tests")
PATIENCE = 120.0
GRACE = 10.0


class Site:
    """Web server and worker on a free port of this machine, each in a process group."""

    def __init__(self, folder: Path, surroundings: Mapping[str, str]) -> None:
        self.folder = folder
        self.values = {
            **os.environ,
            **surroundings,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOCAL_DIR": str(folder),
            "PORT": str(free_port()),
            "PYTHONUNBUFFERED": "1",
            "DEMO": "0",
        }
        self.here = env.read(self.values)
        self.address = f"http://{self.here.bind}:{self.here.port}"
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def database(self) -> str:
        return str((self.here.database or {})["NAME"])

    def start(self, name: str) -> None:
        """Start one process of the site: web or worker."""
        _build_pages()
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                ["/bin/sh", "-c", dict(serve.commands(self.here))[name]],
                cwd=env.BASE_DIR,
                env=serve.surroundings(name, values=self.values, here=self.here),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, name: str, sign: signal.Signals = signal.SIGTERM) -> None:
        """End a process with all its children; what does not go is killed."""
        process = self._running.pop(name)
        _signal_group(process, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
        _signal_group(process, signal.SIGKILL)
        process.wait()

    @property
    def running(self) -> set[str]:
        """Which processes were started and not stopped."""
        return {*self._running}

    def stop_all(self, but: Container[str] = ()) -> None:
        """End all but those of these names, at once: nobody needs what they would still tidy up."""
        for name in [name for name in self._running if name not in but]:
            self.stop(name, signal.SIGKILL)

    def until_ready(self) -> None:
        """Wait until the web server can do actions; a test may leave worker and beat out."""
        assert until(lambda: {"database", "writing", "redis"} <= self._works()), self.log()
        assert self.status("/healthz/") == 200

    def _works(self) -> set[str]:
        """The parts that the site itself says work."""
        try:
            with urllib.request.urlopen(self.address + "/healthz/ready/", timeout=10) as answer:  # noqa: S310
                body = answer.read()
        except urllib.error.HTTPError as error:
            body = error.read()
        except OSError:
            return set()
        return {name for name, works in json.loads(body).items() if works is True}

    def status(self, path: str) -> int:
        """What an address answers, 0 where nothing does."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def kick(self, task: str = "cadres.tasks.deliver") -> None:
        """Do what the timetable does: put the task into the real broker."""
        with Celery(broker=env.broker_url(self.here.redis_url or "")) as app:
            app.send_task(task, queue="zhuqi")

    def deliver(self) -> None:
        """Have the worker deliver every notice owed; the seconds to take things back are over."""
        owed = OutboxRow.objects.filter(done_at=None, next_try_at__isnull=False)
        owed.update(next_try_at=timezone.now())
        self.kick()
        assert until(lambda: not OutboxRow.objects.filter(done_at=None).exists()), self.log()

    def log(self) -> str:
        """What the processes said."""
        said = ((path.name, path.read_text()) for path in sorted(self.folder.glob("*.log")))
        return "\n".join(f"── {name}\n{text}" for name, text in said)


def surroundings(
    database: Mapping[str, Any], room: Mapping[str, Any], redis_url: str
) -> dict[str, str]:
    """Return the variables that point the site to these databases and Redis, with our secrets."""
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "BLIND_KEY": settings.BLIND_KEY,
        "LEADS_MARK_KEY": settings.LEADS_MARK_KEY,
        "BULLETIN_KEYS": ",".join(settings.BULLETIN_KEYS),
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "DATABASE_URL": _url(database),
        "LEADS_DATABASE_URL": _url(room),
        "REDIS_URL": redis_url,
    }


def signed_in(cadre: Cadre) -> str:
    """Sign somebody in without the page, and return the session's key as the cookie has it."""
    browser = Client()
    browser.force_login(cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    key = str(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    actor = viewers.build(cadre, at=timezone.now())
    sessions.open_session(cadre, actor=actor, session_key=key, address="127.0.0.1", device="")
    return key


@cache
def _build_pages() -> None:
    """What pages load, as templates and scripts stand now; of several test processes one builds."""
    generated = env.BASE_DIR / "generated"
    generated.mkdir(exist_ok=True)
    with (generated / "pages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run(["make", "pages"], cwd=env.BASE_DIR, check=True)


def _url(database: Mapping[str, Any]) -> str:
    where = urlencode({"host": database["HOST"], "port": database["PORT"] or "5432"})
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return f"postgresql://{who}@/{database['NAME']}?{where}"


def redis_number(url: str, number: int) -> str:
    """Return the address of another, emptied database of the same Redis."""
    parts = urlsplit(url)
    is_socket = parts.scheme == "unix"
    change = {"query": f"db={number}"} if is_socket else {"path": f"/{number}"}
    fresh = parts._replace(**change).geturl()
    with redis.Redis.from_url(fresh) as client:
        client.flushdb()
    return fresh


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Wait until it is so; False where it never comes."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _signal_group(process: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, sign)


def free_port() -> int:
    """A port that nobody else is given for as long as this process lives.

    It stays bound, so that no connection that goes out meanwhile takes its number, and nobody
    listens at it, so that a server may, once and again.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    port = int(held.getsockname()[1])
    held.detach()
    return port
