"""A proposed title is about the matter: no greeting, nobody who speaks, nothing that announces."""

from __future__ import annotations

import pytest

from cases.tickets.rules.lists.titles import SHORT, short_title

ROAD = "厂区门口的市政道路自八月份开始施工"


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "您好，我是企业负责人，现反映如下问题：",
        "尊敬的领导：\n　　",
        "各位领导好！我公司是一家艾草加工企业，向您反映一个问题：",
        "县长您好，事情是这样的：",
        "企业来电反映，",
        "情况如下：",
        "现提出以下几点建议：",
    ],
)
def test_what_only_opens_is_no_title(opening):
    assert short_title(f"{opening}{ROAD}，至今没有完工。") == f"{ROAD}，至今没有完工"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # A clause that says something stays, however it begins.
        ("反映供电公司停电不通知，影响生产。", "反映供电公司停电不通知，影响生产"),
        ("我公司变压器容量不足，请增容。", "我公司变压器容量不足，请增容"),
        # Of nothing else something is left.
        ("您好，", "您好，"),
        ("您好。", "您好"),
        ("", ""),
    ],
)
def test_what_says_something_stays(text, title):
    assert short_title(text) == title


@pytest.mark.parametrize("number", ["一、", "1.", "1、", "（一）", "(1) ", "诉求如下：\n1．"])
def test_the_first_of_several_requests_loses_its_number(number):
    told = short_title(f"{number}厂门口路灯坏了三盏，夜班职工出行不便。\n二、公交末班车太早。")

    assert told == "厂门口路灯坏了三盏，夜班职工出行不便"
    assert short_title("3.5 千伏线路频繁跳闸。") == "3.5 千伏线路频繁跳闸"


def test_a_long_sentence_is_cut_at_a_comma():
    told = short_title(
        "厂区现有变压器容量不足，夏季高峰时设备停机，申请增容三百一十五千伏安，请尽快办"
    )
    assert told == "厂区现有变压器容量不足，夏季高峰时设备停机"
    assert len(short_title("很长" * 40)) == SHORT
