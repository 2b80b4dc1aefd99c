"""The register is one for everybody of the region, and nobody else's."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from cadres.errors import Absent
from enterprises.register.selectors import enterprises, find_box
from enterprises.register.selectors.filters import EnterpriseFilter
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import TownshipFactory

FRIDAY = date(2026, 11, 20)
EVERYBODY = [
    "dispatcher", "handler", "head", "liaison", "leader", "supervisor", "officer", "outsider",
]  # fmt: skip


@pytest.fixture
def enterprise(outsider):
    return EnterpriseFactory(county=outsider.county, name="恒信达艾草制品有限公司")


def chosen(person, address):
    request = SimpleNamespace(viewer=person.viewer(FRIDAY))
    rows = enterprises.rows(seen_by=request.viewer)
    return EnterpriseFilter(QueryDict(address), queryset=rows, request=request)


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_of_the_county_sees_the_register(request, enterprise, who):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)

    assert enterprises.fetch(enterprise.pk, seen_by=viewer) == enterprise


def test_another_county_does_not(enterprise, stranger):
    with pytest.raises(Absent):
        enterprises.fetch(enterprise.pk, seen_by=stranger.viewer(FRIDAY))


def test_missing_and_hidden_read_the_same(enterprise, stranger):
    viewer = stranger.viewer(FRIDAY)
    said = []
    for pk in (enterprise.pk, enterprise.pk + 999):
        with pytest.raises(Absent) as refused:
            enterprises.fetch(pk, seen_by=viewer)
        said.append(refused.value.message)

    assert said[0] == said[1]


@pytest.mark.parametrize("words", ["艾草", "恒信达", "有限 艾草", "91411321"])
def test_two_characters_of_name_or_code_find_it(enterprise, outsider, words):
    assert find_box.found(words, seen_by=outsider.viewer(FRIDAY)) == [enterprise]


def test_covered_and_uncovered_part_the_register(enterprise, outsider, liaison):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    alone = EnterpriseFactory(county=outsider.county)

    assert list(chosen(outsider, "covered=yes").qs) == [enterprise]
    assert list(chosen(outsider, "covered=no").qs) == [alone]


def test_coverage_that_is_over_leaves_a_gap(enterprise, outsider, liaison):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre, to_on=date(2026, 11, 19))

    assert list(chosen(outsider, "covered=no").qs) == [enterprise]


def test_who_was_not_called_on_lately_is_found(enterprise, outsider):
    lately = EnterpriseFactory(county=outsider.county)
    VisitFactory(enterprise=lately, visited_on=date(2026, 11, 1))

    assert list(chosen(outsider, "quiet=90").qs) == [enterprise]


def test_who_left_the_register_is_shown_only_where_asked_for(outsider):
    gone = EnterpriseFactory(county=outsider.county, is_active=False)

    assert list(chosen(outsider, "").qs) == []
    assert list(chosen(outsider, "registered=no").qs) == [gone]


def test_only_visible_townships_and_industries_can_be_chosen(enterprise, outsider):
    TownshipFactory(name="城关镇", parent=outsider.county)
    elsewhere = TownshipFactory(name="别处镇")
    EnterpriseFactory(county=outsider.county, industry="纺织")
    EnterpriseFactory(county=elsewhere.parent, industry="军工")

    offered = enterprises.choices(outsider.county.pk, seen_by=outsider.viewer(FRIDAY))

    assert [name for _, name in offered.townships] == ["城关镇"]
    assert offered.industries == [("纺织", "纺织")]
    assert offered.counties == []


def test_a_hidden_choice_and_a_missing_one_are_refused_alike(enterprise, outsider):
    hidden = TownshipFactory(name="别处镇").pk
    TownshipFactory(name="城关镇", parent=outsider.county)

    said = [
        str(chosen(outsider, f"township={pk}").errors["township"]).replace(str(pk), "n")
        for pk in (hidden, hidden + 999)
    ]

    assert said[0] == said[1]


def test_one_character_is_too_short_to_search(enterprise, outsider):
    assert "两个字" in str(chosen(outsider, "q=艾").errors["q"])
