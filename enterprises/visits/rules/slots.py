"""When somebody comes: a day, half a day, or from hour to hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import TextChoices

from cadres.errors import refuse
from cadres.pages.rules import wording

# A slot later on one day stands below an earlier one.
EARLIEST = time(0)
NOON = time(12)


class DayPart(TextChoices):
    DAY = "day", "全天"
    MORNING = "morning", "上午"
    AFTERNOON = "afternoon", "下午"
    HOURS = "hours", "时段"


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and a part of it; hours stand only where the part is `HOURS`."""

    on: date
    part: str = DayPart.DAY
    from_time: time | None = None
    to_time: time | None = None

    @property
    def order(self) -> tuple[date, time]:
        """The earliest first."""
        begins = NOON if self.part == DayPart.AFTERNOON else self.from_time
        return self.on, begins or EARLIEST

    def words(self, today: date) -> str:
        """Return `11月20日 周五 上午`, `11月20日 周五 9:00–10:30`, or the day alone."""
        return f"{wording.day(self.on, today)} {part_words(self)}".rstrip()


def part_words(slot: Slot) -> str:
    """Return the part of the day alone; nothing for the whole day."""
    if slot.part == DayPart.HOURS and slot.from_time and slot.to_time:
        return f"{_clock(slot.from_time)}–{_clock(slot.to_time)}"
    return "" if slot.part == DayPart.DAY else str(DayPart(slot.part).label)


def check(slot: Slot, today: date, last: date | None, field: str = "on") -> None:
    """A plan is for today or later, at most until `last`, and hours run forward. Raises Invalid."""
    if slot.on < today:
        refuse(field, "预约的日期已经过去，请选择今天或以后；已经去过的，请登记走访。")
    if last is not None and slot.on > last:
        refuse(field, f"预约最晚到 {wording.day(last, today)}，请选择更近的日期。")
    if slot.part not in DayPart.values:
        refuse("part", "请选择全天、上午、下午或具体时段。")
    if slot.part == DayPart.HOURS and not _runs(slot):
        refuse("from_time", "请填写开始和结束时间，结束要晚于开始。")


def _runs(slot: Slot) -> bool:
    return bool(slot.from_time and slot.to_time and slot.from_time < slot.to_time)


def _clock(value: time) -> str:
    return f"{value.hour}:{value.minute:02}"
