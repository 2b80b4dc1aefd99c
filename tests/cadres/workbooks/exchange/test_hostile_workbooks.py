"""A workbook made to be slow is looked at no longer than an honest one, and then refused."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest

from cadres.errors import Invalid
from cadres.workbooks.exchange import sheets
from cadres.workbooks.exchange import workbook_guard as guard
from cadres.workbooks.rules import zip_list

NAMES = """<workbook><sheets><sheet name="一" id="r1"/></sheets></workbook>"""
RELATIONS = """<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>"""


def workbook(sheet: bytes = b"", shared: bytes = b"", names: str = NAMES) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", names)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/s.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", shared)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        workbook(b"<c>" * 300_000),
        workbook(b"<row " * 300_000),
        workbook(b"<c " * 300_000),
        workbook(b't="s"' * 300_000),
        workbook(b"<c><f>" * 200_000 + b"</c>"),
        workbook(shared=b"<si>" * 300_000),
        workbook(names=NAMES + "<sheet " + "a" * 1_000_000 + ">"),
        workbook(names=NAMES + "<sheet " * 200_000),
        workbook(b"<a>" * 300_000 + b"</a>" * 300_000),
        workbook(b'<row x="' + b"a" * 8_000_000 + b'"/>'),
        workbook(b"<!--" + b"a" * 8_000_000 + b"--><x/>"),
    ],
    ids=(
        "cells|rows|open tags|texts|formulas|items|a long word|sheets|deep|an endless attribute"
        "|an endless comment"
    ).split("|"),
)
def test_a_small_file_never_holds_a_worker(content):
    assert len(content) < 20_000
    begun = time.process_time()

    with suppress(Invalid):
        guard.check_xlsx(content, "a.xlsx", guard.Limits())

    assert time.process_time() - begun < 3


SWELLS = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
ELSEWHERE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LONG_COMMENT = b"<!--" + b"x" * 100_000 + b"-->"


def sheet(rows: bytes) -> bytes:
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "part",
    [
        SWELLS + sheet(b"<row><c><v>&b;</v></c></row>"),
        ELSEWHERE + sheet(b"<row><c><v>&a;</v></c></row>"),
        b"<!DOCTYPE worksheet>" + sheet(b""),
        LONG_COMMENT + SWELLS + sheet(b""),
        ('<?xml version="1.0" encoding="utf-16"?>' + SWELLS.decode() + "<x/>").encode("utf-16"),
        sheet(b"<row><c><v>&unknown;</v></c></row>"),
        sheet(b"<row><c><v>1</v></c></row>")[:-9],
        sheet(b"<row><c></row></c>"),
    ],
    ids=[
        "one that swells",
        "one from elsewhere",
        "none but a document type",
        "behind a long comment",
        "in another encoding",
        "an unknown one",
        "a part that was cut off",
        "crossed elements",
    ],
)
def test_no_entity_is_let_in_however_it_is_hidden(part):
    with pytest.raises(Invalid, match="已损坏"):
        guard.check_xlsx(workbook(part), "a.xlsx", guard.Limits())


def test_a_document_type_is_refused_in_parts_that_nobody_reads():
    held = io.BytesIO(workbook(sheet(b"")))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("docProps/app.xml", LONG_COMMENT + SWELLS + b"<x/>")

    with pytest.raises(Invalid, match="已损坏"):
        guard.check_xlsx(held.getvalue(), "a.xlsx", guard.Limits())


FAILED = [
    b'<c r="A1" t="e"><v>#REF!</v></c>',
    b"<c r='A1' t='e'><v>#REF!</v></c>",
    b'<c r = "A1" t = "e"><v>#REF!</v></c>',
    b'<x:c xmlns:x="y" r="A1" t="e"><x:v>#REF!</x:v></x:c>',
    b'<c r="A&#49;" t="&#101;"><v>#REF!</v></c>',
    b'<c r="A1" note="a>b" t="e"><v>#REF!</v></c>',
    b'<!-- <c r="A1"><v>1</v></c> --><c r="A1" t="e"><v><![CDATA[#REF!]]></v></c>',
    b'<c r="A1"><f>&#95;xlfn.IMAGE("a")</f><v>1</v></c>',
]


@pytest.mark.parametrize("cell", FAILED)
def test_a_faulty_cell_is_seen_however_its_markup_is_written(cell):
    look = guard.check_xlsx(
        workbook(sheet(b'<row r="1">' + cell + b"</row>")), "a.xlsx", guard.Limits()
    )

    assert list(look[0].failed) == [(0, 0)]


def test_what_is_said_aloud_beside_a_text_is_no_text():
    shared = b"<sst><si><rPh><t>yi</t></rPh></si></sst>"
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'

    assert guard.check_xlsx(workbook(sheet(rows), shared), "a.xlsx", guard.Limits())[0].stored == []


def test_a_look_that_takes_too_long_ends_with_a_sentence(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", -1)

    with pytest.raises(Invalid, match="太复杂"):
        guard.check_xlsx(workbook(b"<row><c><v>1</v></c></row>"), "a.xlsx", guard.Limits())


def test_a_workbook_is_let_go_when_its_time_is_over():
    content = workbook(b"<row><c><v>1</v></c></row>")

    with pytest.raises(Invalid, match="没有看完"):
        sheets.read(content, "a.xlsx", guard.Limits(seconds=0.001))


def test_a_table_without_end_is_read_no_further_than_its_limit():
    too_long = "甲" * 200_000  # a cell at which the reader would give up
    content = f"甲,乙\n甲,乙\n甲,乙\n{too_long}".encode()

    with pytest.raises(Invalid, match="超过 2 行"):
        sheets.read(content, "a.csv", guard.Limits(rows=2))


def test_a_list_of_parts_without_end_is_not_read():
    content = bytearray(workbook())
    end = content.rfind(zip_list.END)
    content[end + 12 : end + 16] = (20_000_000).to_bytes(4, "little")

    for look in (guard.kind_of, guard.check_xlsx):
        with pytest.raises(Invalid, match="解压后过大"):
            look(bytes(content), "a.xlsx", guard.Limits())


def test_an_end_that_contradicts_itself_is_believed_where_it_is_larger():
    content = workbook()
    end = content.rfind(zip_list.END)
    wide = zip_list.WIDE_END + bytes(36) + (20_000_000).to_bytes(8, "little") + bytes(8)
    locator = zip_list.LOCATOR + bytes(16)

    assert not zip_list.is_too_long(content)
    assert zip_list.is_too_long(content[:end] + wide + locator + content[end:])
