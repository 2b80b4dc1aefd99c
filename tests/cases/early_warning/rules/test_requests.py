"""Which numbered requests a text makes, and which of them an answer leaves out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cases.early_warning.rules import requests

LEAST = Fraction(8, 100)
THREE = "一、请给二车间增容 200 千伏安；二、请把厂门口的电线杆迁走；三、请退还去年多收的力调电费。"


@pytest.mark.parametrize(
    "text",
    [
        THREE,
        "（1）请增容；（2）请迁电线杆；（3）请退电费。",
        "1、请增容。2、请迁电线杆。3、请退电费。",
        "一是请增容，二是请迁电线杆，三是请退电费。",
        "①请增容②请迁电线杆③请退电费",
    ],
)
def test_numbered_requests_are_found_in_their_order(text):
    assert [one.place for one in requests.found(text)] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "厂区变压器容量不足，申请增容 315 千伏安。",
        "投资1.5亿元，2.3亿元未到位。",
        "1、请增容。",
        "",
    ],
)
def test_where_fewer_than_two_are_numbered_there_is_no_list(text):
    assert requests.found(text) == []


def test_a_request_is_left_out_where_its_own_words_are_not_in_the_answer():
    answer = "二车间已增容并送电；厂门口的电线杆本月迁走。"

    left = requests.left_out(requests.found(THREE), answer, LEAST)

    assert [one.place for one in left] == [3]
    assert list(requests.words(left)) == ["第3项“请退还去年多收的力调电费”"]


def test_an_answer_that_is_numbered_alike_follows_the_list():
    answer = "一、已送电；二、已列入计划；三、不符合政策。"

    assert requests.left_out(requests.found(THREE), answer, LEAST) == []


def test_points_that_ask_for_nothing_are_not_looked_for():
    facts = requests.found("1、门口道路破损。2、夜里没有照明。")

    assert requests.left_out(facts, "会上已经研究。", LEAST) == []
