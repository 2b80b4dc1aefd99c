"""Keeps the site's processes running: one that ends is started again, after a pause that grows.

A loop of our own and not supervisord or circus: those bring a control socket and files of settings,
and neither ties its children to its own death nor ends what a killed child left behind.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from config import env
from config.processes import running

LOOK = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY = 30.0  # who ran so long has not failed at starting
GRACE = (
    8.0  # seconds to finish what is in hand; then it is killed, and the broker gives it out again
)


@dataclass(slots=True)
class Child:
    """One process of the site."""

    name: str
    command: str
    process: subprocess.Popen[str] | None = None
    began: float = 0.0
    pause: float = FIRST_PAUSE
    due: float = 0.0


class Supervisor:
    """Starts the processes, starts again what ends, and ends all of them with itself."""

    def __init__(
        self,
        commands: Iterable[tuple[str, str]],
        note: Callable[[dict[str, int]], None],
        given: Callable[[str], Mapping[str, str]],
    ) -> None:
        """`given` says which environment the process of a name starts in."""
        self.children = [Child(name, command) for name, command in commands]
        self._note, self._given = note, given
        self._is_stopped = False

    def run(self) -> None:
        """Stay until somebody says stop. The main thread's work: the children are tied to it."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self._stop)
        while not self._is_stopped:
            for child in self.children:
                self._look_after(child)
            time.sleep(LOOK)
        self._end_all()

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self._is_stopped = True

    def _look_after(self, child: Child) -> None:
        if child.process is not None and child.process.poll() is not None:
            self._mourn(child, child.process)
        if child.process is None and time.monotonic() >= child.due:
            self._start(child)

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "config.embedded.tied",
                str(os.getpid()),
                "/bin/sh",
                "-c",
                child.command,
            ],
            cwd=env.BASE_DIR,
            env={**self._given(child.name), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        child.began = time.monotonic()
        threading.Thread(target=_repeat, args=(child.name, child.process), daemon=True).start()
        self._note({c.name: c.process.pid for c in self.children if c.process})
        say(f"{child.name} 已启动（进程 {child.process.pid}） / started")

    def _mourn(self, child: Child, process: subprocess.Popen[str]) -> None:
        """What a fallen one left behind would hold its port and its tasks."""
        running.end_group(process.pid, signal.SIGKILL)
        ran = time.monotonic() - child.began
        child.pause = FIRST_PAUSE if ran > STEADY else child.pause
        say(
            f"{child.name} 停了（{_reason(process.returncode)}），{child.pause:g} 秒后重新启动"
            f" / ended, starts again in {child.pause:g} s"
        )
        child.process, child.due = None, time.monotonic() + child.pause
        child.pause = min(child.pause * 2, LONGEST_PAUSE)

    def _end_all(self) -> None:
        running_ones = [c.process for c in self.children if c.process]
        for process in running_ones:
            process.terminate()
        end = time.monotonic() + GRACE
        for process in running_ones:
            try:
                process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            running.end_group(process.pid, signal.SIGKILL)


def say(sentence: str) -> None:
    """Write a line of the supervisor's own into the log."""
    _print("site", sentence)


def _repeat(name: str, process: subprocess.Popen[str]) -> None:
    """Put what a process says into the one log, with its name before it."""
    for line in process.stdout or ():
        _print(name, line.rstrip())


def _print(name: str, line: str) -> None:
    with suppress(OSError, ValueError):  # a closed terminal must not end the site
        print(f"{time.strftime('%H:%M:%S')} {name:6} | {line}", flush=True)


def _reason(code: int) -> str:
    return f"被信号 {-code} 结束" if code < 0 else f"返回 {code}"
