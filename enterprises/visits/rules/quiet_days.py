"""Quiet days (宁静日): days of a month on which nobody goes in, but for what the rule excepts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.errors import refuse

LAST_OF_MONTH = 31
LONGEST_EXCEPTIONS = 200
LONGEST_BASIS = 200


@dataclass(frozen=True, slots=True)
class QuietDays:
    """From the `first` to the `last` day of each month, both counted; 31 is the month's end.

    Where `first` is later than `last`, the days run over the end of the month.
    """

    first: int
    last: int
    exceptions: str = ""
    basis: str = ""
    # The enterprise's own wish, or the rule of the county.
    is_own: bool = False

    def holds(self, on: date) -> bool:
        if self.first <= self.last:
            return self.first <= on.day <= self.last
        return on.day >= self.first or on.day <= self.last

    def until(self, on: date) -> date:
        """Return the last of the quiet days in which `on` lies."""
        end = on
        while self.holds(end + timedelta(days=1)) and (end - on).days < LAST_OF_MONTH:
            end += timedelta(days=1)
        return end

    def __str__(self) -> str:
        ends = "月底" if self.last >= LAST_OF_MONTH else f" {self.last} 日"
        over = "次月" if self.first > self.last else ""
        return f"每月 {self.first} 日至{over}{ends}"


def check(first: int | None, last: int | None) -> None:
    """Both days are days of a month, or neither is given. Raises Invalid."""
    if (first is None) != (last is None):
        field = "quiet_last" if last is None else "quiet_first"
        refuse(field, "宁静日的起止两天都要填，例如 6 至 31；月底填 31。")
    for field, day in (("quiet_first", first), ("quiet_last", last)):
        if day is not None and not 1 <= day <= LAST_OF_MONTH:
            refuse(field, "请填写每月的几号，1 到 31；月底填 31。")


def standing(rules: tuple[QuietDays, ...], on: date) -> QuietDays | None:
    """Return the rule that asks for quiet on the day: the enterprise's own wish first."""
    found = [rule for rule in rules if rule.holds(on)]
    return min(found, key=lambda rule: not rule.is_own, default=None)


def days_a_month(rule: QuietDays, on: date) -> int:
    """Return how many days of that month the rule keeps quiet."""
    length = monthrange(on.year, on.month)[1]
    return sum(rule.holds(on.replace(day=number)) for number in range(1, length + 1))
