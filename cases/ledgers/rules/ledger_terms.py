"""Limits that a ledger writes in words: 15个工作日, 一周内, 月底前, 2026年底.

A term is kept as `workday:15`; what cannot be told (长期, 立行立改) is asked of the county's
office once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from cadres.submissions.rules import typed_values
from cadres.workbooks.rules.cell_text import half_width

if TYPE_CHECKING:
    from cadres.deadlines.rules.workdays import WorkCalendar

# The site's own limit for the kind of matter, as where the ledger says nothing.
OWN = "own"
SAME_DAY, MONTH_END, QUARTER_END, YEAR_END = "same_day", "month_end", "quarter_end", "year_end"
ANSWERS = (
    (OWN, "不定期限，按系统时限计算"),
    (SAME_DAY, "反映当日"),
    *((f"workday:{days}", f"{days} 个工作日") for days in (1, 3, 5, 7, 10, 15, 30)),
    (MONTH_END, "反映当月月底"),
    (QUARTER_END, "反映当季季末"),
    (YEAR_END, "反映当年年底"),
)
DIGITS = {word: at for at, word in enumerate("零一二三四五六七八九十")} | {"两": 2, "半": 0.5}
BEFORE = re.compile(
    r"^(?:自?(?:交办|受理|反映|收到|登记|提出)?之?日起|限时?|要求|请?于|力争|争取|在)+"
)
AFTER = re.compile(r"(?:之前|以前|之内|以内|内|前|完成|办结|办理|解决|办完|整改到位|到位)+$")
COUNTED = re.compile(r"^(\d{1,3}|[零一二三四五六七八九十两半]{1,3})(.+)$")
# Month by number needs 个: 3月 is March.
UNITS = (
    (re.compile(r"个?工作[日天]"), "workday", 1),
    (re.compile(r"天|日|个?自然日|个?日历[日天]"), "calendar_day", 1),
    (re.compile(r"个?(?:周|星期|礼拜)"), "calendar_day", 7),
    (re.compile(r"个月"), "month", 1),
    (re.compile(r"年"), "month", 12),
)
NAMED = {
    SAME_DAY: re.compile(r"当[日天]"),
    MONTH_END: re.compile(r"(?:本|当)月|(?:本|当)?月[底末]"),
    QUARTER_END: re.compile(r"(?:本|当)?季度?[底末]|(?:本|当)季度?"),
    YEAR_END: re.compile(r"(?:本|当)年|(?:本|当|今)?年[底末]"),
}
END_OF = re.compile(r"(?:(20\d{2})年)?(?:(\d{1,2})月)?[底末]")


def term_of(words: str) -> str | None:
    """Return the term that the words name, or None."""
    plain = half_width(re.sub(r"[（(].*?[)）]", "", words)).strip("。.，,;；")
    plain = AFTER.sub("", BEFORE.sub("", plain))
    for name, pattern in NAMED.items():
        if pattern.fullmatch(plain):
            return name
    if (ends := END_OF.fullmatch(plain)) and (ends[1] or ends[2]):
        month = int(ends[2] or 12)
        return f"end:{ends[1] or ''}:{month}" if 1 <= month <= 12 else None
    return _counted(plain)


def due_of(term: str, reported_on: date, calendar: WorkCalendar) -> date | None:
    """Return the day on which the term ends; None where the site's own limit applies.

    Lengths begin with the day after the report and end on working days (民法典 §201–203); a named
    end is taken as it stands.
    """
    name, _, amount = term.partition(":")
    match name:
        case "workday":
            return calendar.add_working_days(reported_on, int(amount))
        case "calendar_day":
            return calendar.add_calendar_days(reported_on, int(amount))
        case "month":
            return calendar.add_months(reported_on, int(amount))
        case "end":
            year, _, month = amount.partition(":")
            return _end_of(year, int(month), reported_on)
    ends = {
        SAME_DAY: reported_on,
        MONTH_END: _last_day(reported_on.year, reported_on.month),
        QUARTER_END: _last_day(reported_on.year, (reported_on.month + 2) // 3 * 3),
        YEAR_END: date(reported_on.year, 12, 31),
    }
    return ends.get(name)


def _counted(plain: str) -> str | None:
    found = COUNTED.match(plain)
    if not found:
        return None
    amount = _number(found[1])
    for pattern, unit, times in UNITS:
        if amount is not None and pattern.fullmatch(found[2]):
            length = amount * times
            if unit == "month" and length == 0.5:
                return "calendar_day:15"
            return f"{unit}:{length:.0f}" if length >= 1 and length == int(length) else None
    return None


def _number(word: str) -> float | None:
    """Return 1 to 99 of 一 to 九十九, or a half of 半."""
    if typed_values.is_digits(word):
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS[word] if len(word) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


def _end_of(year: str, month: int, reported_on: date) -> date:
    """Without a year it is the next such month, the present one included."""
    if year:
        return _last_day(int(year), month)
    return _last_day(reported_on.year + (month < reported_on.month), month)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
