"""The room's letters through the engines: pages, and nothing lost of long lists."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx as word
import pytest
from pypdf import PdfReader

from cases.leads.handling.rules import sheets
from cases.leads.handling.rules.sheets import Course
from cases.leads.register.rules import quarterly
from cases.leads.register.rules.quarterly import Quarter, QuarterlyFigures, WaitingRow
from cases.letters.exchange.docx import docx
from cases.letters.exchange.pdf import ZERO_WIDTH_SPACE, pdf
from tests.factories import leads as matters
from tests.factories.leads import FACTS


def opened(sheet):
    return PdfReader(BytesIO(pdf(sheet)))


def text_of(reader):
    found = "".join(page.extract_text() for page in reader.pages)
    return "".join(found.replace(ZERO_WIDTH_SPACE, "").split())


@pytest.fixture(scope="module")
def crowded():
    return sheets.transfer_letter(matters.crowded(), matters.files(10), FACTS)


@pytest.fixture(scope="module")
def printed(crowded):
    return text_of(opened(crowded))


@pytest.mark.parametrize("at", range(1, 21))
def test_each_of_twenty_persons_is_printed(printed, at):
    assert f"{at}.欧阳某{at}，" in printed


@pytest.mark.parametrize("at", range(1, 11))
def test_a_letter_prints_no_digest(printed, at):
    assert f"{at:064x}" not in printed


def test_the_slip_stands_alone_on_the_last_page(crowded):
    last = opened(crowded).pages[-1].extract_text()
    assert "召营线移" in last
    assert "附件" not in last


def test_a_usual_register_form_fits_one_page_that_lies_across():
    reader = opened(sheets.register_form(matters.matter(), matters.files(2), FACTS, Course()))
    (page,) = reader.pages
    assert page.mediabox.width > page.mediabox.height


def test_a_stub_is_one_page():
    assert len(opened(sheets.stub_slip("召纪密转〔2026〕1号", date(2026, 3, 2), FACTS)).pages) == 1


def test_a_letter_keeps_its_headings_in_word(crowded):
    document = word.Document(BytesIO(docx(crowded)))
    found = [line.text for line in document.paragraphs if line.style.name == "一级标题"]
    assert found[0] == "一、线索编号和来源"
    assert found[-1] == "七、保密要求"


def test_rows_of_a_list_are_not_parted_in_word():
    rows = [WaitingRow(f"〔2026〕{at}号", "", None, "in_hand") for at in range(3)]
    sheet = quarterly.quarterly_list(
        FACTS.issuer, Quarter(2026, 1), date(2026, 4, 1), rows, QuarterlyFigures()
    )
    table = word.Document(BytesIO(docx(sheet))).tables[0]
    assert len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == len(rows) + 1
