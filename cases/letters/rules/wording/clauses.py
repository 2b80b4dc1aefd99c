"""How numbers and dates of letters are written, and what may stand in a letter at all."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db.models import TextChoices

from cadres.errors import Invalid

# What neither a PDF nor a .docx can carry: control characters and halves of characters.
_UNPRINTABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
# Signs that turn the writing round, join or dress others: a line must stand as it was read.
_STEERING = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef"
# Little pictures have no place in a letter, and hardly a font of one has them.
_PICTURES = (
    "\u231a\u231b\u23e9-\u23fa\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728"
    "\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\U0001f000-\U0001faff"
)
_LEFT_OUT = re.compile(f"[{_UNPRINTABLE}{_STEERING}{_PICTURES}]")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f]) (?=\d)|(?<=\d) (?=[^\x00-\x7f])")
_SECRET = re.compile(r"(?:秘密|机密|绝密)\s*[★☆]|^\s*(?:秘密|机密|绝密)(?:级)?\s*$", re.MULTILINE)
# The one mark of secrecy that a letter of this system bears.
WORKING = "工作秘密"
SECRETS = frozenset({"秘密", "机密", "绝密"})


class Urgency(TextChoices):
    PLAIN = "", "普通"
    PRESSING = "pressing", "加急"
    MOST_PRESSING = "most_pressing", "特急"


def number(series: str, year: int, serial: int) -> str:
    """Return `召营商办函〔2026〕5号`: hexagonal brackets, no 第, no leading noughts."""
    return f"{series}〔{year}〕{serial}号"


def day(on: date) -> str:
    """Return `2026年3月2日`: Arabic figures, no leading noughts."""
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime) -> str:
    """Return `2026年3月2日9时30分`, or `2026年3月2日9时` on the hour; `at` in the county's time."""
    minutes = f"{at.minute}分" if at.minute else ""
    return f"{day(at.date())}{at.hour}时{minutes}"


def urgency_word(urgency: str) -> str:
    return "" if urgency == Urgency.PLAIN else Urgency(urgency).label


def clean(text: str) -> str:
    """Return the text without what no letter can carry, with plain line ends."""
    return _LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tight(text: str) -> str:
    """Without the blanks that a page puts between Chinese and figures: paper has none."""
    return _BLANKS.sub("", text)


def refuse_secrets(*texts: str) -> None:
    """State secrets do not belong into this system (保守国家秘密法第三十条、第三十一条)."""
    if any(_SECRET.search(text) for text in texts):
        raise Invalid(
            "本系统不处理国家秘密。标有“秘密”“机密”“绝密”的内容，请通过涉密渠道办理，不要录入。",
            {"body": "不能含有密级标志"},
        )
