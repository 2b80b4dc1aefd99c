"""Booked visits (预约走访): a plan is a help for whoever else wants to come, and never a score."""

from __future__ import annotations

from django.db.models import Q, TextChoices

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import DAYS
from cadres.deadlines.rules.limits import LimitKey, LimitUnit
from cadres.errors import WrongState

BOOK_AHEAD = LimitKey("booking_ahead", "预约走访最多提前", *DAYS)
USUAL = presets.rows(presets.OURS, (BOOK_AHEAD, "", 60, LimitUnit.CALENDAR_DAY))
LONGEST_MATTER = 200
LONGEST_REASON = 200
REASON_MISSING = "请写明取消的原因，企业和同去的人能看到。"
# An enterprise is not made to read a timetable.
MOST_SLOTS = 5


class BookingState(TextChoices):
    OFFERED = "offered", "待企业选时间"
    BOOKED = "booked", "已约定"
    DONE = "done", "已走访"
    CANCELLED = "cancelled", "已取消"
    DECLINED = "declined", "企业谢绝"


# Plans that still stand.
OPEN = (BookingState.OFFERED, BookingState.BOOKED)
MOVED_ON = {
    BookingState.DONE: "这次预约已经走访过了。",
    BookingState.CANCELLED: "这次预约已经取消。",
    BookingState.DECLINED: "企业已经谢绝这次走访，请改为电话联系，或另约时间。",
}


def check_open(state: str) -> None:
    """Raises WrongState, which says what became of the plan."""
    if state not in OPEN:
        raise WrongState(MOVED_ON[BookingState(state)])


def is_open() -> Q:
    return Q(state__in=OPEN)
