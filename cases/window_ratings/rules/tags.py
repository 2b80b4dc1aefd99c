"""What somebody ticks besides a level: what went wrong at a window, in the words of the counter."""

from __future__ import annotations

from django.db.models import TextChoices


class Tag(TextChoices):
    """Of the service, never of a person."""

    NOT_TOLD = "not_told", "没有一次说清"
    TRIPS = "trips", "跑了几趟"
    LATE = "late", "超过承诺的时间"
    PAPERS = "papers", "多要材料"
    ATTITUDE = "attitude", "态度生硬"
    ABSENT = "absent", "窗口没有人"
    PASSED_ON = "passed_on", "推给别的窗口"
    FEES = "fees", "收费说不清"
