"""What falls is started again, nothing outlives the supervisor, and a folder has one site."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config import env
from config.processes import running
from tests.running import until

# The supervisor itself, over a process with a child of its own as gunicorn and Celery have.
SUPERVISOR = """
import os
from functools import partial
from config import env
from config.processes import running
from config.processes.supervisor import Supervisor
here = env.read(os.environ)
running.claim(here)
running.GOES_BY_ITSELF = running.GOES_WHEN_ASKED = 0.3
running.end_leftovers(here)
Supervisor([("one", {command!r})], partial(running.note, here), lambda name: os.environ).run()
"""
# Its child is deaf to everything but SIGKILL, as a process in the middle of long work may be.
FAMILY = (
    'exec sh -c \'trap "" TERM; sleep 300 & echo $! > "$LOCAL_DIR/child"; '
    'trap "exit 0" TERM; while :; do sleep 0.05; done\''
)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch) -> None:
    for name in ("GOES_BY_ITSELF", "GOES_WHEN_ASKED"):
        monkeypatch.setattr(running, name, 0.3)


@pytest.fixture
def here(tmp_path) -> env.Environment:
    return env.read({"LOCAL_DIR": str(tmp_path)})


@pytest.fixture
def start(here):
    """Start a supervisor over a command; what it leaves is ended at the end."""
    begun = []

    def _start(command: str = FAMILY) -> subprocess.Popen[str]:
        supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR.format(command=command)],
            cwd=env.BASE_DIR,
            env={**os.environ, "LOCAL_DIR": str(here.local_dir)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        begun.append(supervisor)
        return supervisor

    yield _start
    for supervisor in begun:
        supervisor.kill()
        supervisor.wait()
        supervisor.stdout.close()
    running.end_leftovers(here)


def recorded(here: env.Environment) -> int:
    """The number of the child on record, 0 before there is one."""
    try:
        found = json.loads((here.local_dir / running.RECORD).read_text())
    except OSError:
        return 0
    return int(found["children"][0]["pid"])


def grandchild(here: env.Environment) -> int:
    try:
        return int((here.local_dir / "child").read_text())
    except (OSError, ValueError):
        return 0


def lives(pid: int) -> bool:
    return running.started(pid) != ""


def family(here: env.Environment) -> tuple[int, int]:
    """Wait until both generations stand, and return them."""
    assert until(lambda: lives(recorded(here)) and lives(grandchild(here)))
    return recorded(here), grandchild(here)


def test_a_killed_process_is_started_again_and_its_children_end_with_it(here, start):
    supervisor = start()
    child, its_child = family(here)

    os.kill(child, signal.SIGKILL)

    assert until(lambda: recorded(here) not in {0, child} and lives(recorded(here)))
    assert until(lambda: not lives(its_child))
    supervisor.terminate()
    said = supervisor.communicate()[0]
    assert "one 停了（被信号 9 结束），0.5 秒后重新启动" in said


def test_one_that_fails_at_starting_is_tried_again_after_longer_and_longer(start):
    pauses = []
    for line in start("exit 3").stdout:
        pauses += [line.split("，")[1].split()[0]] if "返回 3" in line else []
        if len(pauses) == 3:
            break

    assert pauses == ["0.5", "1", "2"]


def test_whatever_kills_the_supervisor_its_processes_end_with_it(here, start):
    supervisor = start("exec sleep 300")
    assert until(lambda: lives(recorded(here)))
    child = recorded(here)

    supervisor.kill()

    assert until(lambda: not lives(child), patience=10)


def test_the_next_start_names_and_ends_what_a_killed_one_left_behind(here, start):
    start().kill()
    second = start()
    child, its_child = family(here)
    for pid in (second.pid, child):
        os.kill(pid, signal.SIGKILL)
    second.wait()
    assert lives(its_child)

    third = start()

    assert f"先结束它留下的：one（进程 {child}）" in third.stdout.readline()
    assert until(lambda: not lives(its_child))


def test_a_number_given_away_meanwhile_is_left_alone(here):
    with subprocess.Popen(["sleep", "300"], start_new_session=True) as stranger:
        running.note(here, {"web": stranger.pid})
        record = here.local_dir / running.RECORD
        text = record.read_text()
        begun = running.started(stranger.pid)
        boot, ticks = begun.split()
        record.write_text(text.replace(begun, f"{boot} {int(ticks) - 1}"))

        running.end_leftovers(here)

        assert lives(stranger.pid)
        stranger.kill()


def test_a_folder_has_one_running_site_and_the_second_says_who_it_is(here, start):
    first = start()
    family(here)

    second = start()
    said = second.communicate()[0]

    assert second.returncode == 1
    assert f"网站已在运行：进程 {first.pid} http://127.0.0.1:{here.port}/" in said
    assert first.poll() is None


def test_a_site_on_its_way_up_or_down_is_no_process_to_end(here):
    held = running.claim(here)

    with pytest.raises(SystemExit, match="正在启动或停止"):
        running.claim(here)

    os.close(held)


def test_the_lock_ends_with_the_process_and_not_with_its_record(here, start):
    first = start("exec sleep 300")
    assert until(lambda: lives(recorded(here)))
    first.kill()
    first.wait()

    os.close(running.claim(here))

    assert Path(here.local_dir, running.RECORD).exists()
