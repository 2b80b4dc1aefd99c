"""Letters as .docx, opened again: styles, margins, grid, numbers."""

from __future__ import annotations

from io import BytesIO

import docx as word
import pytest
from docx.oxml.ns import qn

from cases.letters.exchange.docx import docx
from cases.letters.exchange.docx_breaks import plain
from cases.letters.rules import layout, sheets
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.sheets import Cell, FormTable
from tests.factories import letter_kinds, letters

MM = 36000


def opened(sheet):
    return word.Document(BytesIO(docx(sheet)))


def top_of(line):
    return int(line._p.pPr.find(qn("w:framePr")).get(qn("w:y"))) / 20 / layout.POINTS_PER_MM


def width_of(line):
    return int(line._p.pPr.find(qn("w:framePr")).get(qn("w:w"))) / 20 / layout.POINTS_PER_MM


@pytest.fixture(scope="module")
def full():
    return opened(letters.ten_annexes())


def styled(document, name):
    return [line for line in document.paragraphs if line.style.name == name]


@pytest.mark.parametrize(
    ("margin", "wanted"),
    [
        ("page_width", 210),
        ("page_height", 297),
        ("top_margin", 37),
        ("left_margin", 28),
        ("right_margin", 26),
        ("bottom_margin", 35),
        ("header_distance", 15),
        ("footer_distance", 20),
    ],
)
def test_a_page_has_the_measures_of_the_standard(full, margin, wanted):
    assert getattr(full.sections[0], margin) / MM == pytest.approx(wanted, abs=0.1)


def test_the_grid_has_22_lines_of_28_characters(full):
    grid = full.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    character = layout.BODY_PT + int(grid.get(qn("w:charSpace"))) / 4096
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert pitch * 22 / layout.POINTS_PER_MM == pytest.approx(225, abs=0.4)
    assert pitch * 22 / layout.POINTS_PER_MM <= 225
    assert character * 28 / layout.POINTS_PER_MM == pytest.approx(156, abs=0.1)


def test_headings_have_styles_by_their_level():
    document = opened(letters.sheet())
    assert [line.text for line in styled(document, "一级标题")] == ["一、需要督办的事项"]
    assert [line.text for line in styled(document, "二级标题")] == ["（一）基本情况"]
    assert [line.text for line in styled(document, "三级标题")] == ["1. 企业诉求"]


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("公文标题", "方正小标宋简体", 22),
        ("正文", "仿宋_GB2312", 16),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
    ],
)
def test_styles_name_the_fonts_of_the_standard(full, style, font, size):
    found = full.styles[style]
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == size


def test_title_addressee_and_signer_have_styles(full):
    sheet = letters.ten_annexes()
    assert styled(full, "公文标题")[0].text == sheet.title
    assert styled(full, "主送机关")[0].text == f"{sheet.addressee}："
    assert [plain(line.text) for line in styled(full, "署名")] == [sheet.signer, "2026年3月2日"]


def test_the_red_head_stands_on_the_first_page_alone(full):
    section = full.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text.replace("\n", "") == letters.SIXTY
    assert section.header.paragraphs[0].text == ""


def test_the_red_head_and_its_rule_have_their_places_on_the_page(full):
    name, rule, _ = full.sections[0].first_page_header.paragraphs
    head = layout.headline(letters.SIXTY)
    assert top_of(name) == pytest.approx(30 - 0.08 * head.size_pt / layout.POINTS_PER_MM, abs=0.1)
    assert top_of(rule) == pytest.approx(layout.first_rule_mm(letters.SIXTY) - 0.35, abs=0.1)
    assert width_of(name) == width_of(rule) == pytest.approx(170, abs=0.1)


def test_styles_name_what_stands_in_for_a_missing_font(full):
    table = next(
        part for part in full.part.package.iter_parts() if part.partname == "/word/fontTable.xml"
    )
    assert 'w:name="仿宋_GB2312"><w:altName w:val="FangSong_GB2312,仿宋' in table.blob.decode()


def test_a_form_is_signed_below_its_table():
    cells = ((Cell("企业名称", is_label=True), Cell("恒信达")),)
    form = FormTable("", (1, 3), cells)
    document = opened(letters.sheet(layout=sheets.Layout.FORM, body=(), tables=(form,)))
    kinds = [part.tag for part in document.element.body.iterchildren()]
    signed = [line._p for line in styled(document, "署名")]
    assert kinds.index(qn("w:tbl")) < document.element.body.index(signed[0])


def test_the_words_of_a_form_are_smaller_than_those_of_a_letter(full):
    form = dict(letter_kinds.every_kind())[LetterKind.DISPATCH.label]
    sizes = [
        (style.font.size.pt, style.paragraph_format.line_spacing.pt)
        for style in (full.styles["正文"], opened(form).styles["正文"])
    ]
    assert sizes == [(16.0, pytest.approx(28.95, abs=0.05)), (14.0, pytest.approx(22.4, abs=0.05))]


def test_copied_to_stands_on_the_page_of_the_signature(full):
    lines = full.paragraphs
    copied = next(at for at, line in enumerate(lines) if line.style.name == "抄送")
    assert not lines[copied + 1].paragraph_format.page_break_before


def test_a_row_stays_on_one_page():
    rows = opened(letters.register()).tables[0].rows
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_page_numbers_are_fields_on_the_later_pages(full):
    section = full.sections[0]
    fields = [part.text for part in section.footer._element.iter(qn("w:instrText"))]
    assert fields == [" PAGE "]
    assert list(section.first_page_footer._element.iter(qn("w:instrText"))) == []


def test_all_ten_annexes_are_listed_and_begin_pages(full):
    sheet = letters.ten_annexes()
    listed = [line.text.split("\t")[-1].replace("\n", "") for line in styled(full, "附件说明")]
    heads = styled(full, "附件标识")
    assert listed == [sheets.listed(annex) for annex in sheet.annexes]
    assert [line.text for line in heads] == [f"附件{at}" for at in range(1, 11)]
    assert all(line.paragraph_format.page_break_before for line in heads)


def test_a_register_lies_across_the_page_and_repeats_its_head():
    document = opened(letters.register())
    table = document.tables[0]
    assert document.sections[0].page_width > document.sections[0].page_height
    assert len(table.rows) == 32
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.cell(31, 0).text == table.cell(31, 1).text == "移送单位签章"


def test_what_no_document_can_carry_is_left_out():
    sheet = letters.sheet(title="关于\x0b变压器\x00的函")
    assert styled(opened(sheet), "公文标题")[0].text == "关于变压器的函"


def test_how_many_an_annex_has_stands_on_one_line():
    """Where it does not fit behind the name, it stands under it as a whole."""
    short, long = "抽样单", "第一组现场勘查记录和有关证据材料清单"
    sheet = letters.sheet(annexes=(sheets.Annex(short, 1, 2), sheets.Annex(long, 1, 2)))
    first, second = styled(opened(sheet), "附件说明")
    assert first.text.endswith("抽样单（1份，2页）")
    assert second.text.endswith("清单\n（1份，2页）")


def test_the_table_that_is_an_annex_follows_the_letter():
    table = FormTable("清单", (1,), ((Cell("甲"),),))
    document = opened(letters.sheet(annexes=(sheets.Annex("清单"),), tables=(table,)))
    kinds = [child.tag.rpartition("}")[2] for child in document.element.body]
    marked = styled(document, "附件标识")[0]
    assert list(document.element.body).index(marked._p) < kinds.index("tbl")
