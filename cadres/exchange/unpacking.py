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
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from cadres.errors import Invalid
from cadres.exchange import epochs, workbook_guard
from cadres.exchange.workbook_guard import BROKEN, ENCRYPTED, SLOW, Limits, too_many_rows

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 2 * 1024**3
GRACE = 5  # seconds after which one that nobody waits for any more ends by itself
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as it was stored: values, merged areas, and formulas that hold no result."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[Place, Place]]
    failed: list[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Tables:
    sheets: list[Table]
    hidden: tuple[str, ...]
    counts_from_1904: bool = False


def unpack(content: bytes, name: str, kind: str, limits: Limits) -> Tables:
    """Let the other process open the workbook; raise Invalid with its sentence, or for its end."""
    words = json.dumps({"name": name, "kind": kind, "limits": asdict(limits)})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cadres.exchange.unpacking", words],
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
    answer = json.loads(done.stdout, object_hook=_restored)
    if "refused" in answer:
        raise Invalid(answer["refused"])
    sheets = [Table(**sheet) for sheet in answer["sheets"]]
    return Tables(sheets, tuple(answer["hidden"]), answer["counts_from_1904"])


def main() -> None:
    """Open the workbook on standard input with bounded memory; answer on standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    words = json.loads(sys.argv[1])
    name, limits = words["name"], Limits(**words["limits"])
    longest = math.ceil(limits.seconds) + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
    try:
        tables = _opened(sys.stdin.buffer.read(), name, words["kind"], limits)
        answer = asdict(tables)
    except Invalid as refused:
        answer = {"refused": refused.message}
    except PasswordError:
        answer = {"refused": ENCRYPTED.format(name=name)}
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        answer = {"refused": BROKEN.format(name=name)}
    json.dump(answer, sys.stdout, default=_kept)


def _opened(content: bytes, name: str, kind: str, limits: Limits) -> Tables:
    failed = workbook_guard.check_xlsx(content, name, limits) if kind == "xlsx" else {}
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    known = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    hidden = [each.name for each in known if each.visible != SheetVisibleEnum.Visible]
    sheets = []
    for title in (each.name for each in known if each.name not in hidden):
        sheet = book.get_sheet_by_name(title)
        if sheet.end and (sheet.end[0] >= limits.rows or sheet.end[1] >= limits.columns):
            raise Invalid(too_many_rows(name, title, limits))
        rows = sheet.to_python(skip_empty_area=False)
        merges = list(sheet.merged_cell_ranges or ())
        sheets.append(Table(title, rows, merges, list(failed.get(title, {}).items())))
    return Tables(sheets, tuple(hidden), epochs.counts_from_1904(content, kind))


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
