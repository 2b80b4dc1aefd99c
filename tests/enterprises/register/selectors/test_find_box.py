"""The one box: own enterprises first, nearer names before farther, nobody else's register."""

from __future__ import annotations

from datetime import date

import pytest

from enterprises.register.selectors import find_box
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import TownshipFactory

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def firm(liaison):
    town = TownshipFactory(name="云阳镇", parent=liaison.county)
    return EnterpriseFactory(county=liaison.county, name="宏远泰建材有限公司", township=town)


@pytest.fixture
def names(liaison):
    def ask(words):
        return [row.name for row in find_box.found(words, seen_by=liaison.viewer(FRIDAY))]

    return ask


@pytest.mark.parametrize("words", ["宏远建材", "泰建", "hyt", "云阳", "云阳 宏泰", "hy 云阳"])
def test_a_part_initials_and_the_township_find_it(firm, names, words):
    assert firm.name in names(words)


def test_every_word_must_fit(firm, names):
    assert names("云阳 恒信") == []


def test_the_own_ones_come_first(firm, names, liaison):
    own = EnterpriseFactory(county=liaison.county, name="南召远大宏图建材有限公司")
    AssignmentFactory(enterprise=own, cadre=liaison.cadre)

    found = find_box.found("建材", seen_by=liaison.viewer(FRIDAY))

    assert [(row.name, row.is_own) for row in found] == [(own.name, True), (firm.name, False)]


def test_the_nearer_name_comes_before_the_farther(firm, names, liaison):
    EnterpriseFactory(county=liaison.county, name="宏远建材厂")

    assert names("宏远建材") == ["宏远建材厂", firm.name]


def test_what_left_the_register_and_other_counties_are_not_found(firm, names, stranger):
    EnterpriseFactory(county=stranger.county, name="宏远外县建材厂")
    EnterpriseFactory(county=firm.county, name="宏远旧建材厂", is_active=False)

    assert names("宏远") == [firm.name]


@pytest.mark.parametrize("words", ["", "  ", "（）", "\x00", "%_", "[^"])
def test_signs_alone_find_nothing(firm, names, words):
    assert names(words) == []


def test_the_questions_are_as_many_for_one_as_for_twenty(
    firm, liaison, django_assert_max_num_queries
):
    for number in range(25):
        EnterpriseFactory(county=liaison.county, name=f"宏远{number}建材厂")
    viewer = liaison.viewer(FRIDAY)

    # Whether a word is common, the township, what is judged, what is shown.
    with django_assert_max_num_queries(4):
        assert len(find_box.found("宏远", seen_by=viewer)) == find_box.FOUND
