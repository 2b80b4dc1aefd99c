"""When two rows of ledgers tell one problem: the very words, or nearly; nearly is asked.

The very words are what is left when punctuation, quotes, numbering, width, case and blanks are
taken away: they are ways of writing. Figures keep their points and dashes, because 3.5 is not 35.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise

# No limits of any law: a person decides, these only choose what is put before their eyes. A text
# with a word more shares about 0.6 of its pairs; one told anew about a third.
ALIKE = 0.5
# How far apart two rows of one matter are dated, where the first is closed already: ledgers come by
# the month at the latest, and what comes up later is the matter of another month. Open tickets are
# compared whatever their day.
APART = timedelta(days=31)
MESSAGES_APART = timedelta(days=1)

CIRCLED = re.compile("[\u2460-\u249b\u24f5-\u24fe\u2776-\u2793\u3220-\u3229]")
_ORDINAL = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
NUMBERING = re.compile(
    rf"(?:(?<=^)|(?<=[\n。；;!?]))\s*(?:[(\[【〔]{_ORDINAL}[)\]】〕]|{_ORDINAL}[)、．.](?!\d)"
    rf"|第{_ORDINAL}[，,、]|[一二三四五六七八九十]是)[、，,.]?"
)
THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
FIGURES = re.compile(r"\d+")
# Signs that are part of a figure: within it, or before it as its sign.
KEPT = re.compile(r"(?<=\d)[^\w\s](?=\d)|[-−](?=\d)|[%‰#&@]")


def plain(text: str) -> str:
    """Return the very words of a text."""
    folded = unicodedata.normalize("NFKC", CIRCLED.sub("(1)", text)).casefold()
    folded = THOUSANDS.sub("", NUMBERING.sub("\n", folded))
    kept = {found.start() for found in KEPT.finditer(folded)}
    said = (sign for at, sign in enumerate(folded) if at in kept or not _is_writing(sign))
    return "".join(said) or "".join(folded.split())


def issue_key(enterprise: str, reported_on: date, text: str) -> str:
    """Know a ticket again next week: enterprise (its credit code), report date, the very words."""
    return _digest(f"{enterprise}|{reported_on.isoformat()}|{plain(text)}")


def message_key(outer_number: str, author: str, asked_at: datetime, text: str) -> str:
    """Know a message again by all that it is known by: numbers begin anew each year."""
    return _digest(f"hotline|{outer_number}|{author}|{asked_at.isoformat()}|{plain(text)}")


def walk_through_key(county_id: int, number: str, year: int) -> str:
    """Know a problem of a 走流程 ledger again by its number, which begins anew with the year."""
    return _digest(f"walk|{county_id}|{year}|{number}")


# A number that is not known, but is not the one that is asked about.
ANOTHER_NUMBER = "?"


@dataclass(frozen=True, slots=True)
class Message:
    """By what a message is known again; `text` is the very words."""

    number: str
    author: str
    asked_at: datetime
    text: str


class Sameness(Enum):
    SAME, ALIKE, OTHER = range(3)


def sameness(one: Message, other: Message) -> Sameness:
    """Two messages are one where two of number, moment (with author) and text agree.

    Where one of them agrees and the others come near, a person says. The number alone is nothing:
    hotlines begin anew each year, and some sheets have but a running number. Two numbers are two
    messages; where even the second is the same, the sheet may have been numbered anew.
    """
    is_moment = one.asked_at == other.asked_at and one.author == other.author
    is_text = one.text == other.text
    if one.number and other.number and one.number != other.number:
        is_to_the_second = is_moment and one.asked_at.time() != time()
        return Sameness.ALIKE if is_to_the_second and is_text else Sameness.OTHER
    is_known = bool(one.number) and one.number == other.number
    if [is_known, is_moment, is_text].count(True) >= 2:
        return Sameness.SAME
    return Sameness.ALIKE if _comes_near(one, other, is_known) else Sameness.OTHER


def _comes_near(one: Message, other: Message, is_known: bool) -> bool:
    is_about_then = abs(one.asked_at - other.asked_at) <= MESSAGES_APART
    if is_known:
        return is_about_then or is_alike(one.text, other.text)
    is_author = bool(one.author) and one.author == other.author
    return is_author and is_about_then and is_alike(one.text, other.text)


def is_alike(one: str, other: str) -> bool:
    """May two texts tell one matter? Both are the very words; figures may be put right."""
    one, other = FIGURES.sub("0", one), FIGURES.sub("0", other)
    shorter, longer = sorted((one, other), key=len)
    if not shorter or len(shorter) < ALIKE * len(longer):
        return False
    return one == other or likeness(one, other) >= ALIKE or _stands_within(shorter, longer)


def likeness(one: str, other: str) -> float:
    """Which share of all pairs of neighbouring characters stands in both."""
    mine, theirs = set(pairwise(one)), set(pairwise(other))
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _stands_within(shorter: str, longer: str) -> bool:
    """Do the characters of the one stand in the other in their order? Words were put in."""
    signs = iter(longer)
    return len(shorter) > 1 and all(sign in signs for sign in shorter)


def _is_writing(sign: str) -> bool:
    """Punctuation, blanks and what cannot be seen."""
    return unicodedata.category(sign)[0] in "PZC"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
