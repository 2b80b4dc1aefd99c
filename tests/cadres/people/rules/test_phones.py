"""A phone stays as it was written, and what a phone can dial is read from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.people.rules import masking, phones

WRITTEN = {
    "13800138000（微信同号）": ["13800138000"],
    "0377-66666666转802": ["037766666666,802"],
    "0377-66666666 分机802": ["037766666666,802"],
    "0377—66666666—802": ["037766666666,802"],
    "(0377) 6666 6666": ["037766666666"],
    "66666666": ["66666666"],
    "6666666": ["6666666"],
    "400-800-1234": ["4008001234"],
    "010-12345678": ["01012345678"],
    "12345": ["12345"],
    "95598": ["95598"],
    "+86 377 6666 6666": ["037766666666"],
    "+852 9123 4567": ["+85291234567"],
    "１３８　００１３　８０００": ["13800138000"],
    "办公室：0377-66666666；张三 139.0013.9000（勿扰）": ["037766666666", "13900139000"],
    "13800138000 13900139000": ["13800138000", "13900139000"],
    "1.3937700002E+10": ["13937700002"],
    "1380013800013900139000": ["13800138000", "13900139000"],
    "13800138000\n0377-6666666": ["13800138000", "03776666666"],
}
NUMBERS = ("13800138000", "0377-66666666", "66666666", "400-800-1234", "0377-66666666转8")


@pytest.mark.parametrize(("written", "dials"), WRITTEN.items())
def test_every_usual_way_of_writing_can_be_dialled(written, dials):
    assert [piece.dial for piece in phones.numbers(written)] == dials
    assert phones.fault(written) == ""


@pytest.mark.parametrize("written", WRITTEN)
def test_the_pieces_are_what_was_written(written):
    assert "".join(piece.text for piece in phones.pieces(written)) == written


@pytest.mark.parametrize(
    "written",
    ["同上", "123", "1381234123", "138123412345", "91411321MAKJYCTY41", "见名片", "138 6666 666"],
)
def test_what_nobody_can_call_is_said(written):
    assert phones.numbers(written) == []
    assert "没有认出电话号码" in phones.fault(written)


@pytest.mark.parametrize("written", ["1.39377E+10", "1.393770002e10", "1E+10"])
def test_a_number_whose_last_digits_a_spreadsheet_lost_is_no_number(written):
    assert phones.numbers(written) == []
    assert phones.fault(written) == phones.DIGITS_LOST


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1.3937700002E+10", "13937700002"),
        ("\u202d138 0013 8000\u202c", "13800138000"),
        ("'13800138000", "13800138000"),
        ('="0377-66666666"', "0377-66666666"),
        ("13800138000（微信同号）", "13800138000（微信同号）"),
        ("13800138000\r\n13900139000", "13800138000、13900139000"),
        ("  ", ""),
    ],
)
def test_a_remark_is_kept_and_what_came_by_copying_is_not(written, kept):
    assert phones.kept(written) == kept


@given(
    st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3),
    st.sampled_from(["、", "；", " / ", "\n", "，"]),
    st.sampled_from(["", "张三", "（微信同号）", "王会计："]),
)
@settings(max_examples=40, deadline=None)
def test_no_number_of_a_cell_is_lost(numbers, mark, remark):
    written = mark.join(remark + number for number in numbers)

    assert len(phones.numbers(phones.kept(written))) == len(numbers)


def test_the_one_mobile_of_a_cell_is_who_somebody_is():
    assert phones.mobile("13800138000（微信同号）、0377-66666666") == "13800138000"
    assert phones.mobile("13800138000、13900139000") == ""
    assert phones.mobile("0377-66666666") == ""


@pytest.mark.parametrize(
    ("sought", "stored", "fits"),
    [
        ("138 0013 8000", "张三13800138000（微信）", True),
        ("0377-66666666", "0377-66666666转802", True),
        ("66666666", "0377-66666666", True),
        ("0377-66666666", "66666666", True),
        ("0371-66666666", "0377-66666666", False),
        ("13900139000", "13800138000", False),
    ],
)
def test_a_number_is_found_with_and_without_its_area_code(sought, stored, fits):
    assert bool(phones.asked_for(sought) & phones.keys(stored)) is fits


@pytest.mark.parametrize("words", ["恒信达", "恒信达13800138000", "2026", ""])
def test_words_are_no_number(words):
    assert phones.asked_for(words) == set()


def test_masked_is_every_number_and_no_remark():
    assert masking.phone("13800138000（微信同号）、66666666") == "138****8000、****66"


@pytest.mark.parametrize(
    ("written", "is_public"),
    [
        ("0377-66900000", True),
        ("0377-66900000转8、400-800-1234", True),
        ("13800138000", False),
        ("0377-66900000、13800138000", False),
        ("66900000", False),
        ("", False),
    ],
)
def test_only_office_lines_hang_at_a_gate(written, is_public):
    assert phones.is_public(written) is is_public
