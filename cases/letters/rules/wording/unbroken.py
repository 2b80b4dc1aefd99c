"""What stands on one line: a date, a figure with its unit, the number of a document or ticket."""

from __future__ import annotations

import re

from cadres.people.rules.naming import HAN
from cases.letters.rules.wording.title_words import UNITS

_COUNTED = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
DATE = r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月(?:份|底|初)?|\d{1,2}月\d{1,2}日"
DOCUMENT = r"〔\d{4}〕\d+号"
# 南召助企 2026-54, telephones, spans of years, 18/26.
JOINED = rf"[{HAN}]{{2,8}} \d{{4}}-\d+|\d+(?:[-/]\d+)+"
COUNTED = rf"(?:第)?\d[\d,]*(?:\.\d+)?(?:[%％‰℃]|{_COUNTED})"
# How many copies and pages an annex has.
COPIES = r"（\d+[份页](?:，\d+页)?）"
RUN = re.compile(f"{DATE}|{DOCUMENT}|{COPIES}|{JOINED}|{COUNTED}")
# A line begins with none of these and ends with none of those (禁则).
NO_START = "）》〉」』】〕〗”’、，。；：？！％‰℃…—,.;:?!)]"
NO_END = "（《〈「『【〔〖“‘([￥"


def marked(text: str, sign: str) -> str:
    """The text with this sign before and after each run that stands on one line."""
    return RUN.sub(lambda found: f"{sign}{found.group()}{sign}", text)


def parts(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it stands on one line."""
    pieces, at = [], 0
    for found in RUN.finditer(text):
        pieces += [(text[at : found.start()], False), (found.group(), True)]
        at = found.end()
    return [(words, is_held) for words, is_held in (*pieces, (text[at:], False)) if words]


def runs(text: str) -> list[str]:
    return [found.group() for found in RUN.finditer(text)]
