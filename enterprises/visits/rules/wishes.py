"""What an enterprise wishes of those who would come (联系意愿), shown to whoever plans to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limit_groups import DAYS
from cadres.deadlines.rules.limits import LimitKey, LimitUnit
from cadres.errors import refuse
from cadres.pages.rules import wording
from enterprises.visits.rules import quiet_days
from enterprises.visits.rules.quiet_days import QuietDays
from enterprises.visits.rules.slots import DayPart

WISH_LONGEST = LimitKey("wish_longest", "企业“不接待”最长", *DAYS)
GATE_NOTES = LimitKey("gate_notes_a_day", "每家企业每天扫码登记（意愿、检查）", LimitUnit.TIMES)
USUAL = presets.rows(
    presets.OURS,
    (WISH_LONGEST, "", 90, LimitUnit.CALENDAR_DAY),
    (GATE_NOTES, "", 10, LimitUnit.TIMES),
)
LONGEST_NOTE = 200
LONGEST_NAME = 40
SAID_BY_MISSING = "请写明是企业哪位说的，例如“王厂长”。"
WEEKDAYS = tuple((number, f"周{word}") for number, word in enumerate(wording.WEEKDAYS, start=1))
# Parts of the day in which an enterprise may say that it has time.
PARTS = (DayPart.DAY, DayPart.MORNING, DayPart.AFTERNOON)


class WishSource(TextChoices):
    GATE = "gate", "企业扫码告知"
    LINK = "link", "企业通过链接告知"
    CADRE = "cadre", "干部按企业口头意见代记"


@dataclass(frozen=True, slots=True)
class Wish:
    """All that an enterprise wishes at the moment; an empty one takes back what it said before."""

    phone_only: bool = False
    no_visits_until: date | None = None
    weekdays: tuple[int, ...] = ()
    part: str = DayPart.DAY
    quiet_first: int | None = None
    quiet_last: int | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        asked = self.phone_only or self.no_visits_until or self.weekdays or self.quiet_first
        return not (asked or self.note)

    @property
    def quiet(self) -> QuietDays | None:
        if self.quiet_first is None or self.quiet_last is None:
            return None
        return QuietDays(self.quiet_first, self.quiet_last, "企业主动邀请的除外", "企业意愿", True)

    def phrases(self, today: date) -> tuple[str, ...]:
        """Return each thing that is wished today, in words; what is over is left out."""
        found = []
        if self.phone_only:
            found.append("电话即可，不用上门")
        if self.no_visits_until and self.no_visits_until >= today:
            found.append(f"{wording.day(self.no_visits_until, today, short=True)}前不接待")
        if self.weekdays:
            found.append(f"方便接待：{slot_words(self.weekdays, self.part)}")
        if self.quiet:
            found.append(f"{self.quiet}请勿来访")
        return (*found, self.note) if self.note else tuple(found)

    def is_against(self, on: date) -> bool:
        """Would a visit on the day be against the wish?"""
        until = self.no_visits_until
        return bool(
            self.phone_only
            or (until and on <= until)
            or (self.weekdays and on.isoweekday() not in self.weekdays)
            or (self.quiet and self.quiet.holds(on))
        )


def slot_words(weekdays: Sequence[int], part: str) -> str:
    """Return `周二、周四下午`."""
    days = "、".join(word for number, word in WEEKDAYS if number in weekdays)
    return days if part == DayPart.DAY else f"{days}{DayPart(part).label}"


def check(wish: Wish, today: date, last: date | None) -> None:
    """The wish can be kept and shown. Raises Invalid."""
    until = wish.no_visits_until
    if until is not None and until < today:
        refuse("no_visits_until", "“不接待至”请选择今天或以后的日期。")
    if until is not None and last is not None and until > last:
        said = wording.day(last, today)
        refuse("no_visits_until", f"一次最长填到 {said}，到期后可以再填。")
    if not set(wish.weekdays) <= {number for number, _ in WEEKDAYS} or wish.part not in PARTS:
        refuse("weekdays", "请在列出的星期和上午、下午中选择。")
    if len(wish.note) > LONGEST_NOTE:
        refuse("note", f"补充说明不超过 {LONGEST_NOTE} 个字。")
    quiet_days.check(wish.quiet_first, wish.quiet_last)


def check_word(source: str, said_by: str) -> None:
    """Who writes it down for the enterprise says who of the enterprise said so. Raises Invalid."""
    if source == WishSource.CADRE and not said_by:
        refuse("said_by", SAID_BY_MISSING)
    if len(said_by) > LONGEST_NAME:
        refuse("said_by", f"称呼不超过 {LONGEST_NAME} 个字。")
