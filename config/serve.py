"""Runs the whole site on one machine: database, web server, worker and timetable, with one log."""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections

from config import env
from config.databases import former_chain, routing
from config.embedded import keeper
from config.env import Environment
from config.processes import running
from config.processes.supervisor import Supervisor, say

PATIENCE = 60.0
WATCH, LONGEST_PAUSE = 1.0, 30.0
FIRST_ACCOUNT = """  还没有账号，先登记三名管理员 / No account yet: enter the three administrators
  （system_admin、security_admin、audit_admin）：

    manage.py add_administrator --role system_admin --name 姓名 --unit 单位 --county 某某县

  然后做什么，见 docs/operations.md“第一天” / What comes next: docs/operations.md
"""


def main() -> int:
    """Prepare, start everything, and stay until it is stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    here: Environment = settings.ENVIRONMENT
    running.claim(here)
    running.end_leftovers(here)
    _check_port(here)
    env.candidate_key(os.environ, here)  # missing, it stops the start and not a night's work
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # a closed terminal; nohup ignores it
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        _prepare(here)
        code = _run(here)
    except KeyboardInterrupt:
        code = 1
    running.clear(here)
    keeper.let_go(here)
    print("已全部停止。 / Everything has stopped.", flush=True)
    return code


def _prepare(here: Environment) -> None:
    # The servers start in processes of their own: as long as that takes, programs are read.
    with ThreadPoolExecutor(1) as beside:
        read = beside.submit(django.setup)
        with _step("启动数据库和 Redis", "database and Redis"):
            keeper.hold(here)
        read.result()
    _collect_seldom()
    former_chain.refuse(here)
    with _step("更新数据库结构", "migrations"):
        for database in settings.DATABASES:
            chains = routing.chains_of(database)
            call_command("migrate", *chains, database=database, verbosity=0, interactive=False)
    if here.demo and not get_user_model().objects.exists():
        with _step("建立演示县", "demo county"):
            said = io.StringIO()
            call_command("make_demo", stdout=said)
            call_command("make_demo_room", stdout=io.StringIO())  # told at the end
            print(f"  {said.getvalue().splitlines()[0]}")  # its sign-ins are told at the end
            _learn()
    connections.close_all()  # what is forked from here must not share them


def _learn() -> None:
    """Leave to the worker what it does each night: nobody waits for it."""
    from config.celery import app  # noqa: PLC0415  reading it holds the servers

    app.send_task("cases.tasks.learn_proposals")


def _collect_seldom() -> None:
    """Tables and the demo are made of much that is gone at once and few circles of references: to
    look for circles as often as Python does by itself costs a fifth of the first start."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _run(here: Environment) -> int:
    for work in (_announce, _watch):
        threading.Thread(target=work, args=(here,), daemon=True).start()
    given = partial(surroundings, values=os.environ, here=here)
    Supervisor(commands(here), partial(running.note, here), given).run()
    return 0


def _watch(here: Environment) -> None:
    """See that the embedded pair has its keeper, and tell what becomes of its servers."""
    known, pause = keeper.running(here), WATCH
    time.sleep(pause)
    while keeper.is_held():
        trouble = keeper.watch(here)
        pause = min(pause * 2, LONGEST_PAUSE) if trouble else WATCH
        if trouble:
            say(trouble)
        found = keeper.running(here)
        for name in found.keys() | known.keys():
            if found.get(name) != known.get(name):
                _tell(name, found.get(name))
        known = found
        time.sleep(pause)


def _tell(server: str, pid: int | None) -> None:
    if pid is None:
        say(f"内嵌 {server} 停了，正在重新启动 / ended, is being started again")
    else:
        say(f"内嵌 {server} 已重新启动（进程 {pid}） / started again")


def surroundings(name: str, *, values: Mapping[str, str], here: Environment) -> dict[str, str]:
    """What a process of that name is given: the key of hints goes to the worker alone."""
    given = dict(values)
    given.pop("LEADS_CANDIDATE_KEY", None)
    if name == "worker":
        given["LEADS_CANDIDATE_KEY"] = env.candidate_key(values, here)
    return given


def commands(here: Environment) -> Iterator[tuple[str, str]]:
    """Each process of the site and the words that start it."""
    python = sys.executable
    yield (
        "web",
        f"exec {python} -m gunicorn config.wsgi --preload --bind {here.bind}:{here.port}"
        f" --worker-class config.front.worker.FrontWorker --workers {here.web_workers}"
        f" --worker-tmp-dir {_memory()} --log-level warning --timeout 120"
        f" --max-requests 20000 --max-requests-jitter 10000",
    )
    # People at their pages come first where all want the processor.
    celery = f"exec nice -n 5 {python} -W ignore -m celery --quiet -A config.celery"
    # One child for a long import, one for a long export, one for everything that is due at once.
    yield "worker", f"{celery} worker --concurrency 3 --loglevel warning --without-gossip"
    yield "beat", f"{celery} beat --loglevel warning --pidfile="


def _memory() -> str:
    """A heartbeat on a slow disk would make gunicorn kill a healthy worker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"


def _announce(here: Environment) -> None:
    """Say where the site is once it really answers."""
    address = f"http://{_host(here)}:{here.port}/"
    if not _answers(f"{address}healthz/ready/"):
        return
    print(f"\n  网站已启动 / The site is up:  {address}\n", flush=True)
    if here.demo:
        call_command("make_demo", show=True)
        call_command("make_demo_room", show=True)
    elif not get_user_model().objects.exists():
        print(FIRST_ACCOUNT, flush=True)
    connections.close_all()
    print("  按 Ctrl-C 停止 / Ctrl-C stops everything\n", flush=True)


def _answers(address: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
                return bool(json.load(answer)["status"] == "ok")
        except OSError:
            time.sleep(0.2)
    return False


def _host(here: Environment) -> str:
    return "127.0.0.1" if here.bind in {"0.0.0.0", "::"} else here.bind  # noqa: S104  compared only


def _check_port(here: Environment) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((here.bind, here.port))
        except OSError:
            raise env.BadSetting(
                "PORT",
                f"所选的端口 {here.port} 已被占用，请换一个，例如 PORT={here.port + 1} make run",
                f"{here.port} is in use; choose another, as in PORT={here.port + 1} make run",
            ) from None


@contextmanager
def _step(chinese: str, english: str) -> Iterator[None]:
    print(f"▸ {chinese} / {english} …", flush=True)
    begun = time.monotonic()
    yield
    print(f"  完成，{time.monotonic() - begun:.1f} 秒", flush=True)


if __name__ == "__main__":
    sys.exit(main())
