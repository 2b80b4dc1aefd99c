"""However broken a file is, no row of it goes missing without a word."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Font

from cadres.errors import Invalid
from cadres.workbooks.exchange import sheets
from cadres.workbooks.exchange.cells import Unreadable
from tests.workbooks import csv_bytes, xlsx

HEADS = ["姓名", "单位", "职务", "电话"]
ROWS = [HEADS, *([f"张{n}", "县林业局", "科员", f"{n}"] for n in range(4))]
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
RELATION = (
    b'<Relationship Id="r99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def changed(content: bytes, name: str, change) -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, change(data) if part == name else data)
    return stream.getvalue()


def shared(rows: str, texts: str) -> bytes:
    """A workbook whose cells refer to shared texts."""
    data = f"<sheetData>{rows}</sheetData>".encode()
    made = changed(
        xlsx({"表": ROWS}), SHEET, lambda old: re.sub(rb"<sheetData>.*</sheetData>", data, old)
    )
    made = changed(
        made, "xl/_rels/workbook.xml.rels", lambda old: old.replace(b"</Relationships>", RELATION)
    )
    stream = io.BytesIO(made)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(TEXTS, f"<sst>{texts}</sst>")
    return stream.getvalue()


def names(content: bytes, name: str = "a.xlsx") -> list[object]:
    return [row.cells[0] for row in sheets.read(content, name).sheets[0].rows if not row.is_blank]


def is_told(content: bytes, wanted: list[str], name: str = "a.xlsx") -> bool:
    """All rows are there, or the file is refused in a sentence."""
    try:
        found = names(content, name)
    except Invalid as refused:
        return refused.message.startswith(f"《{name}》")
    return found == wanted


ALL = ["姓名", "张0", "张1", "张2", "张3"]


@pytest.mark.parametrize("share", [5, 20, 35, 50, 65, 80, 95, 99])
def test_a_workbook_cut_anywhere_is_refused_or_whole(share):
    content, old = xlsx({"表": ROWS}), xls()

    assert is_told(content[: len(content) * share // 100], ALL)
    assert is_told(old[: len(old) * share // 100], ALL, "a.xls")


@pytest.mark.parametrize("share", [20, 40, 60, 80, 95])
def test_a_part_cut_anywhere_is_refused_or_whole(share):
    content = changed(xlsx({"表": ROWS}), SHEET, lambda data: data[: len(data) * share // 100])

    assert is_told(content, ALL)


@pytest.mark.parametrize("area", ["A1:A1", "A1:XFD1048576", "B9:C9"])
def test_a_wrong_extent_loses_nothing(area):
    extent = f'<dimension ref="{area}"/>'.encode()
    content = changed(
        xlsx({"表": ROWS}), SHEET, lambda data: re.sub(rb"<dimension[^>]*>", extent, data)
    )

    assert names(content) == ALL


def test_cells_without_their_places_are_counted():
    content = changed(xlsx({"表": ROWS}), SHEET, lambda data: re.sub(rb' r="\w+"', b"", data))

    assert names(content) == ALL


def test_a_row_written_twice_is_refused_and_named():
    content = changed(
        xlsx({"表": ROWS}), SHEET, lambda data: re.sub(rb'r="(\w?)4"', rb'r="\g<1>3"', data)
    )

    with pytest.raises(Invalid, match="第 3 行写了两遍"):
        sheets.read(content, "a.xlsx")


@pytest.mark.parametrize(
    "texts",
    [
        "<si><t>姓名</t></si><si><t>张0</t></si>",
        "<si><t>姓名</t></si>",
        "<si><t>姓名</t></si><si><t>张0</t>",
        "",
        "<si><t>姓名</t></si><si/><si><t>张0</t></si>",
    ],
)
def test_damaged_shared_texts_lose_no_row(texts):
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{at - 1}</v></c><c r="B{at}"><v>7</v></c></row>'
        for at in (1, 2)
    )

    with suppress(Invalid):
        found = sheets.read(shared(rows, texts), "a.xlsx").sheets[0].rows
        assert [row.is_blank for row in found] == [False, False]


def test_two_sheets_of_one_name_are_both_read_and_told_apart():
    content = changed(
        xlsx({"甲": ROWS, "乙": ROWS}), "xl/workbook.xml",
        lambda data: data.replace("乙".encode(), "甲".encode()).replace(b"&#20057;", b"&#30002;"),
    )  # fmt: skip

    assert [sheet.name for sheet in sheets.read(content, "a.xlsx").sheets] == ["甲", "甲（2）"]


def test_paths_with_backslashes_are_read():
    source, stream = zipfile.ZipFile(io.BytesIO(xlsx({"表": ROWS}))), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for part in source.namelist():
            target.writestr(part.replace("/", "\\"), source.read(part))

    assert names(stream.getvalue()) == ALL


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "网页归档"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", "网页格式"),
        (b"\xef\xbb\xbf<!DOCTYPE html><body><table>", "网页格式"),
        (b"<!-- saved --><HTML><table>", "网页格式"),
        ("<html><table>".encode("utf-16"), "网页格式"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
         "XML 格式"),
    ],
)  # fmt: skip
def test_pages_named_xls_are_called_what_they_are_and_how_to_save_them(content, what):
    with pytest.raises(Invalid, match=f"其实是 ?{what}.*另存为 .xlsx"):
        sheets.read(content, "台账.xls")


# Text files.


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding):
    assert names(csv_bytes(ROWS, encoding), "a.csv") == ALL


def test_empty_bytes_in_a_text_are_no_letters():
    content = csv_bytes(ROWS * 10).replace("张1".encode(), "张\x001".encode(), 1)

    assert names(content, "a.csv")[:5] == ALL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_letter_refuses_its_cell_and_no_more(encoding):
    content = csv_bytes(ROWS * 10, encoding).replace("张1".encode(encoding), b"\xff1", 1)

    found = names(content, "a.csv")

    assert isinstance(found[2], Unreadable)
    assert found[3:5] == ["张2", "张3"]
    assert len(found) == 50


@pytest.mark.parametrize(
    "broken",
    [
        '"张0,县林业局,科员,0\r\n张1,县林业局,科员,1',
        '张0,县林业局,科员,"0\r\n张1,"县林业局",科员,1',
        '张0,"县林业局,科员,0\r\n张1,县"林业局,科员,1',
        '张0,"县林业局,科员,0\r\n张1,县林业局",科员,1',
    ],
)
def test_a_quotation_mark_that_is_not_closed_swallows_no_other_row(broken):
    content = f"{','.join(HEADS)}\r\n{broken}\r\n张2,县林业局,科员,2".encode()

    found = sheets.read(content, "a.csv").sheets[0].rows

    assert len(found) == 4
    assert any(isinstance(cell, Unreadable) for cell in found[1].cells)
    assert found[3].cells[0] == "张2"


def test_a_cell_of_several_lines_stays_one_cell():
    rows = [HEADS, ["张0", "一、林业局\n二、财政局，\n三", 'a"b', "1"]]

    found = sheets.read(csv_bytes(rows), "a.csv").sheets[0].rows

    assert found[1].cells == ("张0", "一、林业局\n二、财政局，\n三", 'a"b', "1")


# Rows out of sight, and crossed out.


def marked_xlsx() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    for cell in book.active[4]:
        cell.font = Font(strike=True)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet, struck = book.add_sheet("表"), xlwt.easyxf("font: struck_out on")
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell, struck if at == 3 else xlwt.Style.default_style)
    sheet.row(2).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("make", [marked_xlsx, xls])
def test_what_is_hidden_and_what_is_struck_through_is_known(make):
    found = sheets.read(make(), "a").sheets[0].rows

    assert [row.number for row in found if row.is_hidden] == [3]
    assert [row.number for row in found if row.struck == {0, 1, 2, 3}] == [4]


def test_a_text_all_of_whose_parts_are_struck_through_is_struck():
    struck = "<r><rPr><strike/></rPr><t>张</t></r>"
    kept = '<r><rPr><strike val="0"/></rPr><t>三</t></r>'
    cells = [(1, 1), (2, 2)]  # the first text is empty
    rows = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>{n}</v></c></row>' for at, n in cells)
    content = shared(rows, f"<si/><si>{struck}{struck}</si><si>{struck}{kept}</si>")

    assert [row.struck for row in sheets.read(content, "a.xlsx").sheets[0].rows] == [{0}, set()]
