"""An enterprise's page holds its tickets: all that the viewer may see, as many as the ledger."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cases.models import Rating
from cases.tickets.rules.vocabulary import Answer, Channel, Satisfaction
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

LEDGER = "/cases/tickets/"


@pytest.fixture
def firm(dispatcher):
    return EnterpriseFactory(county=dispatcher.county)


def page(client, firm, **asked) -> str:
    return client.get(f"/enterprises/{firm.pk}/", asked).content.decode()


def titles(shown: str) -> list[str]:
    section = re.search(r'<section class="card" id="tickets".*?</section>', shown, re.S)[0]
    return re.findall(r'class="rows-title"[^>]*>([^<]*)<', section)


def tallies(shown: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]*)" data-tally="([^"]*)"', shown)
    return {url.replace("&amp;", "&"): number for url, number in found}


def test_what_is_open_stands_before_what_is_closed(signed_in, dispatcher, firm):
    TicketFactory(enterprise=firm, closed=True, title="办完的")
    TicketFactory(enterprise=firm, in_hand=True, title="在办的")
    TicketFactory(title="别家企业的")

    assert titles(page(signed_in(dispatcher), firm)) == ["在办的", "办完的"]


def test_its_numbers_are_the_ledgers(signed_in, dispatcher, firm):
    for _ in range(11):
        TicketFactory(enterprise=firm, in_hand=True)
    TicketFactory(enterprise=firm, closed=True)
    client = signed_in(dispatcher)

    shown = tallies(page(client, firm))

    every, opened = f"{LEDGER}?enterprise={firm.pk}", f"{LEDGER}?state=open&enterprise={firm.pk}"
    assert (shown[every], shown[opened]) == ("12", "11")
    for address in (every, opened):
        assert f'data-total="{shown[address]}"' in client.get(address).content.decode()


def test_the_rest_stands_on_further_pages(signed_in, dispatcher, firm):
    for number in range(12):
        TicketFactory(enterprise=firm, closed=True, title=f"第{number}件")
    client = signed_in(dispatcher)

    first, second = titles(page(client, firm)), titles(page(client, firm, tickets="2"))

    assert (len(first), len(second)) == (10, 2)
    assert len({*first, *second}) == 12
    assert titles(page(client, firm, tickets="nonsense")) == first


def test_a_unit_reads_its_own_and_hears_of_no_other(signed_in, handler, outsider, firm):
    TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit, title="本单位的")
    TicketFactory(enterprise=firm, in_hand=True, unit=outsider.unit, title="别家的")

    shown = page(signed_in(handler), firm)

    assert titles(shown) == ["本单位的"]
    assert tallies(shown)[f"{LEDGER}?enterprise={firm.pk}"] == "1"


def rate(ticket, comment):
    return Rating.objects.create(
        ticket=ticket,
        round=1,
        answer=Answer.SOLVED,
        satisfaction=Satisfaction.SATISFIED,
        comment=comment,
        channel=Channel.LINK,
        rated_at=timezone.now(),
    )


def test_ratings_are_for_the_county_and_not_for_who_handled(signed_in, dispatcher, handler, firm):
    rate(TicketFactory(enterprise=firm, closed=True, unit=handler.unit), "电通了")

    assert "电通了" in page(signed_in(dispatcher), firm)
    assert "电通了" not in page(signed_in(handler), firm)
    assert "企业评价" not in page(signed_in(handler), firm)
