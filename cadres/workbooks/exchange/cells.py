"""What a cell says: text, day, moment. Values are taken as written, never rolled or guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from cadres.submissions.rules import pasted_text, typed_values
from cadres.workbooks.rules.cell_text import half_width, is_nothing

# Day nought of a workbook, and of one that counts from 1904 (made by Excel for Mac).
EPOCH = datetime.combine(date(1899, 12, 30), time())
EPOCH_1904 = datetime.combine(date(1904, 1, 1), time())
FIRST_YEAR, LAST_YEAR = 2000, 2099
COUNTY_TIME = timezone(timedelta(hours=8))  # one clock in all of China
# What we put before a text that looks like a formula is taken away again.
ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff{pasted_text.UNSEEN_LETTERS}]")
NO_MOMENT = "写的是一段时间，请只写一个时刻，例如 2026-03-30 10:30"
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CLOCK = re.compile(
    r"[T\s]\s*(\d{1,2})[:：时点](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?秒?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
ENDING = re.compile(r"(?:之前|以前|前|日止|止|底前|起|开始|\(.*\)|星期.|周.)+$")
CHINESE_DAY = re.compile(r"^([〇○零一二三四五六七八九]{4})年([^月]{1,3})月([^日号]{1,3})[日号]?$")
SHAPES = (
    re.compile(r"^(\d{4,})年(\d{1,2})月(\d{1,2})[日号]?$"),
    re.compile(r"^(\d{4,})[-./\\,、](\d{1,2})[-./\\,、](\d{1,2})[日号.]?$"),
    re.compile(r"^(\d{4})(\d{2})(\d{2})$"),
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value cannot be taken, and why.

    The text of a stand-in (图片, 公式) says what stands there and is nothing that was written.
    """

    reason: str
    text: str = ""
    is_stand_in: bool = False


class Picture(Unreadable):
    """A cell that holds a picture: it says nothing that could be read."""


Value = str | int | float | bool | date | datetime | time | timedelta | Unreadable | None


def text(value: Value) -> str:
    """Return the cell as a person reads it; markup and scripts are plain letters."""
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        return value.text
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    plain = CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return pasted_text.formula_text(ESCAPED.sub("", plain))


def written(value: Value) -> str:
    """Return what a person wrote, to be corrected: nothing where only a word stands in for it."""
    return "" if isinstance(value, Unreadable) and value.is_stand_in else text(value)


def line(value: Value) -> str:
    """Return the text in one line, without the blanks that came with line breaks."""
    return re.sub(r"\s+", " ", text(value))


def paragraph(value: Value) -> str:
    """Return the text with its paragraphs, without indentation and empty lines."""
    lines = (re.sub(r"[^\S\n]+", " ", part).strip() for part in text(value).split("\n"))
    return "\n".join(part for part in lines if part)


def day(value: Value, epoch: datetime = EPOCH) -> date | Unreadable | None:
    """Return the day that is written; None for nothing, Unreadable for no real day."""
    found = moment(value, epoch)
    return found.date() if isinstance(found, datetime) else found


def moment(value: Value, epoch: datetime = EPOCH) -> datetime | Unreadable | None:
    """Return the day with its time of day in the county, midnight where none is written.

    A bare number is a day counted from the `epoch` of its workbook.
    """
    if isinstance(value, Unreadable):
        return value
    if isinstance(value, datetime):
        return _within(value)
    if isinstance(value, date):
        return _within(datetime.combine(value, time()))
    if isinstance(value, (int, float)) and (counted := _counted(value, epoch)):
        return counted
    written = pasted_text.value(text(value))
    return None if is_nothing(written) else _read(written, epoch)


def _counted(days: int | float, epoch: datetime) -> datetime | None:
    """The moment so many days after the epoch; nothing where the number counts no days of ours."""
    first, end = ((date(year, 1, 1) - epoch.date()).days for year in (FIRST_YEAR, LAST_YEAR + 1))
    if not first <= days < end:
        return None
    return epoch + timedelta(seconds=round(days * 24 * 60 * 60))


def _read(written: str, epoch: datetime) -> datetime | Unreadable:
    plain = unicodedata.normalize("NFKC", written).strip()
    clock = CLOCK.search(plain)
    plain = half_width(plain[: clock.start()] if clock else plain)
    plain = ENDING.sub("", plain) or plain
    if chinese := CHINESE_DAY.match(plain):
        plain = "{}年{}月{}日".format(
            chinese[1].translate(CHINESE_DIGITS), *map(_chinese_number, chinese.groups()[1:])
        )
    if re.fullmatch(r"\d{5}", plain) and (counted := _counted(int(plain), epoch)):
        return counted
    for shape in SHAPES:
        if found := shape.match(plain):
            return _on_the_clock(list(map(int, found.groups())), clock)
    return Unreadable(_why_no_day(plain), written)


def _on_the_clock(parts: list[int], clock: re.Match[str] | None) -> datetime | Unreadable:
    """A moment that names its zone (`16:00:00Z`) is told by the county's clock, day and all."""
    *hours, zone = clock.groups(default="") if clock else ("", "", "", "")
    found = _built(parts, [int(hour or 0) for hour in hours])
    if not zone or isinstance(found, Unreadable):
        return found
    if zone not in "zZ" and not hours[-1]:
        # 10:30-11:30 is a stretch of a day, no moment.
        return Unreadable(NO_MOMENT)
    offset = "+0000" if zone in "zZ" else zone.replace(":", "")
    there = datetime.strptime(f"{found:%Y-%m-%d %H:%M:%S} {offset}", "%Y-%m-%d %H:%M:%S %z")
    return there.astimezone(COUNTY_TIME).replace(tzinfo=None)


def _built(parts: list[int], hours: list[int]) -> datetime | Unreadable:
    year, month, number = parts
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Unreadable(f"年份 {year} 不在 {FIRST_YEAR}—{LAST_YEAR} 之间", f"{year}")
    hour, minute, second = hours
    try:
        return datetime.combine(date(year, month, number), time(hour, minute, second))
    except ValueError:
        return Unreadable(f"没有 {year}年{month}月{number}日 这一天（或这个时刻）")


def _within(found: datetime) -> datetime | Unreadable:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    reason = f"年份 {found.year} 不在 {FIRST_YEAR}—{LAST_YEAR} 之间"
    return Unreadable(reason, found.date().isoformat())


def _chinese_number(word: str) -> int:
    """Return 1 to 31 of 一 to 三十一; anything else comes out as no day at all."""
    tens, ten, ones = word.rpartition("十")
    digits = (tens or ("1" if ten else "0")) + (ones or "0")
    digits = digits.translate(CHINESE_DIGITS)
    return typed_values.number(digits) or 0


def _why_no_day(plain: str) -> str:
    if re.fullmatch(r"\d{4}(?:年|[-./])\d{1,2}月?", plain):
        return "只有年月，没有日，请写成 2026-03-30 这样"
    if re.fullmatch(r"\d{1,2}(?:月|[-./])\d{1,2}[日号]?", plain):
        return "没有年份，请写成 2026-03-30 这样"
    return "不是能认出的日期，请写成 2026-03-30 这样"
