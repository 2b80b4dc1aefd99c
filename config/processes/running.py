"""One running site per LOCAL_DIR: who runs it where, and what an earlier one left behind.

The lock is the kernel's and goes with the process that holds it. The record beside it names each
process by its number *and* its start, so that a number given away meanwhile is never ended.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from config.env import Environment
from config.secrets import write_private

LOCK, RECORD = "site.lock", "running.json"
# Children of a killed supervisor end by themselves (config/embedded/tied.py); what
# takes longer is ended.
GOES_BY_ITSELF, GOES_WHEN_ASKED = 3.0, 5.0
STARTED, PARENT, GROUP = 19, 1, 2  # places in /proc/…/stat, counted behind the name


@dataclass(frozen=True, slots=True)
class Known:
    """A process as it was when it was started."""

    name: str
    pid: int
    started: str


def claim(here: Environment) -> int:
    """Be the one site of this folder until the process ends, or say who is."""
    here.local_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    lock = os.open(here.local_dir / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise SystemExit(_already(here)) from None
    return lock


def note(here: Environment, children: dict[str, int]) -> None:
    """Remember this site's processes for whoever comes after a crash."""
    record = {
        "address": f"http://{here.bind}:{here.port}/",
        "supervisor": asdict(Known("supervisor", os.getpid(), started(os.getpid()))),
        "children": [asdict(Known(name, pid, started(pid))) for name, pid in children.items()],
    }
    write_private(here.local_dir / RECORD, json.dumps(record, indent=2))


def clear(here: Environment) -> None:
    """Everything has stopped: nothing is left to be ended."""
    (here.local_dir / RECORD).unlink(missing_ok=True)


def end_leftovers(here: Environment) -> None:
    """End what an earlier site of this folder left running, and say what that is."""
    _wait_for(here, GOES_BY_ITSELF)
    left = list(_leftovers(here))
    if left:
        said = "、".join(f"{child.name}（进程 {child.pid}）" for child in left)
        print(f"上次的网站没有正常停止，先结束它留下的：{said}", flush=True)
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for child in _leftovers(here):
            end_group(child.pid, sign)
        _wait_for(here, GOES_WHEN_ASKED)
    clear(here)


def end_group(leader: int, sign: signal.Signals) -> None:
    """Signal a process and all that it has started; each child leads a group of its own."""
    for pid in _members(leader):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            continue


def started(pid: int) -> str:
    """Return when a process was started: the machine's boot, and ticks since; "" where none is."""
    fields = _stat(pid)
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {fields[STARTED]}" if fields else ""


def recorded(here: Environment) -> dict[str, int]:
    """Return the supervisor and its children as they are on record: name and process."""
    record: dict[str, Any] = _record(here)
    known = [record["supervisor"], *record["children"]] if record else []
    return {str(one["name"]): int(one["pid"]) for one in known}


def children_of(parent: int) -> list[int]:
    """Return the processes that this one has started, the oldest first."""
    return _whose(PARENT, parent)


def _already(here: Environment) -> str:
    """Say what runs there and how it is ended; on its way up or down it has no record."""
    record, other = _record(here), "要另开一个，请换 LOCAL_DIR 和 PORT。"
    if not record:
        on_its_way = f"这个目录（{here.local_dir}）的网站正在启动或停止。"
        return f"{on_its_way}\n不启动第二个，请过一会儿再试；{other}"
    pid = record["supervisor"]["pid"]
    return (
        f"这个目录（{here.local_dir}）的网站已在运行：进程 {pid} {record.get('address', '')}\n"
        f"不再启动第二个。要停止它：kill {pid}；{other}"
    )


def _record(here: Environment) -> dict[str, dict[str, str]]:
    try:
        found: dict[str, dict[str, str]] = json.loads((here.local_dir / RECORD).read_text())
    except (OSError, ValueError):
        return {}
    return found


def _leftovers(here: Environment) -> Iterator[Known]:
    """Recorded children of whose group something still runs."""
    for kept in _record(here).get("children", ()):
        child = Known(**kept)  # type: ignore[arg-type]
        if child.started and _is_theirs(child):
            yield child


def _is_theirs(child: Known) -> bool:
    """The leader itself, or, where it has ended, what is left of the group that keeps its number.

    The kernel gives no number away that a group still bears; a later group would be led by one
    that started later.
    """
    now = started(child.pid)
    return now == child.started if now else any(_since(child, pid) for pid in _members(child.pid))


def _since(child: Known, pid: int) -> bool:
    (boot, begun), now = child.started.split(), started(pid).split()
    return len(now) == 2 and now[0] == boot and int(now[1]) >= int(begun)


def _members(group: int) -> list[int]:
    return _whose(GROUP, group)


def _whose(place: int, number: int) -> list[int]:
    numbers = sorted(int(path.name) for path in Path("/proc").glob("[0-9]*"))
    known = ((pid, _stat(pid)) for pid in numbers)
    return [pid for pid, fields in known if fields and fields[place] == str(number)]


def _stat(pid: int) -> list[str]:
    """Return the fields behind the name, none where the process has ended, if only just."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    fields = text.rpartition(")")[2].split()
    return [] if fields[0] in {"Z", "X"} else fields


def _wait_for(here: Environment, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and any(True for _ in _leftovers(here)):
        time.sleep(0.05)
