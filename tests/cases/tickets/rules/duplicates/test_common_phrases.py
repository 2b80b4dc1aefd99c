"""What two texts of one matter share is said in words of theirs."""

from __future__ import annotations

from time import thread_time

from cases.tickets.rules.duplicates.phrases import LONGEST, SHOWN, common_phrases

ONE = "尊敬的领导您好：星沙镇板桥小区夜宵一条街占道经营，凌晨两点噪音扰民。"
OTHER = "您好，我住板桥小区 27 栋，楼下夜宵一条街占道经营，一直没有人管。"


def test_the_longest_common_phrase_stands_first():
    assert common_phrases(ONE, OTHER) == ["夜宵一条街占道经营", "板桥小区"]


def test_greetings_and_the_name_that_both_bear_are_no_common_phrase():
    both = "尊敬的领导您好，恒信达艾草制品公司"

    assert common_phrases(both + "缺工", both + "停电", besides="恒信达艾草制品公司") == []


def test_no_phrase_runs_over_a_full_stop():
    assert common_phrases("水压不足。停电", "水压不足停电了") == ["水压不足"]


def test_few_phrases_are_shown_none_endless_and_long_texts_cost_little():
    text = "、".join(f"第{number}条诉求涉及的具体事项和依据都写在这里了" for number in range(200))
    started = thread_time()

    found = common_phrases(text, text)

    assert thread_time() - started < 0.5
    assert len(found) == SHOWN
    assert all(len(phrase) <= LONGEST for phrase in found)
