"""一把手走流程: what is counted of its measures, and who reads it."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, TextChoices
from django.db.models.functions import Coalesce

from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer

READ_BY = "走流程台账由县助企办、牵头单位、督查员和县领导查看。您的工作在“待办”里。"
# A measure without a day of its own is due with its problem.
LIMIT = Coalesce(F("due_on"), F("ticket__due_on"))


class Show(TextChoices):
    """What a number counts, and the list that it opens."""

    PROBLEMS = "problems", "问题"
    MEASURES = "measures", "举措"
    DONE = "done", "完成"
    IN_TIME = "in_time", "按时完成"
    LATE = "late", "超期未完成"


def measures(show: str, today: date) -> Q:
    """Say which measures a number counts; `limit` is annotated by `LIMIT`."""
    done = Q(done_on__isnull=False)
    return {
        Show.DONE: done,
        Show.IN_TIME: done & Q(done_on__lte=F("limit")),
        Show.LATE: ~done & Q(limit__lt=today),
    }.get(Show(show), Q())


def check_reader(viewer: Viewer) -> None:
    if not (viewer.county_ids or viewer.unit_ids):
        raise NotPermitted(READ_BY)
