"""Refused rows as a workbook in the same headings, with the reason beside; it can be sent again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from django.db.models import QuerySet
from openpyxl import Workbook

from cadres.exchange import outgoing
from cadres.rules.viewer import Viewer
from cadres.services.export_files import Say, counted
from cases.exchange.ledger_contents import FIELDS, plain_heading
from cases.models import RefusedRow
from cases.rules.imports import Kind
from cases.selectors import imports

REASON, PLACE = "未导入原因", "原表位置"
BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def write(out: BinaryIO, found: QuerySet[RefusedRow], seen_by: Viewer, say: Say) -> int:
    """One sheet for each sheet the rows came from: a township is told by its sheet alone."""
    book = Workbook(write_only=True)
    rows = list(found)
    for number, (name, group) in enumerate(groupby(counted(rows, say), key=lambda row: row.sheet)):
        same = list(group)
        _add_sheet(book, Kind(same[0].kind), name or f"表{number + 1}", same)
    if not rows:
        book.create_sheet("没有未导入的行")
    book.save(out)
    return len(rows)


def _add_sheet(book: Workbook, kind: Kind, name: str, rows: Iterable[RefusedRow]) -> None:
    fields = FIELDS[kind]
    sheet = book.create_sheet(name.translate(BAD_IN_NAMES)[:31])
    headings = [*(plain_heading(field) for field in fields), REASON, PLACE]
    widths = [*(16 for _ in fields), 40, 30]
    outgoing.begin_table(sheet, headings, widths)
    for row in rows:
        cells = imports.cells(row)
        place = f"{row.batch.file_name} 第 {row.row} 行"
        texts = [*(cells.get(field.key, "") for field in fields), row.reason, place]
        outgoing.add_row(sheet, texts)
