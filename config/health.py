"""Whether the site lives, and whether it is able to do its work.

Alive is the process alone: whoever restarts web servers asks that. Ready is every part: a dead
database answers nobody's actions, and neither does one that cannot be written. A part is added by a
line in PARTS (without it the site is not ready) or NOTES (for whoever watches).
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import Error, connections, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from cadres.files.selectors import file_checks
from cadres.jobs.selectors import job_runs
from cadres.notifications.selectors import deliveries
from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import font_files
from config.processes import presence

log = logging.getLogger(__name__)
# Anybody may ask, so that asking often must not be a load: one look serves all for so long, less
# where something is missing and somebody waits for it.
LASTS, MISSING_LASTS = 2.0, 0.5
# The database's log and a morning's uploads need room; below it somebody has to act.
LEAST_BYTES, LEAST_FILES = 512 * 1024 * 1024, 1000


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Say of each part whether it works; 503 where one does not, so that nobody is sent here."""
    body = _lately.look()
    answer = JsonResponse(body, status=200 if body["status"] == "ok" else 503)
    # Django would log each 503; the change is logged once, below.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


# Asked all the time, by probes that are nobody (cadres/sign_in/web/middleware.py).
for _view in (live, ready):
    _view.looks_at_nobody = True  # type: ignore[attr-defined]


def _reads() -> bool:
    try:
        for connection in connections.all():
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _writes() -> bool:
    """Lock a row: a write with its log entry, refused where only reading is allowed, no change."""
    try:
        for alias in connections:
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute("SELECT id FROM django_migrations ORDER BY id LIMIT 1 FOR UPDATE")
    except Error:
        return False
    return True


def _redis() -> bool:
    try:
        cache.get("health")
    except redis.RedisError:
        return False
    return True


def _has_room() -> bool:
    """Room for the data and files kept on this machine."""
    try:
        found = os.statvfs(settings.LOCAL_DIR)
    except OSError:
        return False
    has_bytes = found.f_bavail * found.f_frsize >= LEAST_BYTES
    has_files = found.f_files == 0 or found.f_favail >= LEAST_FILES  # 0: it does not count them
    return has_bytes and has_files and not found.f_flag & os.ST_RDONLY


def _lateness() -> int | None:
    """Seconds by which the oldest notice that is due has not got out."""
    try:
        return deliveries.late_seconds(seen_by=Viewer.system(timezone.now()))
    except Error:
        return None


def _files_missing() -> int | None:
    """What the last nightly search of the store found gone."""
    try:
        return file_checks.missing(seen_by=Viewer.system(timezone.now()))
    except Error:
        return None


def _jobs() -> dict[str, Any] | None:
    """When each background job ran last, and whether anything in it failed."""
    try:
        return job_runs.health(seen_by=Viewer.system(timezone.now()))
    except Error:
        return None


def _faces_missing() -> list[str]:
    """The faces of official letters that this machine lacks: 仿宋, 小标宋."""
    return list(font_files.standing().missing)


PARTS: dict[str, Callable[[], bool]] = {
    "database": _reads,
    "writing": _writes,
    "redis": _redis,
    "disk": _has_room,
    **{part: partial(presence.is_here, part) for part in presence.PARTS},
}
NOTES: dict[str, Callable[[], Any]] = {
    "notices_late_seconds": _lateness,
    "files_missing": _files_missing,
    "jobs": _jobs,
    "letter_fonts_missing": _faces_missing,
}


class _Lately:
    """The last look, given to everybody who asks within a moment."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._until, self._body = float("-inf"), dict[str, Any]()

    def look(self) -> dict[str, Any]:
        with self._turn:
            if time.monotonic() > self._until:
                body = _look()
                if _failing(body) != _failing(self._body):
                    log.warning("未就绪的部分：%s", "、".join(_failing(body)) or "没有了，恢复就绪")
                lasts = MISSING_LASTS if _failing(body) else LASTS
                self._body, self._until = body, time.monotonic() + lasts
            return self._body


def _look() -> dict[str, Any]:
    parts = {name: works() for name, works in PARTS.items()}
    notes = {name: tell() for name, tell in NOTES.items()}
    return {"status": "ok" if all(parts.values()) else "unready", **parts, **notes}


def _failing(body: dict[str, Any]) -> list[str]:
    return [name for name in PARTS if body.get(name) is False]


_lately = _Lately()
