"""Workbooks are opened in a process of their own: what is broken there breaks nothing here.

A crafted .xls makes the reading library ask for gigabytes, and its answer to a refusal is to abort
the whole process; so that process is not the worker's. Its code is native and heeds no word in
between: where its time is over, the process is killed.
"""

from __future__ import annotations

import io
import json
import math
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cadres.errors import Invalid
from cadres.workbooks.exchange import epochs, workbook_guard, xls_marks
from cadres.workbooks.exchange.workbook_guard import BROKEN, ENCRYPTED, SLOW, Limits, too_many_rows
from cadres.workbooks.exchange.workbook_marks import Look

ROOT = Path(__file__).resolve().parents[3]
MEMORY = 2 * 1024**3
GRACE = 5  # seconds after which one that nobody waits for any more ends by itself
LOST = "《{name}》的“{sheet}”表第 {row} 行读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as it was stored: values, merged areas, and formulas that hold no result.

    Beside them what is out of sight (the sheet, some of its rows) and what is struck through.
    """

    name: str
    rows: list[list[Any]]
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    failed: list[tuple[Place, str]] = field(default_factory=list)
    is_hidden: bool = False
    hidden: list[int] = field(default_factory=list)
    struck: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tables:
    sheets: list[Table]
    counts_from_1904: bool = False


def unpack(content: bytes, name: str, kind: str, limits: Limits) -> Tables:
    """Let the other process open the workbook; raise Invalid with its sentence, or for its end."""
    words = json.dumps({"name": name, "kind": kind, "limits": asdict(limits)})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cadres.workbooks.exchange.unpacking", words],
            input=content,
            capture_output=True,
            cwd=ROOT,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Invalid(SLOW.format(name=name, seconds=limits.seconds)) from error
    if done.returncode:
        raise Invalid(BROKEN.format(name=name))
    return heard(done.stdout)


def heard(said: str | bytes) -> Tables:
    """Return the tables that the other process told; raise Invalid with its sentence."""
    answer = json.loads(said, object_hook=_restored)
    if "refused" in answer:
        raise Invalid(answer["refused"])
    sheets = [Table(**sheet) for sheet in answer["sheets"]]
    return Tables(sheets, answer["counts_from_1904"])


def main() -> None:
    """Open the workbook on standard input with bounded memory; answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words = json.loads(sys.argv[1])
    name, limits = words["name"], Limits(**words["limits"])
    longest = math.ceil(limits.seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
    sys.stdout.write(told(sys.stdin.buffer.read(), name, words["kind"], limits))


def told(content: bytes, name: str, kind: str, limits: Limits) -> str:
    """Open the workbook here; return its tables, or why it is refused, as `heard` reads them."""
    try:
        answer: dict[str, Any] = asdict(_opened(content, name, kind, limits))
    except Invalid as refused:
        answer = {"refused": refused.message}
    except PasswordError:
        answer = {"refused": ENCRYPTED.format(name=name)}
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        answer = {"refused": BROKEN.format(name=name)}
    return json.dumps(answer, default=_kept)


def _opened(content: bytes, name: str, kind: str, limits: Limits) -> Tables:
    # An .xlsx is looked at before it is opened, an .xls after: the reader knows a locked one.
    looks = workbook_guard.check_xlsx(content, name, limits) if kind == "xlsx" else None
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    looks = xls_marks.looks(content) if looks is None else looks
    known = book.sheets_metadata
    if len(known) != len(looks):
        raise Invalid(BROKEN.format(name=name))
    # By their place: two sheets may have one name.
    sheets = [
        _table(book, at, known[at], looks[at], name, limits)
        for at in range(len(known))
        if known[at].typ == SheetTypeEnum.WorkSheet
    ]
    return Tables(sheets, epochs.counts_from_1904(content, kind))


def _table(
    book: CalamineWorkbook, at: int, known: SheetMetadata, look: Look, name: str, limits: Limits
) -> Table:
    sheet = book.get_sheet_by_index(at)
    if sheet.end and (sheet.end[0] >= limits.rows or sheet.end[1] >= limits.columns):
        raise Invalid(too_many_rows(name, known.name, limits))
    rows = sheet.to_python(skip_empty_area=False)
    _check_all_found(rows, look, name, known.name)
    return Table(
        name=known.name,
        rows=rows,
        merges=list(sheet.merged_cell_ranges or ()),
        failed=list(look.failed.items()),
        is_hidden=known.visible != SheetVisibleEnum.Visible,
        hidden=look.hidden,
        struck=look.struck,
    )


def _check_all_found(rows: list[list[Any]], look: Look, name: str, sheet: str) -> None:
    """A row in which something stands, and which was not read, would be lost without a word."""
    for row in look.stored:
        if row >= len(rows) or all(cell == "" for cell in rows[row]):
            raise Invalid(LOST.format(name=name, sheet=sheet, row=row + 1))


def _kept(value: Any) -> dict[str, Any]:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    raise TypeError(type(value).__name__)


def _restored(found: dict[str, Any]) -> Any:
    if "moment" in found:
        return datetime.fromisoformat(found["moment"])
    if "day" in found:
        return date.fromisoformat(found["day"])
    if "time" in found:
        return time.fromisoformat(found["time"])
    return timedelta(seconds=found["seconds"]) if "seconds" in found else found


if __name__ == "__main__":
    main()
