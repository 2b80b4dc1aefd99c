"""People and units in the one box: names, their sound, initials, phones; of one's region only."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.people.rules import accounts
from cadres.people.selectors import search_kinds
from cadres.search.selectors.box import Asked
from tests import cast
from tests.factories.people import CadreFactory, PostingFactory

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def person(dispatcher):
    made = CadreFactory(
        name="单德旺", name_pinyin="shandewang", find_text=accounts.find_text("单德旺"),
        account="shandewang0001", phone="13700137000",
    )  # fmt: skip
    PostingFactory(cadre=made, unit=cast.unit("南召县工业和信息化局"))
    return made


def people(words, who):
    return [
        row.title for row in search_kinds.ask_people(Asked(words), 5, seen_by=who.viewer(FRIDAY))
    ]


def units(words, who):
    return [
        row.title for row in search_kinds.ask_units(Asked(words), 5, seen_by=who.viewer(FRIDAY))
    ]


@pytest.mark.parametrize(
    "words", ["单德旺", "单旺", "sdw", "ddw", "shandew", "13700137000", "工信局 德旺", "gxj 单德"]
)
def test_a_person_is_found_by(person, dispatcher, words):
    assert people(words, dispatcher) == ["单德旺"]


def test_who_left_and_people_of_other_regions_are_not_found(person, dispatcher, stranger):
    assert people("单德旺", stranger) == []
    person.is_active = False
    person.save(update_fields=["is_active"])

    assert people("单德旺", dispatcher) == []


@pytest.mark.parametrize("words", ["工信局", "gxj", "工业信息"])
def test_a_unit_is_found_by(person, dispatcher, stranger, words):
    assert units(words, dispatcher) == ["南召县工业和信息化局"]
    assert units(words, stranger) == []
