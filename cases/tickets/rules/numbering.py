"""Ticket numbers: 南召助企 2026-54, one series per county and year, as the county writes them.

A ticket is no document: its number has neither 六角括号 nor 号, and no leading noughts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from cadres.errors import Invalid

USUAL = "{字头} {年份}-{序号}"
# As numbers were written before; whoever has one on paper still finds the ticket.
FORMER = "{字头}〔{年份}〕{序号:05d}号"
PLACES = ("{字头}", "{年份}", "{序号}")
LONGEST_PATTERN = 60
_NUMBER = re.compile(
    r"(?P<prefix>\D+?)\s*[\[(【]?(?P<year>20\d\d)[\])】]?[-－—]?第?0*(?P<serial>\d+)号?"
)
_FIGURE = re.compile(
    r"(?:[\[(【]?(?P<year>20\d\d)(?:[\])】]|[-－—/ ])\s*)?第?0*(?P<serial>\d{1,7})号?"
)


def ticket_number(prefix: str, year: int, sequence: int, pattern: str = "") -> str:
    said = {"字头": prefix, "年份": year, "序号": sequence}
    return (pattern or USUAL).format(**said)


def shown(prefix: str, pattern: str, year: int) -> str:
    """As the numbers of a county look."""
    return ticket_number(prefix or "助企", year, 54, pattern)


def check_pattern(pattern: str) -> None:
    """A county's own pattern names word, year and figure once each, and is no 发文字号."""
    left = pattern
    for place in PLACES:
        left = left.replace(place, "", 1)
    said = "请写成字头、年份、序号各一次，例如：{字头} {年份}-{序号}。"
    if any(pattern.count(place) != 1 for place in PLACES) or set(left) & set("{}"):
        raise Invalid(said, {"number_pattern": said})
    if set(left) & set("〔〕号第") or len(pattern) > LONGEST_PATTERN:
        said = "工单编号不能写成发文字号的样子：不用六角括号，不用“第”“号”。"
        raise Invalid(said, {"number_pattern": said})


def spellings(typed: str, pattern: str = "") -> tuple[str, ...]:
    """Return the ways in which this number may be kept; nothing where it is no whole number."""
    plain = typed.replace("〔", "[").replace("〕", "]").strip()
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", plain))
    if not found:
        return ()
    read = (found["prefix"].strip(), int(found["year"]), int(found["serial"]))
    ways = (ticket_number(*read, way) for way in (pattern or USUAL, USUAL, FORMER))
    return tuple(dict.fromkeys((typed.strip(), *ways)))


@dataclass(frozen=True, slots=True)
class Figure:
    """The end of a number, as one reads it out: 54, or 2026-54; the year 0 where none is said."""

    year: int
    serial: int


def figure(typed: str) -> Figure | None:
    """Return what figure is meant; nothing where it is none."""
    plain = typed.replace("〔", "[").replace("〕", "]").strip()
    found = _FIGURE.fullmatch(unicodedata.normalize("NFKC", plain))
    return Figure(int(found["year"] or 0), int(found["serial"])) if found else None


def number_key(outer_number: str) -> str:
    """By what a ticket is known that came from a message with this number and nothing else.

    Where a message is known by more, its words are compared as well (the rules of ledgers).
    """
    return hashlib.sha256(f"hotline|{outer_number}".encode()).hexdigest()
