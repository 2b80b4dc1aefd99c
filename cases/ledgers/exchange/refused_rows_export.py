"""Refused rows as a workbook in the same headings, with the reason beside; it can be sent again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from django.db.models import QuerySet
from openpyxl import Workbook

from cadres.files.services.export_files import Say, counted
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.ledgers.exchange import row_accounts
from cases.ledgers.exchange.ledger_contents import FIELDS, plain_heading
from cases.ledgers.rules.imports import Kind
from cases.ledgers.selectors import imports
from cases.models import ImportBatch, RefusedRow

REASON, PLACE = "未导入原因", "原表位置"
ACCOUNTS, ACCOUNT_HEADINGS = "各行去向", ["文件", "工作表", "行", "去向", "原因"]
BAD_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def write(out: BinaryIO, found: QuerySet[RefusedRow], seen_by: Viewer, say: Say) -> int:
    """One sheet for each sheet the rows came from: a township is told by its sheet alone.

    A last one tells what became of every row of their files.
    """
    book = Workbook(write_only=True)
    rows = list(found)
    for number, (name, group) in enumerate(groupby(counted(rows, say), key=lambda row: row.sheet)):
        same = list(group)
        _add_sheet(book, Kind(same[0].kind), name or f"表{number + 1}", same)
    if not rows:
        book.create_sheet("没有未导入的行")
    _add_accounts(book, {row.batch_id: row.batch for row in rows}.values())
    book.save(out)
    return len(rows)


def _add_accounts(book: Workbook, batches: Iterable[ImportBatch]) -> None:
    told = [
        (batch, place)
        for batch in batches
        if (account := batch.summary.get("rows"))
        for place in row_accounts.places(account)
    ]
    if not told:
        return
    sheet = book.create_sheet(ACCOUNTS)
    outgoing.begin_table(sheet, ACCOUNT_HEADINGS, [30, 20, 24, 12, 60])
    for batch, place in told:
        cells = [batch.file_name, place.sheet, place.rows, place.label, place.reason]
        outgoing.add_row(sheet, cells)


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
