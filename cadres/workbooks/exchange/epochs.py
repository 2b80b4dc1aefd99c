"""Whether a workbook counts its days from 1904, as those made by Excel for Mac may.

The reading library heeds it in cells with a date format alone; a cell that shows a bare number
says nothing of itself, so the workbook is asked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from cadres.workbooks.exchange import workbook_marks
from cadres.workbooks.exchange.workbook_marks import YES, Broken

# [MS-XLS] 2.1.4: records of two bytes type and two bytes length; BOF opens the globals, EOF ends
# them, Date1904 (2.4.77) stands between.
BOF, EOF, DATE_1904 = 0x0809, 0x000A, 0x0022
OPENING = re.compile(rb"\x09\x08[\x04-\x20]\x00\x00[\x05\x06]\x05\x00")
RECORDS = 2000


def counts_from_1904(content: bytes, kind: str) -> bool:
    """Ask an `xlsx` or an `xls`; what cannot be read of it says no."""
    return _of_xlsx(content) if kind == "xlsx" else _of_xls(content)


def _of_xlsx(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.replace("\\", "/").lstrip("/") == "xl/workbook.xml":
                return _says_1904(archive.read(name))
    return False


def _says_1904(workbook: bytes) -> bool:
    """ECMA-376 part 1, 18.2.28 workbookPr: date1904."""
    try:
        found = workbook_marks.elements(workbook, "workbookPr", tick=lambda: None)
    except Broken:
        return False
    return any(one.get("date1904", "").lower() in YES for one in found)


def _of_xls(content: bytes) -> bool:
    found = OPENING.search(content)
    if not found:
        return False
    return any(
        kind == DATE_1904 and body[:2] == b"\x01\x00"
        for kind, body in _records(content, found.start())
    )


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the first records of the globals; they lie in a row at the start of the stream."""
    for _ in range(RECORDS):
        if at + 4 > len(content):
            return
        kind, length = struct.unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + length]
        if kind == EOF:
            return
        at += 4 + length
