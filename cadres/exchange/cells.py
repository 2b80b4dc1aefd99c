"""What a cell says: text, day, moment. Values are taken as written, never rolled or guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeGuard

from cadres.rules import typed
from cadres.rules.naming import half_width, is_nothing

EPOCH = datetime.combine(date(1899, 12, 30), time())
FIRST_YEAR, LAST_YEAR = 2000, 2099
SERIALS = range(36526, 73051)  # 2000-01-01 to 2099-12-31 as Excel counts days
# What we put before a text that looks like a formula is taken away again.
ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n])")
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
CLOCK = re.compile(r"[T\s]\s*(\d{1,2})[:：时点](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?)?秒?Z?$")
ENDING = re.compile(r"(?:之前|以前|前|日止|止|底前|起|开始|\(.*\)|星期.|周.)+$")
CHINESE_DAY = re.compile(r"^([〇○零一二三四五六七八九]{4})年([^月]{1,3})月([^日号]{1,3})[日号]?$")
SHAPES = (
    re.compile(r"^(\d{4,})年(\d{1,2})月(\d{1,2})[日号]?$"),
    re.compile(r"^(\d{4,})[-./\\,、](\d{1,2})[-./\\,、](\d{1,2})[日号.]?$"),
    re.compile(r"^(\d{4})(\d{2})(\d{2})$"),
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value cannot be taken, and why."""

    reason: str
    text: str = ""


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
    return ESCAPED.sub("", plain)


def line(value: Value) -> str:
    """Return the text in one line, without the blanks that came with line breaks."""
    return re.sub(r"\s+", " ", text(value))


def paragraph(value: Value) -> str:
    """Return the text with its paragraphs, without indentation and empty lines."""
    lines = (re.sub(r"[^\S\n]+", " ", part).strip() for part in text(value).split("\n"))
    return "\n".join(part for part in lines if part)


def day(value: Value) -> date | Unreadable | None:
    """Return the day that is written; None for nothing, Unreadable for no real day."""
    found = moment(value)
    return found.date() if isinstance(found, datetime) else found


def moment(value: Value) -> datetime | Unreadable | None:
    """Return the day with its time of day, midnight where none is written."""
    if isinstance(value, Unreadable):
        return value
    if isinstance(value, datetime):
        return _within(value)
    if isinstance(value, date):
        return _within(datetime.combine(value, time()))
    if _is_serial(value):
        return EPOCH + timedelta(days=float(value))
    written = text(value)
    return None if is_nothing(written) else _read(written)


def _is_serial(value: Value) -> TypeGuard[int | float]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return SERIALS.start <= value < SERIALS.stop


def _read(written: str) -> datetime | Unreadable:
    plain = unicodedata.normalize("NFKC", written).strip()
    clock = CLOCK.search(plain)
    plain = half_width(plain[: clock.start()] if clock else plain)
    plain = ENDING.sub("", plain) or plain
    if chinese := CHINESE_DAY.match(plain):
        plain = "{}年{}月{}日".format(
            chinese[1].translate(CHINESE_DIGITS), *map(_chinese_number, chinese.groups()[1:])
        )
    if re.fullmatch(r"\d{5}", plain) and int(plain) in SERIALS:
        return EPOCH + timedelta(days=int(plain))
    for shape in SHAPES:
        if found := shape.match(plain):
            hours = clock.groups(default="0") if clock else ("0", "0", "0")
            return _built(list(map(int, found.groups())), list(map(int, hours)))
    return Unreadable(_why_no_day(plain), written)


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
    return typed.number(digits) or 0


def _why_no_day(plain: str) -> str:
    if re.fullmatch(r"\d{4}(?:年|[-./])\d{1,2}月?", plain):
        return "只有年月，没有日，请写成 2026-03-30 这样"
    if re.fullmatch(r"\d{1,2}(?:月|[-./])\d{1,2}[日号]?", plain):
        return "没有年份，请写成 2026-03-30 这样"
    return "不是能认出的日期，请写成 2026-03-30 这样"
