"""A cell is read for what it means: its day by the book's own epoch, a picture as a picture."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cadres.workbooks.exchange import cells, epochs, sheets
from cadres.workbooks.exchange.cells import EPOCH, EPOCH_1904, Unreadable
from tests.workbooks import csv_bytes, xlsx

GENERAL = 44624  # shown as a bare number


def book_of(epoch: datetime, value: object) -> sheets.Workbook:
    book, stream = Workbook(), io.BytesIO()
    book.epoch = epoch
    book.active["A1"] = value
    book.save(stream)
    return sheets.read(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("epoch", "value", "day"),
    [
        (CALENDAR_MAC_1904, GENERAL, date(2026, 3, 5)),
        (CALENDAR_MAC_1904, str(GENERAL), date(2026, 3, 5)),
        (CALENDAR_MAC_1904, date(2026, 3, 5), date(2026, 3, 5)),
        (CALENDAR_MAC_1904, "2026-03-05", date(2026, 3, 5)),
        (EPOCH, GENERAL, date(2022, 3, 4)),
    ],
)
def test_a_bare_number_counts_from_the_epoch_of_its_book(epoch, value, day):
    book = book_of(epoch, value)

    assert cells.day(book.sheets[0].rows[0].cells[0], book.epoch) == day


def biff(*records: tuple[int, bytes]) -> bytes:
    opening = (0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    body = b"".join(
        struct.pack("<HH", kind, len(words)) + words for kind, words in (opening, *records)
    )
    return b"\xd0\xcf\x11\xe0" + b"\0" * 508 + body


@pytest.mark.parametrize(
    ("records", "counts"),
    [
        ([(0x0042, b"\xb0\x04"), (0x0022, b"\x01\x00"), (0x000A, b"")], True),
        ([(0x0022, b"\x00\x00"), (0x000A, b"")], False),
        ([(0x000A, b""), (0x0022, b"\x01\x00")], False),
        ([(0x0031, b"\x22\x00\x02\x00\x01\x00")], False),
    ],
)
def test_an_old_workbook_says_by_a_record_from_when_it_counts(records, counts):
    assert epochs.counts_from_1904(biff(*records), "xls") is counts


def test_what_says_nothing_counts_as_usual():
    with io.BytesIO() as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", "")
        archive.close()
        assert not epochs.counts_from_1904(stream.getvalue(), "xlsx")
    assert not epochs.counts_from_1904(b"", "xls")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-04T16:00:00.000Z", "2026-03-05 00:00:00"),
        ("2026-03-04T23:30:00Z", "2026-03-05 07:30:00"),
        ("2026-03-05 08:00:00+08:00", "2026-03-05 08:00:00"),
        ("2026-03-05T08:00:00", "2026-03-05 08:00:00"),
        ("2026-03-05 08:00", "2026-03-05 08:00:00"),
    ],
)
def test_a_moment_is_told_by_the_county_s_clock(written, moment):
    assert str(cells.moment(written)) == moment


def test_a_stretch_of_a_day_is_no_moment():
    assert isinstance(cells.moment("2026-03-05 10:30-11:30"), Unreadable)


@pytest.mark.parametrize(
    "written",
    ["'2026-03-05", "`2026-03-05", '="2026-03-05"', "\u202d2026-03-05\u202c", "2026-03-05\u00a0"],
)
def test_a_day_is_read_however_it_was_copied(written):
    assert cells.day(written) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "formula", ['=DISPIMG("ID_1A2B",1)', '=_xlfn.DISPIMG("ID_1",1)', '_xlfn.IMAGE("https://a/b")']
)
def test_a_picture_in_a_cell_is_no_text(formula):
    cell = sheets.read(csv_bytes([["甲", formula]]), "a.csv").sheets[0].rows[0].cells[1]

    assert isinstance(cell, Unreadable)
    assert "图片" in cell.reason
    assert cells.text(cell) == "图片"


def test_what_a_spreadsheet_keeps_as_text_is_that_text():
    row = sheets.read(csv_bytes([['="00123"', "'=1+1"]]), "a.csv").sheets[0].rows[0]

    assert [cells.text(cell) for cell in row.cells] == ["00123", "=1+1"]


def test_the_epoch_of_a_book_is_asked_of_each_of_its_rows():
    assert sheets.read(xlsx({"表": [[1]]}), "a.xlsx").epoch == EPOCH
    assert EPOCH_1904 == CALENDAR_MAC_1904
