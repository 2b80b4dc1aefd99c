"""What a letter is: its number, its date, its measures, its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.errors import Invalid
from cases.letters.rules import composing, kinds, layout, sheets
from cases.letters.rules.sheets import Level
from cases.letters.rules.wording import clauses
from cases.supervision.rules import ladder_templates
from tests.factories import letters


def test_a_number_has_hexagonal_brackets_and_no_noughts():
    assert clauses.number("召营商办函", 2026, 5) == "召营商办函〔2026〕5号"


def test_a_date_has_arabic_figures_and_no_noughts():
    assert clauses.day(date(2026, 3, 2)) == "2026年3月2日"


def test_each_rung_that_prints_has_a_kind_of_letter_and_only_those():
    assert kinds.OF_TEMPLATE.keys() == ladder_templates.PRINTED


@pytest.mark.parametrize("word", ["秘密★1年", "机密★", "绝密"])
def test_state_secrets_are_refused(word):
    with pytest.raises(Invalid):
        letters.sheet(copy_number=word)


def test_a_title_may_speak_of_business_secrets():
    assert letters.sheet(title="关于保护企业商业秘密的函")


def test_twenty_two_lines_fill_the_type_area():
    height = layout.LINE_PT * layout.LINES / layout.POINTS_PER_MM
    assert height == pytest.approx(layout.TEXT_HEIGHT_MM)


def test_margins_and_type_area_make_a_page():
    assert layout.LEFT_MM + layout.TEXT_WIDTH_MM + layout.RIGHT_MM == layout.PAGE_WIDTH_MM
    assert layout.TOP_MM + layout.TEXT_HEIGHT_MM + layout.BOTTOM_MM == layout.PAGE_HEIGHT_MM


@given(st.text(alphabet="县政府（）办公室A", min_size=1, max_size=90))
def test_an_issuer_s_name_stays_whole_and_within_the_rules(name):
    head = layout.headline(name)
    room = layout.RULE_WIDTH_MM * layout.POINTS_PER_MM
    assert "".join(head.lines) == name
    assert all(head.size_pt * len(line.replace("A", "")) <= room + 0.1 for line in head.lines)


def test_a_form_of_words_is_read_into_levels():
    levels = [paragraph.level for paragraph in sheets.body_of(letters.TEXT)]
    assert levels == [Level.BODY, Level.FIRST, Level.SECOND, Level.THIRD, Level.BODY]


def test_a_sentence_that_begins_with_a_figure_is_no_heading():
    assert sheets.level_of("1.5万元已于3月1日拨付。") == Level.BODY


@pytest.mark.parametrize("sheet", [letters.sheet(), letters.ten_annexes(), letters.register()])
def test_a_sheet_comes_back_from_its_data(sheet):
    assert sheets.from_data(sheets.as_data(sheet)) == sheet


def test_number_and_date_do_not_touch_what_was_signed():
    sheet = letters.sheet()
    later = replace(sheet, number="召助企函〔2026〕6号", dated_on=date(2026, 3, 3))
    assert sheets.content_digest(sheet) == sheets.content_digest(later)
    assert sheets.digest(sheet) != sheets.digest(later)


def test_a_signature_stands_for_words_addressee_and_days_and_for_nothing_else():
    sheet = letters.sheet()
    signed = composing.signed_digest(sheets.as_data(sheet), 7, 5)
    later = replace(sheet, number="召助企函〔2026〕6号", dated_on=date(2026, 3, 3))
    other = replace(sheet, contact="李娟")

    assert composing.signed_digest(sheets.as_data(later), 7, 5) == signed
    assert composing.signed_digest(sheets.as_data(other), 7, 5) != signed
    assert composing.signed_digest(sheets.as_data(sheet), 8, 5) != signed
    assert composing.signed_digest(sheets.as_data(sheet), 7, 3) != signed


def test_any_other_word_does():
    sheet = letters.sheet()
    assert sheets.content_digest(sheet) != sheets.content_digest(replace(sheet, contact="李娟"))


def test_what_no_document_can_carry_is_left_out():
    assert clauses.clean("一\x00二\x0b三\r\n四\ud800") == "一二三\n四"
