"""People of one name are told apart where somebody is chosen among them."""

from __future__ import annotations

from cadres.pages.rules.namesakes import Known, labels, shared

BUREAU = Known("县工信局", "zhangwei1111")


def test_a_name_that_stands_once_needs_nothing_more():
    names = {1: "张伟", 2: "李娟"}

    assert shared(names) == set()
    assert labels(names, {}) == names


def test_two_of_one_name_are_told_apart_by_unit():
    names = {1: "张伟", 2: "李娟", 3: "张伟"}

    told = labels(names, {1: BUREAU, 3: Known("县住建局", "zhangwei2222")})

    assert told == {1: "张伟（县工信局）", 2: "李娟", 3: "张伟（县住建局）"}


def test_two_of_one_name_and_unit_are_told_apart_by_account():
    told = labels({1: "张伟", 3: "张伟"}, {1: BUREAU, 3: Known("县工信局", "zhangwei2222")})

    assert told == {1: "张伟（县工信局，zhangwei1111）", 3: "张伟（县工信局，zhangwei2222）"}
