"""How far the long work is that somebody asked for."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import NotPermitted
from cadres.models import BackgroundRun
from cadres.viewers.rules.viewer import Viewer


def newest(kind: str, *, seen_by: Viewer) -> BackgroundRun | None:
    """Return the viewer's own last run of a kind."""
    return rows(seen_by=seen_by).filter(kind=kind).first()


def rows(*, seen_by: Viewer) -> QuerySet[BackgroundRun]:
    """Return the viewer's own runs, the newest first."""
    return BackgroundRun.objects.filter(asked_by=seen_by.cadre_id).order_by("-pk")


def unfinished(*, seen_by: Viewer) -> list[int]:
    """Return what waits or was cut off, the oldest first; only the worker asks."""
    if not seen_by.is_system:
        raise NotPermitted("后台处理由系统进行。")
    waiting = BackgroundRun.objects.filter(finished_at__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True))
