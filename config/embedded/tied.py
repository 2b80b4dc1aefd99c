"""Becomes the command given, and ends by itself when the process that asked for it has ended.

The kernel sends the signal (PR_SET_PDEATHSIG), so that no way of dying of the one who asked is
missed, and `exec` keeps it. A process of its own says so before it becomes the command: done
between fork and exec of a parent with threads, it could hang there.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(asked_by: int, command: list[str]) -> None:
    """Tie this process to the one that asked, and become the command."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != asked_by:  # it has ended before we were tied to it
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606  that is the whole point


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
