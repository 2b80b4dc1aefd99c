"""Letters as PDF, opened again: pages, measures, and nothing lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from cases.exchange.letters import fonts
from cases.exchange.letters.pdf import ZERO_WIDTH_SPACE, pdf
from cases.rules.letters import layout, sheets
from cases.rules.letters.sheets import body_of
from tests.factories import letters

MM = layout.POINTS_PER_MM
HOSTILE = '#let x = 1; $a^2$ @ref \\ *bold* _it_ "q" \' <label> `raw` // note /* [x] #panic() 😀'


@dataclass(frozen=True)
class Words:
    text: str
    left: float
    top: float


def opened(sheet):
    return PdfReader(BytesIO(pdf(sheet)))


def text_of(reader):
    found = "".join(page.extract_text() for page in reader.pages)
    return squeezed(found)


def squeezed(text):
    return "".join(text.replace(ZERO_WIDTH_SPACE, "").split())


def words_of(page):
    """Where each run of text begins, in millimetres from the upper left corner."""
    found = []

    def seen(text, cm, tm, _font, _size):
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append(Words(text, x / MM, layout.PAGE_HEIGHT_MM - y / MM))

    page.extract_text(visitor_text=seen)
    return found


def start_of(page, words):
    return next(one for one in words_of(page) if words in one.text)


@pytest.fixture(scope="module")
def plain():
    return opened(letters.sheet())


@pytest.fixture(scope="module")
def full():
    return opened(letters.ten_annexes())


def test_a_page_is_a4(plain):
    box = plain.pages[0].mediabox
    assert float(box.width) / MM == pytest.approx(210, abs=0.1)
    assert float(box.height) / MM == pytest.approx(297, abs=0.1)


def test_the_text_begins_28_mm_from_the_left_edge(plain):
    assert start_of(plain.pages[0], "县工业和信息化局").left == pytest.approx(28, abs=0.5)


def test_a_paragraph_begins_two_characters_further(plain):
    two = 2 * layout.TEXT_WIDTH_MM / layout.CHARACTERS
    assert start_of(plain.pages[0], "恒信达").left == pytest.approx(28 + two, abs=0.5)


def test_a_line_takes_28_characters_and_a_page_22_lines():
    reader = opened(letters.sheet(body=body_of("文" * 28 * 60)))
    lines = [line for line in reader.pages[1].extract_text().split("\n") if "文" in line]
    assert {len(line.strip()) for line in lines} == {28}
    assert len(lines) == 22


def test_lines_stand_on_the_grid():
    page = opened(letters.sheet(body=body_of("文" * 28 * 60))).pages[1]
    tops = sorted({round(one.top, 2) for one in words_of(page) if "文" in one.text})
    pitch = layout.LINE_PT / MM
    assert tops[0] > layout.TOP_MM
    assert all(b - a == pytest.approx(pitch, abs=0.05) for a, b in pairwise(tops))


def test_the_first_page_has_no_number_and_the_others_do(full):
    assert "—1—" not in squeezed(full.pages[0].extract_text())
    assert all(
        f"—{at}—" in squeezed(page.extract_text())
        for at, page in enumerate(full.pages[1:], start=2)
    )


def test_odd_pages_are_numbered_on_the_right_and_even_ones_on_the_left(full):
    assert start_of(full.pages[1], "— 2").left < 60
    assert start_of(full.pages[2], "— 3").left > 150


def test_nothing_of_a_long_letter_is_cut_off(full):
    found, sheet = text_of(full), letters.ten_annexes()
    parts = [sheet.issuer, sheet.title, sheet.number, sheet.urgency, sheet.contact, *sheet.cc]
    parts += [paragraph.text for paragraph in sheet.body]
    parts += [sheets.listed(annex) for annex in sheet.annexes]
    parts += [annex.body[0].text for annex in sheet.annexes]
    parts += [line.label for line in sheet.receipt.lines] + [sheet.qr.caption]
    without_numbers = re.sub("—[0-9]+—", "", found)
    assert [part for part in parts if squeezed(part) not in without_numbers] == []


def test_each_annex_begins_a_page_of_its_own(full):
    begun = [page for page in full.pages if squeezed(page.extract_text()).startswith("附件")]
    assert len(begun) == 10


def test_nothing_stands_outside_the_page(full):
    places = [one for page in full.pages for one in words_of(page)]
    assert min(one.left for one in places) >= 19.5
    assert max(one.left for one in places) <= 184.5
    assert max(one.top for one in places) <= 277


def test_what_was_typed_never_becomes_code():
    assert squeezed(HOSTILE) in text_of(opened(letters.sheet(body=body_of(HOSTILE), title=HOSTILE)))


def test_a_word_longer_than_a_line_is_broken_within_the_margins():
    reader = opened(letters.sheet(body=body_of("a" * 300)))
    runs = [one for one in words_of(reader.pages[0]) if "a" in one.text]
    assert len({round(one.top) for one in runs}) > 3


def test_a_register_lies_across_the_page_and_repeats_its_head():
    reader = opened(letters.register(60))
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in reader.pages)
    assert all("涉及单位" in page.extract_text() for page in reader.pages)
    assert squeezed(letters.SIXTY) in text_of(reader)


def test_the_same_sheet_makes_the_same_bytes():
    assert pdf(letters.sheet()) == pdf(letters.sheet())


def test_a_machine_without_chinese_fonts_takes_those_of_the_packages(monkeypatch):
    monkeypatch.setattr(fonts, "found", lambda: fonts.read(with_machine=False))

    reader = opened(letters.sheet())

    used = {
        font.get_object()["/BaseFont"]
        for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()
    }
    assert {name.split("+")[-1].split("-")[0] for name in used} == {"NotoSerifSC", "NotoSansSC"}
    assert squeezed(letters.sheet().title) in text_of(reader)
