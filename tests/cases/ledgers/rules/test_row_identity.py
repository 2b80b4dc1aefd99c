"""The very words make one matter, nearly the same words a question, others another matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.ledgers.rules import row_identity
from cases.ledgers.rules.row_identity import Message, Sameness, is_alike, plain, sameness

WRITINGS = ("，", "。", "“", "”", "「", "、", " ", "\u3000", "；", "！", "\u200b", "（", "）")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("道路破损约227米", "道路破损约227米。"),
        ("“道路”破损", "「道路」 破损"),
        ("1、道路破损；2、路灯不亮", "（1）道路破损。(2)路灯不亮"),
        ("①道路破损", "一、道路破损"),
        ("一是道路破损；二是路灯不亮", "1.道路破损；2.路灯不亮"),
        ("欠款1,200万元", "欠款１２００万元"),
        ("申请ＡＢＣ认证", "申请abc认证"),
    ],
)
def test_ways_of_writing_make_no_second_matter(one, other):
    assert plain(one) == plain(other)
    on = date(2026, 3, 30)
    assert row_identity.issue_key("C", on, one) == row_identity.issue_key("C", on, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("欠款3.5万元", "欠款35万元"),
        ("1-2号楼漏水", "12号楼漏水"),
        ("涨价5%", "涨价5"),
        ("1、2、3号楼", "123号楼"),
        ("冷库-5度", "冷库5度"),
        ("道路破损", "道路破损严重"),
    ],
)
def test_what_makes_a_difference_is_kept(one, other):
    assert plain(one) != plain(other)


@settings(max_examples=50, deadline=None)
@given(st.text("道路破损约米货车通行困难", min_size=2), st.data())
def test_punctuation_anywhere_changes_nothing(text, data):
    at = data.draw(st.integers(0, len(text)))
    mark = data.draw(st.sampled_from(WRITINGS))

    assert plain(text[:at] + mark + text[at:]) == plain(text)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("厂区门口道路破损约227米，货车通行困难", "厂区门口道路破损约230米，货车通行困难", True),
        ("欠款50万元", "欠款80万元", True),
        ("道路破损", "道路破损严重", True),
        ("路灯不亮", "路灯夜间不亮", True),
        ("用电紧张", "用水紧张", False),
        ("道路破损", "道路破损，另外厂区排水不畅，雨季积水，影响生产和职工出行", False),
        ("希望协调职业院校订单培养78人", "缺少熟练缝纫工316名，招工困难", False),
    ],
)
def test_a_word_more_is_near_and_another_matter_is_not(one, other, is_near):
    assert is_alike(plain(one), plain(other)) is is_near


AT = datetime(2026, 3, 1, 9, 0, 5)  # noqa: DTZ001
FIRST = Message("101", "A1", AT, "样例街路灯不亮")


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        ({}, Sameness.SAME),
        ({"text": "样例街的路灯全部不亮"}, Sameness.SAME),
        ({"asked_at": AT + timedelta(days=3)}, Sameness.SAME),
        ({"asked_at": AT + timedelta(hours=3), "text": "公交太少"}, Sameness.ALIKE),
        ({"asked_at": AT + timedelta(days=9), "text": "样例街路灯还是不亮"}, Sameness.ALIKE),
        ({"asked_at": AT + timedelta(days=400), "text": "公交太少"}, Sameness.OTHER),
        ({"number": "102"}, Sameness.ALIKE),
        ({"number": "102", "asked_at": AT + timedelta(seconds=1)}, Sameness.OTHER),
    ],
)
def test_a_message_is_known_by_two_of_its_signs(changed, how):
    assert sameness(replace(FIRST, **changed), FIRST) is how


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        ({}, Sameness.SAME),
        ({"asked_at": AT + timedelta(hours=1)}, Sameness.ALIKE),
        ({"asked_at": AT + timedelta(days=2)}, Sameness.OTHER),
        ({"author": "B2"}, Sameness.OTHER),
    ],
)
def test_without_a_number_author_moment_and_text_decide(changed, how):
    bare = replace(FIRST, number="")

    assert sameness(replace(bare, **changed), bare) is how
