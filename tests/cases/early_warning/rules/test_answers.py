"""What an answer says, which requests it leaves out, and whether it was written for another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cases.early_warning.rules import copied_answers, requests, substance
from cases.early_warning.rules.copied_answers import Said

LEAST = Fraction(8, 100)
THREE = "一、请给二车间增容 200 千伏安；二、请把厂门口的电线杆迁走；三、请退还去年多收的力调电费。"


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "网友：您好！留言已收悉",
        "您反映的问题已收悉，已转相关部门调查处理，感谢您对我们工作的支持！2026年3月2日",
        "贵公司的诉求已转交县交通运输局核实、办理，敬请关注后续回复，谢谢！",
        "此事正在调查处理中。",
    ],
)
def test_courtesy_receipt_and_forwarding_say_nothing(answer):
    assert substance.length(answer) == 0


def test_what_was_found_and_done_is_counted_without_spaces():
    said = "您好！变压器已于 3 月 6 日更换并送电，两条生产线恢复运行。感谢您的支持。"

    assert substance.said(said) == "变压器已于 3 月 6 日更换并送电，两条生产线恢复运行"
    assert substance.length(said) == 24


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


ANSWER = "已组织银企对接会，农商行与贵公司当面沟通，后续由客户经理一对一跟进服务。"
LOAN = Said("贷款到期周转困难", "200 万元流动资金贷款下月到期，希望协调银行。", ANSWER)
FEES = Said("租赁手续费偏高", "数控机床走融资租赁，手续费偏高，请核实。", f"您好！{ANSWER}谢谢。")
SHARES = {"answers": Fraction(70, 100), "questions": Fraction(20, 100)}


def test_the_same_answer_to_another_question_is_copied():
    assert copied_answers.is_copied(LOAN, FEES, **SHARES)


def test_the_same_answer_to_the_same_question_is_none():
    again = Said("贷款到期周转困难", "300 万元流动资金贷款下月到期，请协调。", ANSWER)

    assert not copied_answers.is_copied(LOAN, again, **SHARES)


def test_sketches_of_copies_have_a_check_sum_in_common_and_fit_a_column():
    one, other = copied_answers.sketch(LOAN.answer), copied_answers.sketch(FEES.answer)

    assert set(one) & set(other)
    assert all(-(2**31) <= each < 2**31 for each in one)
    assert len(one) == copied_answers.SKETCH


def test_an_empty_answer_has_no_sketch_and_is_like_nothing():
    assert copied_answers.sketch("已收悉。") == []
    assert copied_answers.overlap("已收悉。", "已收悉。") == 0
