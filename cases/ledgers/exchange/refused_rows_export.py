"""Refused rows as a workbook in the same headings, with the reason beside; it can be sent again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from django.db.models import QuerySet

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.outgoing import RowSheet
from cadres.workbooks.exchange.streamed_books import Book
from cases.ledgers.exchange import row_accounts
from cases.ledgers.exchange.ledger_contents import FIELDS, plain_heading
from cases.ledgers.rules.imports import Kind
from cases.ledgers.selectors import imports
from cases.models import ImportBatch, RefusedRow

REASON, PLACE = "未导入原因", "原表位置"
ACCOUNTS, ACCOUNT_HEADINGS = "各行去向", ["文件", "工作表", "行", "去向", "原因"]


def write(out: BinaryIO, found: QuerySet[RefusedRow], seen_by: Viewer, say: Say) -> int:
    """One sheet for each sheet the rows came from: a township is told by its sheet alone.

    A last one tells what became of every row of their files.
    """
    rows = list(found)
    with Book(out) as book:
        groups = groupby(counted(rows, say), key=lambda row: row.sheet)
        for number, (name, group) in enumerate(groups):
            same = list(group)
            _add_sheet(book, Kind(same[0].kind), name or f"表{number + 1}", same)
        if not rows:
            book.sheet("没有未导入的行")
        _add_accounts(book, {row.batch_id: row.batch for row in rows}.values())
    return len(rows)


def _add_accounts(book: Book, batches: Iterable[ImportBatch]) -> None:
    told = [
        (batch, place)
        for batch in batches
        if (account := batch.summary.get("rows"))
        for place in row_accounts.places(account)
    ]
    if not told:
        return
    sheet = RowSheet(book, ACCOUNTS, ACCOUNT_HEADINGS, [30, 20, 24, 12, 60])
    for batch, place in told:
        sheet.add([batch.file_name, place.sheet, place.rows, place.label, place.reason])


def _add_sheet(book: Book, kind: Kind, name: str, rows: Iterable[RefusedRow]) -> None:
    fields = FIELDS[kind]
    headings = [*(plain_heading(field) for field in fields), REASON, PLACE]
    widths = [*(16 for _ in fields), 40, 30]
    sheet = RowSheet(book, name, headings, widths)
    for row in rows:
        cells = imports.cells(row)
        place = f"{row.batch.file_name} 第 {row.row} 行"
        sheet.add([*(cells.get(field.key, "") for field in fields), row.reason, place])
