"""The year whose calendar is missing, in words for whoever keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.deadlines.rules import calendar_warnings
from cadres.deadlines.selectors import calendar, limits
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer

KIND = "calendar_missing"


def missing_year(*, seen_by: Viewer) -> int | None:
    """Return the year that should be loaded by now and is not."""
    book = limits.book(seen_by.today, key=calendar_warnings.AHEAD)
    published = calendar.work_calendar().published
    ahead = book.get(calendar_warnings.AHEAD)
    return calendar_warnings.missing_year(seen_by.today, published, ahead)


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say what to do while the year is missing; once it is loaded there is nothing to say."""
    if not administration.administers(reader):
        return {}
    published = calendar.work_calendar().published
    return {
        (KIND, year): Message(
            f"{year} 年的工作日历还没有载入",
            f"跨入 {year} 年的时限都是暂定的。请在放假通知发布后载入，再按新日历重算时限。",
            reverse("cadres:calendar-load"),
        )
        for year in owed[KIND]
        if year not in published
    }
