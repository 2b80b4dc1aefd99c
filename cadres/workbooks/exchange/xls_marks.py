"""What an .xls tells beside its values: rows hidden or filtered away, cells struck through.

The records are walked over once (MS-XLS, 2.4); values are left to the reader.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from cadres.workbooks.exchange.workbook_marks import Look

STREAMS = ("Workbook", "Book")
END, SHEET, FONT, STYLE, ROW, SEVERAL = 0x0A, 0x85, 0x31, 0xE0, 0x208, 0xBD
BEGINS = frozenset([0x809, 0x409, 0x209, 0x09])  # of each version that there was
# Cells of one value each: row, column, style. A text may be empty, a number is not.
CELLS = frozenset([0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6])
NUMBERS = frozenset([0x203, 0x27E, SEVERAL])
STRUCK, HIDDEN = 0x08, 0x20
Record = tuple[int, bytes]


@dataclass(slots=True)
class _Styles:
    """Fonts and cell styles by number: struck through or not."""

    fonts: list[bool] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)

    def is_struck(self, style: int) -> bool:
        font = self.styles[style] if style < len(self.styles) else 0
        # There is no font of number 4: those after it are counted one higher.
        at = font - 1 if font > 4 else font
        return at < len(self.fonts) and self.fonts[at]


def looks(content: bytes) -> list[Look]:
    """Return what each sheet tells, in the order of the workbook.

    Raises ValueError for a stream that is cut off or contradicts itself.
    """
    try:
        return _looks(_stream(content))
    except (struct.error, IndexError) as error:
        raise ValueError("a record is too short") from error


def _looks(stream: bytes) -> list[Look]:
    styles, begins = _Styles(), []
    for kind, body in _records(stream, 0):
        if kind == SHEET:
            begins.append(struct.unpack_from("<I", body)[0])
        elif kind == FONT:
            styles.fonts.append(bool(body[2] & STRUCK))
        elif kind == STYLE:
            styles.styles.append(struct.unpack_from("<H", body)[0])
    return [_look(stream, begin, styles) for begin in begins]


def _stream(content: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        name = next((name for name in STREAMS if ole.exists(name)), "")
        if not name:
            raise ValueError("no workbook")
        found: bytes = ole.openstream(name).read()
        return found


def _look(stream: bytes, begin: int, styles: _Styles) -> Look:
    look = Look()
    for kind, body in _records(stream, begin):
        if kind == ROW:
            if body[12] & HIDDEN:
                look.hidden.append(struct.unpack_from("<H", body)[0])
        elif kind in CELLS or kind == SEVERAL:
            row, column = struct.unpack_from("<HH", body)
            if kind in NUMBERS:
                look.stored.append(row)
            numbers = _styles_of(kind, body)
            look.struck += [
                (row, column + at) for at, style in enumerate(numbers) if styles.is_struck(style)
            ]
    look.stored = sorted(set(look.stored))
    return look


def _styles_of(kind: int, body: bytes) -> Iterator[int]:
    ends = len(body) - 2 if kind == SEVERAL else 6
    for at in range(4, ends, 6):
        yield struct.unpack_from("<H", body, at)[0]


def _records(stream: bytes, begin: int) -> Iterator[Record]:
    """Yield the records of one part of the stream, without those of drawings inside it."""
    at, depth = begin, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            break
        at += 4 + length
        if kind in BEGINS:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, body
    raise ValueError("cut off")
