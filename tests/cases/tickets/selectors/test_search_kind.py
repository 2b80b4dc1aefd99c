"""A ticket in the one box: by its number and any figure of it, by its words, by its enterprise."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.search.selectors.box import Asked
from cases.tickets.selectors import search_kind
from cases.tickets.services.filing import search_pairs
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import TownshipFactory

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def ticket(dispatcher):
    town = TownshipFactory(name="云阳镇", parent=dispatcher.county)
    firm = EnterpriseFactory(county=dispatcher.county, name="宏远泰建材有限公司", township=town)
    made = TicketFactory(
        enterprise=firm, county=dispatcher.county, number="召助企 2026-123", title="变压器容量不足"
    )
    made.pairs = search_pairs(made)
    made.save(update_fields=["pairs"])
    return made


def found(words, person):
    return [row.key for row in search_kind.ask(Asked(words), 5, seen_by=person.viewer(FRIDAY))]


@pytest.mark.parametrize(
    "words",
    [
        "召助企 2026-123",
        "123",
        "00123",
        "2026-123",
        "〔2026〕123号",
        "变压器",
        "宏远建材",
        "hyt",
        "宏远 云阳",
    ],
)
def test_it_is_found_by(ticket, dispatcher, words):
    assert found(words, dispatcher) == [ticket.pk]


@pytest.mark.parametrize("words", ["124", "2025-123", "云阳 恒信", "压变器"])
def test_it_is_not_found_by(ticket, dispatcher, words):
    assert found(words, dispatcher) == []


def test_a_number_kept_in_the_former_way_is_found_by_its_figure(ticket, dispatcher):
    former = TicketFactory(county=dispatcher.county, number="召助企〔2025〕00077号")

    assert found("77", dispatcher) == [former.pk]


def test_whoever_may_not_see_it_finds_it_by_nothing(ticket, outsider, stranger, handler):
    for person in (outsider, stranger, handler):
        for words in ("123", "召助企 2026-123", "变压器", "宏远建材"):
            assert found(words, person) == []
