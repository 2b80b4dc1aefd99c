"""Workbooks come in as rows with their numbers, whatever program wrote them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from cadres.errors import Invalid
from cadres.workbooks.exchange import cells, sheets
from cadres.workbooks.exchange.cells import Unreadable
from cadres.workbooks.exchange.workbook_guard import Limits
from tests.workbooks import csv_bytes, xlsx

ROWS = [["姓名", "单位"], ["张三", "县林业局"]]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rezipped(content: bytes, change: dict[str, bytes]) -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in {*source.namelist(), *change}:
            target.writestr(name, change[name] if name in change else source.read(name))
    return stream.getvalue()


def refusal(content: bytes, name: str = "台账.xlsx", limits: Limits = sheets.USUAL) -> str:
    with pytest.raises(Invalid) as refused:
        sheets.read(content, name, limits)
    return refused.value.message


def test_rows_keep_their_numbers_and_blank_rows_are_marked():
    book = sheets.read(xlsx({"表": [["标题"], [], ["甲", 1]]}), "a.xlsx")

    assert [(row.number, row.is_blank) for row in book.sheets[0].rows] == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_numbers_lose_their_point_zero():
    book = sheets.read(xlsx({"表": [[18610950331, 1.5, True]]}), "a.xlsx")

    assert [cells.text(cell) for cell in book.sheets[0].rows[0].cells] == [
        "18610950331",
        "1.5",
        "是",
    ]


def test_a_vertical_merge_fills_the_rows_below_and_says_from_where():
    content = xlsx({"表": [["叶华", "甲"], [None, "乙"], [None, "丙"]]}, {"表": ["A1:A3"]})

    rows = sheets.read(content, "a.xlsx").sheets[0].rows

    assert [row.cells[0] for row in rows] == ["叶华"] * 3
    assert rows[2].filled_from == {0: 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_every_usual_encoding(encoding):
    book = sheets.read(csv_bytes(ROWS, encoding), "花名册.csv")

    assert book.sheets[0].rows[1].cells == ("张三", "县林业局")


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_mark_between_columns_is_found(mark):
    content = "\n".join(mark.join(row) for row in ROWS).encode()

    assert sheets.read(content, "a.csv").sheets[0].rows[1].cells == ("张三", "县林业局")


def test_the_content_decides_not_the_name():
    assert sheets.read(csv_bytes(ROWS), "其实是文本.xlsx").sheets[0].rows[0].cells[0] == "姓名"
    assert sheets.read(xlsx({"表": ROWS}), "其实是工作簿.csv").sheets[0].name == "表"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"MZ\x90\x00", "程序"),
        (b"\x00\x01\x02\x03", "认不出"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        (b"", "空文件"),
        (b"   \n ", "空文件"),
        (b"PK\x03\x04 not really a zip", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "已损坏"),
        (b"\x81\xff\xff\xff", "编码"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize("word", ["BM编号", "MZ企业", "GIF8", "%", "RIFF", "PK"])
def test_a_table_may_begin_with_the_letters_of_another_kind(word):
    content = csv_bytes([[word, "单位"], ["1", "县林业局"]])

    assert sheets.read(content, "a.csv").sheets[0].rows[0].cells[0] == word


def test_other_office_documents_are_named():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert "Word" in refusal(stream.getvalue())


def test_a_cut_workbook_is_refused():
    content = xlsx({"表": ROWS})

    assert "已损坏" in refusal(content[: len(content) // 2])


def test_a_workbook_with_a_broken_part_is_refused():
    content = rezipped(
        xlsx({"表": ROWS}), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><r"}
    )

    with pytest.raises(Invalid):
        sheets.read(content, "a.xlsx")


def test_a_file_above_the_limit_is_refused_before_it_is_opened():
    assert "超过 1 MB 的上限" in refusal(b"x" * (1024 * 1024 + 1), limits=Limits(size=1024 * 1024))


def test_a_workbook_that_swells_is_refused():
    content = rezipped(xlsx({"表": ROWS}), {"xl/sharedStrings.xml": b" " * 3_000_000})

    assert "解压后过大" in refusal(content, limits=Limits(unpacked=1_000_000))


def test_one_long_text_repeated_in_every_cell_is_refused():
    content = xlsx({"表": [["长" * 10_000] * 50] * 20})

    assert "解压后过大" in refusal(content, limits=Limits(unpacked=2_000_000))


def test_a_lone_cell_far_away_does_not_fill_the_memory():
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "甲", "乙"

    assert "上限" in refusal(saved(book))


def test_entities_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'

    assert "已损坏" in refusal(rezipped(xlsx({"表": ROWS}), {"xl/sharedStrings.xml": bomb}))


def test_a_sheet_without_content_is_refused():
    assert "没有内容" in refusal(xlsx({"表": []}))


def test_a_formula_without_result_is_marked_in_its_cell():
    book = Workbook()
    book.active["A1"], book.active["B2"] = "甲", "=1+1"

    cell = sheets.read(saved(book), "a.xlsx").sheets[0].rows[1].cells[1]

    assert isinstance(cell, Unreadable)
    assert "公式" in cell.reason


def test_a_formula_with_result_counts_as_its_result():
    plain = xlsx({"表": [["甲", 2]]})
    part = zipfile.ZipFile(io.BytesIO(plain)).read("xl/worksheets/sheet1.xml")
    content = rezipped(
        plain, {"xl/worksheets/sheet1.xml": part.replace(b"<v>2</v>", b"<f>1+1</f><v>2</v>")}
    )

    assert sheets.read(content, "a.xlsx").sheets[0].rows[0].cells == ("甲", 2)


def test_a_failed_formula_and_a_number_with_lost_digits_are_unreadable():
    row = sheets.read(xlsx({"表": [["#REF!", 914113210000000000]]}), "a.xlsx").sheets[0].rows[0]

    assert all(isinstance(cell, Unreadable) for cell in row.cells)


def test_hidden_sheets_are_left_out_and_named():
    book = Workbook()
    book.active["A1"] = "甲"
    book.create_sheet("旧表")["A1"] = "乙"
    book["旧表"].sheet_state = "hidden"

    read = sheets.read(saved(book), "a.xlsx")

    assert [sheet.name for sheet in read.seen] == ["Sheet"]
    assert read.hidden == ("旧表",)


@pytest.mark.parametrize(
    "written",
    [
        "2026年3月30日", "2026 年 3 月 30 日", "2026.3.30", "20260330",
        "2026/3/30", "2026/03/30",
        "2026-03-30 00:00:00", "２０２６年３月３０日",
        "2026-3-30", "２０２６．３．３０",
        20260330, 46111, "46111",
        "二〇二六年三月三十日", "2026年3月30日前", "2026-03-30（周一）", "2026-03-30T08:30:00",
        date(2026, 3, 30),
        " 2026年3月30号 ",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_day_is_taken(written):
    assert cells.day(written) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-02-30", "没有 2026年2月30日"),
        ("20233-01-01", "20233"),
        ("20233年1月1日", "20233"),
        (date(1899, 1, 1), "1899"),
        ("2026年3月", "没有日"),
        ("3月30日", "没有年份"),
        ("尽快", "不是能认出的日期"),
        ("<script>alert(1)</script>", "不是能认出的日期"),
    ],
)
def test_what_is_no_real_day_is_refused_never_rolled(written, words):
    found = cells.day(written)

    assert isinstance(found, Unreadable)
    assert words in found.reason


@pytest.mark.parametrize("nothing", [None, "", "　", "无", "/", "——"])
def test_nothing_is_no_day(nothing):
    assert cells.day(nothing) is None


def test_a_moment_keeps_its_seconds():
    found = cells.moment("2019/4/25 9:32:09")

    assert f"{found:%F %T}" == "2019-04-25 09:32:09"


def test_text_keeps_scripts_as_letters_and_loses_control_characters():
    assert cells.text(" <script>x</script>\x00\x07 ") == "<script>x</script>"
    assert cells.paragraph("\n\t\t\n\t\t第一段\u3000\n\n  第二段 ") == "第一段\n第二段"
