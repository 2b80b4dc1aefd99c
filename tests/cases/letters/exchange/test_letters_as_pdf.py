"""Letters as PDF, opened again: pages, measures, and nothing lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from cases.letters.exchange import font_files
from cases.letters.exchange.pdf import ZERO_WIDTH_SPACE, pdf
from cases.letters.rules import layout, sheets
from cases.letters.rules.sheets import Cell, FormTable, body_of
from tests.factories import letters

MM = layout.POINTS_PER_MM
HOSTILE = '#let x = 1; $a^2$ @ref \\ *bold* _it_ "q" \' <label> `raw` // note /* [x] #panic()'


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


def rules_of(page):
    """The filled bars that cross the page, from above: left, top, right, bottom in millimetres."""
    found, corners = [], []

    def seen(operator, given, cm, _tm):
        if operator in (b"m", b"l"):
            x, y = (float(one) for one in given)
            across, up = x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]
            corners.append((across / MM, layout.PAGE_HEIGHT_MM - up / MM))
        elif operator == b"f" and corners:
            lefts, tops = zip(*corners, strict=True)
            found.append((min(lefts), min(tops), max(lefts), max(tops)))
            corners.clear()

    page.extract_text(visitor_operand_before=seen)
    return sorted((one for one in found if one[2] - one[0] > 100), key=lambda one: one[1])


def signs_without_a_font(reader):
    """How many signs are shown as the empty box of a font: its sign of number 0."""
    shown = [
        part.original_bytes
        for page in reader.pages
        for operands, operator in page.get_contents().operations
        if operator == b"TJ"
        for part in operands[0]
        if hasattr(part, "original_bytes")
    ]
    pairs = [one[at : at + 2] for one in shown for at in range(0, len(one), 2)]
    assert len(pairs) > 20
    return pairs.count(b"\0\0")


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


def test_two_red_lines_170_mm_wide_stand_4_mm_under_the_issuer_the_thicker_above(plain):
    upper, lower = rules_of(plain.pages[0])[:2]
    bottom = 30 + layout.headline(letters.sheet().issuer).height_mm
    assert upper[0] == pytest.approx(20, abs=0.05)
    assert upper[2] - upper[0] == lower[2] - lower[0] == pytest.approx(170, abs=0.05)
    assert upper[1] - bottom == pytest.approx(4, abs=0.05)
    assert lower[1] - upper[3] > 0.4
    assert upper[3] - upper[1] > 2 * (lower[3] - lower[1])


def test_two_more_stand_20_mm_above_the_foot_the_thicker_below(plain):
    upper, lower = rules_of(plain.pages[0])[2:]
    assert layout.PAGE_HEIGHT_MM - lower[3] == pytest.approx(20, abs=0.05)
    assert lower[1] - upper[3] > 0.4
    assert lower[3] - lower[1] > 2 * (upper[3] - upper[1])


def test_later_pages_have_no_red_lines(full):
    assert [len(rules_of(page)) for page in full.pages[:3]] == [4, 0, 0]


def test_the_number_stands_seven_eighths_of_a_sign_under_the_line(plain):
    page = plain.pages[0]
    top = start_of(page, "召助企函").top - 0.88 * layout.BODY_PT / MM
    assert top - rules_of(page)[1][3] == pytest.approx(14 / MM, abs=0.1)


def test_the_date_ends_four_characters_before_the_edge(plain):
    dated = start_of(plain.pages[0], "2026年3月2日")
    figures = 4 + 1 + 1
    longest = (3 + figures * 0.6) * layout.BODY_PT / MM
    four = 4 * layout.TEXT_WIDTH_MM / layout.CHARACTERS
    room = 28 + layout.TEXT_WIDTH_MM - four - dated.left
    assert 0.8 * longest < room < 1.1 * longest


def test_the_seal_has_two_free_lines_above_the_signer(plain):
    page = plain.pages[0]
    last = start_of(page, "前书面回复").top
    signer = [one for one in words_of(page) if one.text.startswith("南召县万人助万企")][-1]
    assert signer.top - last == pytest.approx(3 * layout.LINE_PT / MM, abs=0.2)


def test_a_signer_never_stands_on_a_page_without_a_word():
    pages = [
        opened(letters.sheet(body=body_of("文" * 28 * many))).pages[-1].extract_text()
        for many in range(8, 18)
    ]
    alone = [found for found in pages if "2026年3月2日" in found and "文" not in found]
    assert not alone


def test_rare_signs_are_shown_and_little_pictures_left_out():
    rare = "𠮷㐂䶮龘𬭚𫖯镕喆堃犇焱①Ⅳ℃‰№★☆□☑■▲"
    sheet = letters.sheet(
        issuer="𠮷祥局", body=body_of(f"{rare}😀👍🏻🇨🇳\u202e\x07。"), signer="𠮷祥局"
    )
    reader = opened(sheet)
    assert f"{rare}。" in text_of(reader)
    assert signs_without_a_font(reader) == 0


def test_an_empty_sheet_is_a_page_and_no_error():
    assert len(opened(letters.sheet(issuer="", title="", body=(), signer="")).pages) == 1


def test_a_row_of_a_form_stays_on_one_page():
    reader = opened(letters.register(60))
    rows = [f"召线〔2026〕{at}号" for at in range(1, 61)]
    split = [
        row for row in rows if not any(row in squeezed(p.extract_text()) for p in reader.pages)
    ]
    assert split == []


def test_room_for_a_seal_is_as_high_as_it_was_asked_for():
    page = opened(letters.register(1)).pages[0]
    label = start_of(page, "移送单位签章").top
    above = start_of(page, "召线").top
    assert label - above < 25


def test_a_form_is_signed_below_its_table():
    cells = ((Cell("企业名称", is_label=True), Cell("恒信达")),)
    sheet = letters.sheet(
        layout=sheets.Layout.FORM, body=(), tables=(FormTable("", (1, 3), cells),)
    )
    page = opened(sheet).pages[0]
    assert start_of(page, "2026年3月2日").top > start_of(page, "恒信达").top


def test_the_first_page_has_no_number_and_the_others_do(full):
    assert "—1—" not in squeezed(full.pages[0].extract_text())
    assert all(
        f"—{at}—" in squeezed(page.extract_text())
        for at, page in enumerate(full.pages[1:-1], start=2)
    )


def test_the_slip_that_is_cut_off_is_no_page_of_the_letter(full):
    slip = squeezed(full.pages[-1].extract_text())
    assert slip.startswith("回执")
    assert "—" not in slip


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
    begun = [re.match("附件[0-9]+", squeezed(page.extract_text())) for page in full.pages]
    assert [one.group() for one in begun if one] == [f"附件{at}" for at in range(1, 11)]


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
    monkeypatch.setattr(font_files, "found", lambda: font_files.read(with_machine=False))

    reader = opened(letters.sheet())

    used = {
        font.get_object()["/BaseFont"]
        for font in reader.pages[0]["/Resources"]["/Font"].get_object().values()
    }
    assert {name.split("+")[-1].split("-")[0] for name in used} == {"NotoSerifSC", "NotoSansSC"}
    assert squeezed(letters.sheet().title) in text_of(reader)
