"""Seconds of processor that the site takes: its web workers and the database, as the system counts.

They stay the same whatever else the machine does meanwhile, which no answer's time does.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

# Places in /proc/…/stat, counted behind the name: the parent, and the ticks of a process itself
# and of its children that have ended (user and system each).
PARENT, TICKS = 1, slice(11, 15)
TICK = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Processor:
    """Counts the work of these processes and of all that they start."""

    roots: tuple[int, ...]

    def seconds(self) -> float:
        """Return what they took up to now; only differences say something."""
        stats = _stats()
        return TICK * sum(_ticks(pid, stats) for pid in self.roots)


def of_site(web: int) -> Processor:
    """Return what counts the web workers under this process, and the database where it is here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        pid, is_here = cursor.fetchone()
    server = _stats().get(pid) if is_here else None
    return Processor((web, int(server[PARENT])) if server else (web,))


def _ticks(pid: int, stats: dict[int, list[str]]) -> int:
    own = sum(int(one) for one in stats.get(pid, [])[TICKS])
    children = [one for one, fields in stats.items() if fields[PARENT] == str(pid)]
    return own + sum(_ticks(one, stats) for one in children)


def _stats() -> dict[int, list[str]]:
    found = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = place.read_text()
        except OSError:  # it has just ended
            continue
        found[int(place.parent.name)] = text.rpartition(")")[2].split()
    return found
