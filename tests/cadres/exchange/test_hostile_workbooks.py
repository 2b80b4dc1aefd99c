"""A workbook made to be slow is looked at no longer than an honest one, and then refused."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest

from cadres.errors import Invalid
from cadres.exchange import sheets
from cadres.exchange import workbook_guard as guard
from cadres.rules import zip_list

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
    ],
    ids=["cells", "rows", "open tags", "texts", "formulas", "items", "a long word", "sheets"],
)
def test_a_small_file_never_holds_a_worker(content):
    assert len(content) < 20_000
    begun = time.process_time()

    with suppress(Invalid):
        guard.check_xlsx(content, "a.xlsx", guard.Limits())

    assert time.process_time() - begun < 3


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
