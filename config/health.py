"""Whether the site lives, and whether it is ready to serve."""

from __future__ import annotations

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from cadres.rules.viewer import Viewer
from cadres.selectors import deliveries, file_checks


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Both databases and Redis answer too; a balancer sends nobody here while they do not.

    How late notices are and how many rows lack their file stands beside it for whoever watches;
    neither makes a site unready.
    """
    parts = {"database": _database(), "redis": _redis()}
    fine = all(parts.values())
    told = {"notices_late_seconds": _lateness(), "files_missing": _files_missing()}
    body = {"status": "ok" if fine else "unready", **parts, **told}
    return JsonResponse(body, status=200 if fine else 503)


def _database() -> bool:
    try:
        for connection in connections.all():
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _lateness() -> int | None:
    """Seconds by which the oldest notice that is due has not got out."""
    try:
        return deliveries.late_seconds(seen_by=Viewer.system(timezone.now()))
    except DatabaseError:
        return None


def _files_missing() -> int | None:
    """What the last nightly search of the store found gone."""
    try:
        return file_checks.missing(seen_by=Viewer.system(timezone.now()))
    except DatabaseError:
        return None


def _redis() -> bool:
    try:
        cache.get(f"{settings.CACHES['default']['KEY_PREFIX']}:health")
    except redis.RedisError:
        return False
    return True
