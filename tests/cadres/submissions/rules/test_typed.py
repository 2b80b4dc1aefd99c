"""What somebody typed is a number, a day or a text, or it is nothing; it is never a failure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.submissions.rules import typed_values


@pytest.mark.parametrize(
    "text",
    ["²", "٣", "-1", "1.5", "", None, "1e3", "0x10", "1" + "0" * 30, str(2**63), "一", "1 2"],
)
def test_what_is_no_number_of_ours_is_none(text):
    assert typed_values.number(text) is None


@pytest.mark.parametrize(("text", "found"), [("0", 0), (" 12 ", 12), (str(2**63 - 1), 2**63 - 1)])
def test_a_number_is_read_as_it_stands(text, found):
    assert typed_values.number(text) == found


def test_a_page_in_the_address_is_always_a_page():
    pages = [typed_values.page(text) for text in ("3", "0", "²", None, "9" * 18, "9" * 40)]

    assert pages == [3, 1, 1, 1, typed_values.LAST_PAGE, 1]


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "2026-13-01", "2026-02-30", "", None])
def test_a_day_with_which_nobody_can_count_is_none(text):
    assert typed_values.day(text) is None


def test_every_day_that_is_taken_can_be_counted_with():
    for found in (typed_values.day("1900-01-01"), typed_values.day("2199-12-31")):
        assert found
        assert found - timedelta(days=36500) < found < found + timedelta(days=36500)
    assert typed_values.month("2026-03") == date(2026, 3, 1)
    assert typed_values.month("9999-12") is None


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\u2066", "\u200f"])
def test_a_letter_that_nobody_sees_is_named_with_its_place(letter):
    sentence = typed_values.unreadable(f"恒信达{letter}艾草")

    assert f"U+{ord(letter):04X}" in sentence
    assert "在“恒信达”之后" in sentence


@pytest.mark.parametrize(
    "text", ["艾草\t制品\r\n公司", "“引号”——……", "👩‍🌾", "\u202d139 0000 0000\u202c"]
)
def test_ordinary_text_is_left_alone(text):
    assert typed_values.unreadable(text) == ""
