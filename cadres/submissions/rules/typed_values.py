"""Reads numbers and days that somebody typed, and says which letters no text may hold.

Every door uses these: `str.isdigit` takes "²" for a digit and `int` does not, a year 9999 is a day
from an overflow, and a number of thirty digits is no key of any row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from cadres.submissions.rules import pasted_text

# The largest key that a column of the database holds.
LARGEST = 2**63 - 1
# Nobody leafs further, and each page costs the ones before it.
LAST_PAGE = 99_999
# Far enough from both ends of the calendar that days can be added.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
DAY_SENTENCE = f"年份要在 {FIRST_DAY.year} 到 {LAST_DAY.year} 之间。"
NUL = "\x00"
# Controls (tab and line breaks aside), and what turns the order of letters round: a name with them
# reads otherwise than it is kept.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# A phone puts these around a number that is copied from its contacts; a number's field drops them.
COPIED_PHONE = re.compile("[\u202a\u202d\u2068]?[0-9+() -]{5,20}[\u202c\u2069]?")
BEFORE = 8


def is_digits(text: str) -> bool:
    """Whether the text is nothing but the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def number(text: str | None, most: int = LARGEST) -> int | None:
    """Return the whole number from 0 to `most` that is written here, else nothing."""
    plain = (text or "").strip()
    if not is_digits(plain) or len(plain) > len(str(LARGEST)):
        return None
    found = int(plain)
    return found if found <= most else None


def numbers(given: Iterable[str]) -> list[int]:
    """Return the whole numbers among these; what is none names nothing."""
    found = (number(text) for text in given)
    return [one for one in found if one is not None]


def page(text: str | None) -> int:
    """Return the number of a page in the address; a slip in it is the first page."""
    return min(max(number(text) or 1, 1), LAST_PAGE)


def day(text: str | None) -> date | None:
    """Return the day written as `2026-11-20`, if the site can count with it."""
    try:
        found = date.fromisoformat(pasted_text.value(text or ""))
    except ValueError:
        return None
    return found if is_countable(found) else None


def month(text: str | None) -> date | None:
    """Return the first day of the month written as `2026-11`."""
    return day(f"{text}-01")


def moment(text: str | None) -> datetime | None:
    """Return the moment written with its zone: without one nobody knows which hours are meant."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo is not None and is_countable(found.date()) else None


def is_countable(found: date) -> bool:
    return FIRST_DAY <= found <= LAST_DAY


def unreadable(text: str) -> str:
    """Return a sentence about the first letter that nobody can see, or nothing."""
    found = UNREADABLE.search(text)
    if not found or COPIED_PHONE.fullmatch(text):
        return ""
    before = text[max(0, found.start() - BEFORE) : found.start()].strip()
    where = f"在“{before}”之后" if before else "在开头"
    code = f"U+{ord(found[0]):04X}"
    return f"内容里有看不见的控制字符（{code}，{where}），请删去后重新提交。"
