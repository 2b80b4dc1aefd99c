"""Text files as tables: whichever way the letters are stored, and whatever became of a quote."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from cadres.errors import Invalid
from cadres.workbooks.exchange.cells import Unreadable, Value
from cadres.workbooks.exchange.workbook_guard import (
    SLOW,
    UNKNOWN_LETTERS,
    Limits,
    too_many_rows,
    wide_encoding,
)

LOST = "\ufffd"  # stands where bytes are no letter
# So few letters may be damaged; with more of them the letters are stored in another way.
DAMAGED_SHARE = 0.05
# A cell of more lines than this is a quotation mark that was never closed.
LONGEST_CELL = 100
# From this width on no text repeats the marks of a whole row in each of its lines by chance.
WIDE = 4
LOOK_EVERY = 1000
QUOTES = "这一行的引号不成对，请核对后重新填写"


def rows_of(content: bytes, name: str, limits: Limits) -> list[list[Value]]:
    """Return the rows; one whose quotation mark swallows others stands alone, to be refused."""
    words = decoded(content, name)
    lines = list(io.StringIO(words, newline=""))
    mark = _mark(lines)
    table: list[list[Value]] = []
    # One more than there may be is enough to know that there are too many.
    for row in _records(lines, mark, name, limits):
        table.append(row)
        if len(table) > limits.rows or len(row) > limits.columns:
            raise Invalid(too_many_rows(name, "", limits))
    return table


def decoded(content: bytes, name: str) -> str:
    """Return the letters: UTF-8 or UTF-16, with or without mark, or GB18030.

    A letter that is damaged comes out as one that is known to be lost.
    """
    if wide := wide_encoding(content):
        return content.decode(wide, errors="replace").lstrip("\ufeff")
    plain = content.replace(b"\x00", b"")
    for encoding in ("utf-8-sig", "gb18030"):
        words = plain.decode(encoding, errors="replace")
        letters = sum(letter > "\x7f" for letter in words)
        if words.count(LOST) <= letters * DAMAGED_SHARE:
            return words
    raise Invalid(UNKNOWN_LETTERS.format(name=name))


def _mark(lines: Sequence[str]) -> str:
    """The mark that stands most often in the first lines."""
    head = "".join(lines[:20])
    return max(",\t;", key=head.count)


def _records(lines: Sequence[str], mark: str, name: str, limits: Limits) -> Iterator[list[Value]]:
    end = time.monotonic() + limits.seconds
    counts = Counter(line.count(mark) for line in lines if mark in line)
    marks = counts.most_common(1)[0][0] if counts else 0
    at = read = 0
    while at < len(lines):
        if read % LOOK_EVERY == 0 and time.monotonic() > end:
            raise Invalid(SLOW.format(name=name, seconds=limits.seconds))
        record, used = _record(lines, at, mark, marks)
        yield record
        at, read = at + used, read + 1


def _record(lines: Sequence[str], at: int, mark: str, marks: int) -> tuple[list[Value], int]:
    """Return the record that begins in this line, and how many lines it takes."""
    line = lines[at]
    if '"' not in line:
        return [*line.rstrip("\r\n").split(mark)], 1
    try:
        following = (lines[k] for k in range(at, min(at + LONGEST_CELL, len(lines))))
        reader = csv.reader(following, delimiter=mark, strict=True)
        record = next(reader)
        if _is_whole(record, lines[at : at + reader.line_num], mark, marks):
            return [*record], reader.line_num
    except csv.Error:
        pass
    return _alone(line, mark), 1


def _is_whole(record: Sequence[str], lines: Sequence[str], mark: str, marks: int) -> bool:
    """A record over several lines that swallowed others has their marks, or not its own."""
    if len(lines) == 1:
        return True
    is_each_a_row = marks + 1 >= WIDE and all(line.count(mark) >= marks for line in lines)
    return len(record) == marks + 1 and not is_each_a_row


def _alone(line: str, mark: str) -> list[Value]:
    """Read a line whose quotation marks are not as they should be by itself, if it ends at all."""
    try:
        reader = csv.reader([line, "\n"], delimiter=mark)
        record = next(reader)
        if reader.line_num == 1:
            return [*record]
    except csv.Error:
        pass
    return [Unreadable(QUOTES, cell.replace('"', "")) for cell in line.rstrip("\r\n").split(mark)]
