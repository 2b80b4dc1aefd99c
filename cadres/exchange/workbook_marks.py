"""What a workbook tells beside its values: rows hidden or filtered away, cells struck through.

Every pattern ends at the next bracket, so that a part is walked over once, however it is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

Tags = Iterator[re.Match[bytes]]
# Hands tags on, and ends a look that takes too long.
Over = Callable[[Tags], Tags]
Place = tuple[int, int]

STYLE = re.compile(rb"<(/?)(?:\w{1,20}:)?(fonts|cellXfs|font|strike|xf)\b([^<>]*)>")
ITEM = re.compile(rb"<(/?)(?:\w{1,20}:)?si\b[^<>]*>")
RUN = re.compile(rb"<(?:\w{1,20}:)?r\b[^<>]*>")
STRIKE = re.compile(rb"<(?:\w{1,20}:)?strike\b([^<>]*)>")
TAG = re.compile(rb"<[^<>]*>")
ROW = re.compile(rb"<(?:\w{1,20}:)?row\b([^<>]*)>")
OFF = re.compile(rb'\bval=["\'](?:0|false)["\']')
HIDDEN = re.compile(rb'\bhidden=["\'](?:1|true)["\']')
FONT_NUMBER = re.compile(rb'\bfontId=["\'](\d{1,7})["\']')
ROW_NUMBER = re.compile(rb'\br=["\'](\d{1,7})["\']')


@dataclass(slots=True)
class Look:
    """One sheet: faulty cells with the reason, rows out of sight, cells struck through.

    `stored` are the rows in which something stands: the reader must find them all.
    """

    failed: dict[Place, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    struck: list[Place] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its markup: how long, whether anything stands in it, whether all is struck."""

    length: int
    is_blank: bool
    is_struck: bool


def struck_styles(part: bytes, over: Over) -> frozenset[int]:
    """Return the numbers of the cell styles whose font is struck through."""
    fonts: list[bool] = []
    styles: list[bool] = []
    inside = b""
    for tag in over(STYLE.finditer(part)):
        closes, kind, found = tag.groups()
        if kind in (b"fonts", b"cellXfs"):
            inside = b"" if closes or found.endswith(b"/") else kind
        elif closes:
            continue
        elif inside == b"fonts" and kind == b"font":
            fonts.append(False)
        elif inside == b"fonts" and kind == b"strike" and fonts:
            fonts[-1] = not OFF.search(found)
        elif inside == b"cellXfs" and kind == b"xf":
            number = FONT_NUMBER.search(found)
            at = int(number[1]) if number else 0
            styles.append(at < len(fonts) and fonts[at])
    return frozenset(at for at, is_struck in enumerate(styles) if is_struck)


def texts(part: bytes, over: Over) -> list[Text]:
    """Return the shared texts in their order."""
    found, begun = [], -1
    for tag in over(ITEM.finditer(part)):
        if tag[0].endswith(b"/>"):
            found.append(text_of(b""))
        elif not tag[1]:
            begun = tag.end()
        elif begun >= 0:
            found.append(text_of(part[begun : tag.start()]))
            begun = -1
    return found


def text_of(part: bytes) -> Text:
    """Return what a text is, from its markup; in a rich one every run must be struck through."""
    runs = RUN.split(part)[1:] if b"strike" in part else []
    plain = [run for run in runs if _letters(run) and not _is_struck(run)]
    return Text(len(part), not _letters(part), bool(runs) and not plain)


def hidden_rows(sheet: bytes, over: Over) -> list[int]:
    """Return the rows that were hidden by hand or by a filter, counted from zero."""
    if b"hidden=" not in sheet:
        return []
    hidden, row = [], -1
    for tag in over(ROW.finditer(sheet)):
        number = ROW_NUMBER.search(tag[1])
        row = int(number[1]) - 1 if number else row + 1
        if HIDDEN.search(tag[1]):
            hidden.append(row)
    return hidden


def _letters(part: bytes) -> str:
    letters = TAG.sub(b"", part).strip().decode(errors="replace")
    return unescape(letters).strip()


def _is_struck(run: bytes) -> bool:
    found = STRIKE.search(run)
    return bool(found) and not OFF.search(found[1])
