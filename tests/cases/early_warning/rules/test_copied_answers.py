"""Whether an answer was written for another question."""

from __future__ import annotations

from fractions import Fraction

from cases.early_warning.rules import copied_answers
from cases.early_warning.rules.copied_answers import Said

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
