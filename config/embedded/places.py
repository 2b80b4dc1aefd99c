"""Where the embedded pair lives, and as whom it runs; decided once and remembered under LOCAL_DIR.

PostgreSQL refuses to run as root, so root hands it to an unprivileged user. That user has to reach
its data and programs, and no folder above them is ever opened for it: where the way is barred
(a clone below /root, a private home), data and programs go to a folder of their own under /var/lib.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.secrets import locked, write_private

FILE = "places.json"
UNPRIVILEGED = ("postgres", "nobody")
ELSEWHERE = ("/var/lib", "/var/tmp")
SOCKET_PATH_LIMIT = (
    100  # sun_path holds 108 bytes, with the name of a lock file behind the socket's
)
LONGEST_SOCKET = ".s.PGSQL.5432.lock"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one embedded pair."""

    base: Path
    sockets: Path

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis.sock"


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the servers run as: ourselves, or where we are root, somebody harmless."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        return self.uid != os.geteuid()

    def run(self, *command: str | Path, cwd: Path | str = "/") -> subprocess.CompletedProcess[str]:
        """Run a program as this account to its end, and keep what it says."""
        return subprocess.run(
            [str(part) for part in command],
            check=False,
            stdout=subprocess.PIPE,
            text=True,
            **self._surroundings(cwd, subprocess.STDOUT),
        )

    def spawn(self, *command: str | Path, cwd: Path, log: Path) -> subprocess.Popen[bytes]:
        """Start a server as this account; what it says goes into the log."""
        with log.open("ab") as file:
            return subprocess.Popen(
                [str(part) for part in command], **self._surroundings(cwd, file), stdout=file
            )

    def _surroundings(self, cwd: Path | str, stderr: Any) -> dict[str, Any]:
        change = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}
        return {
            "cwd": cwd,
            "env": {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            "stdin": subprocess.DEVNULL,
            "stderr": stderr,
            "umask": 0o077,
            **change,
        }

    def owned_folder(self, path: Path) -> Path:
        """Make the folder, for this account alone."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.is_other:
            os.chown(path, self.uid, self.gid)
        return path

    def owns_alone(self, path: Path) -> bool:
        """A folder that vanished, or that another put there in its place, is not ours."""
        try:
            found = path.lstat()
        except OSError:
            return False
        private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) & 0o077 == 0
        return private and found.st_uid == self.uid


def account() -> Account:
    """Return whom the servers run as."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return Account(known[name].pw_uid, known[name].pw_gid)
    raise SystemExit("PostgreSQL 不能以 root 运行，本机又没有 nobody 用户；请改用普通用户启动。")


def find(local_dir: Path) -> Places:
    """Return the folders remembered, or decide on them, one process at a time."""
    with locked(local_dir):
        return _find(local_dir, account())


def _find(local_dir: Path, runner: Account) -> Places:
    file = local_dir / FILE
    known = json.loads(file.read_text()) if file.exists() else {}
    base, sockets = Path(known.get("base", "/")), Path(known.get("sockets", "/"))
    if known.get("of") != str(local_dir) or not runner.owns_alone(base):
        base = _base(local_dir, runner)
    if (sockets.parent != base and not _lent(sockets)) or not runner.owns_alone(sockets):
        sockets = _sockets(base, runner)
    found = {"of": str(local_dir), "base": str(base), "sockets": str(sockets)}
    if found != known:
        write_private(file, json.dumps(found, indent=2))
    return Places(base, sockets)


def programs(folder: Path, *, inside: Path, needs: tuple[Path, ...], runner: Account) -> Path:
    """Return a folder of programs that the account may run: the wheel's own, or a copy of it."""
    if not runner.is_other or _reaches(runner, folder):
        return folder
    runner.owned_folder(inside)
    for source in (*needs, folder):
        _copy(source, inside / source.name, runner)
    return inside / folder.name


def _copy(source: Path, target: Path, runner: Account) -> None:
    """Copy beside and rename, so that a copy broken off half-way is never taken for whole."""
    if target.exists():
        return
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(source, fresh, ignore=shutil.ignore_patterns("include", "*.a", "*.py", "*.pyc"))
    for path in (fresh, *fresh.rglob("*")):
        os.chown(path, runner.uid, runner.gid, follow_symlinks=False)
    fresh.rename(target)


def _base(local_dir: Path, runner: Account) -> Path:
    if not runner.is_other or _reaches(runner, local_dir):
        return runner.owned_folder(local_dir / "embedded")
    for parent in ELSEWHERE:
        if _reaches(runner, Path(parent)) and os.access(parent, os.W_OK):
            return runner.owned_folder(Path(tempfile.mkdtemp(prefix="zhuqi-", dir=parent)))
    raise SystemExit(f"找不到可存放内嵌数据库的文件夹；请用 LOCAL_DIR 指定，不用 {local_dir}。")


def _sockets(base: Path, runner: Account) -> Path:
    near = base / "run"
    if len(os.fsencode(near / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT:
        return runner.owned_folder(near)
    return runner.owned_folder(Path(tempfile.mkdtemp(prefix="zhuqi-")))


def _lent(sockets: Path) -> bool:
    return sockets.name.startswith("zhuqi-")


def _reaches(runner: Account, folder: Path) -> bool:
    return runner.run("/bin/sh", "-c", 'cd -- "$0"', folder).returncode == 0
