"""What came along by copying is no part of a code, a number, a day or a word to search for."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.pages.selectors.filter_fields import DayField, SearchField
from cadres.search.rules import character_pairs
from cadres.submissions.rules import pasted_text, typed_values
from cadres.submissions.web import plain_text

UNSEEN = list("\u202a\u202b\u202c\u202d\u202e\u200b\ufeff\u2060\u00ad")


@given(
    st.text("91411321恒信达", min_size=2, max_size=12), st.lists(st.sampled_from(UNSEEN)), st.data()
)
@settings(max_examples=40, deadline=None)
def test_whatever_nobody_sees_is_cut_wherever_it_stands(text, unseen, data):
    written = list(text)
    for letter in unseen:
        written.insert(data.draw(st.integers(0, len(written))), letter)

    assert pasted_text.value("".join(written)) == text
    assert character_pairs.pairs("".join(written)) == character_pairs.pairs(text)


@pytest.mark.parametrize(
    "written", ["'2026-03-05", '="2026-03-05"', "\u202d2026-03-05\u202c", "`2026-03-05\u00a0"]
)
def test_a_day_is_read_however_it_was_copied(written):
    assert typed_values.day(written) == DayField().clean(written) == date(2026, 3, 5)


@pytest.mark.parametrize("written", ["恒信\u200b达", "\ufeff恒信达\u202c", "'恒信达", "“恒信达”"])
def test_words_are_sought_as_they_are_meant(written):
    assert SearchField().clean(written) == "恒信达"


def test_a_form_s_texts_lose_what_stands_at_their_ends():
    sent = RequestFactory().post("/?q=恒\u202d信", {"name": "\u202d甲公司\u202c"})

    plain_text.clean(sent)

    assert (sent.POST["name"], sent.GET["q"]) == ("甲公司", "恒信")


def test_what_needs_no_cutting_is_left_as_it_came():
    sent = RequestFactory().post("/?q=恒信", {"name": "甲公司"})
    before = sent.POST

    plain_text.clean(sent)

    assert sent.POST is before
    assert isinstance(sent.GET, QueryDict)
