"""What may be told twice, and what is of one kind, is put before the office's eyes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.tickets.rules.duplicates import duplicates as merging
from cases.tickets.selectors.duplicates import duplicates as similar
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)
SAID = {
    "title": "厂区变压器容量不足",
    "description": "厂区变压器容量不足，申请增容 315 千伏安。",
}
REWORDED = {
    "title": "变压器容量不足影响生产",
    "description": "我厂变压器容量不足，上次申请增容 315 千伏安一直没有回音。",
}
OTHER = {"title": "招不到熟练工", "description": "车间缺熟练缝纫工三十名，请帮助招工。"}


@pytest.fixture
def firm(dispatcher):
    return EnterpriseFactory(county=dispatcher.county)


@pytest.fixture
def ticket(firm):
    return TicketFactory(enterprise=firm, **SAID)


def likely(ticket, viewer) -> list[int]:
    return [one.pk for one in similar.duplicates(ticket, seen_by=viewer)]


def similar_tickets(ticket, viewer) -> list[int]:
    return [one.pk for one in similar.similar_tickets(ticket, seen_by=viewer)]


def test_the_same_matter_in_other_words_is_found(firm, ticket, dispatcher):
    again = TicketFactory(enterprise=firm, **REWORDED)
    TicketFactory(enterprise=firm, **OTHER)

    assert likely(ticket, dispatcher.viewer(FRIDAY)) == [again.pk]


def test_the_name_of_the_enterprise_makes_nothing_alike(dispatcher):
    firm = EnterpriseFactory(
        county=dispatcher.county, name="南召县恒信达艾草制品加工销售有限责任公司"
    )
    one = TicketFactory(enterprise=firm, title="缺工", description="缺工")
    TicketFactory(enterprise=firm, title="停电", description="停电")

    assert likely(one, dispatcher.viewer(FRIDAY)) == []


def test_what_was_closed_long_ago_or_is_gone_is_no_duplicate(firm, ticket, dispatcher):
    TicketFactory(closed=True, enterprise=firm, unit=cast.unit("县供电公司"), **SAID)
    TicketFactory(void=True, enterprise=firm, **SAID)

    assert likely(ticket, dispatcher.viewer(date(2026, 4, 10))) == []


def test_what_was_closed_lately_is_shown_and_cannot_become_one_any_more(firm, ticket, dispatcher):
    TicketFactory(closed=True, enterprise=firm, unit=cast.unit("县供电公司"), **SAID)

    [found] = similar.duplicates(ticket, seen_by=dispatcher.viewer(date(2026, 4, 9)))

    assert not found.may_merge


def test_what_both_have_in_common_is_said(firm, ticket, dispatcher):
    TicketFactory(enterprise=firm, **REWORDED)

    [found] = similar.duplicates(ticket, seen_by=dispatcher.viewer(FRIDAY))

    assert found.shared == ("同一企业", "都说到“变压器容量不足”、“申请增容”")


def test_people_who_call_again_are_found_by_their_words_and_phone(dispatcher):
    told = {"enterprise": None, "county": dispatcher.county, "township": None}
    first = TicketFactory(**told, applicant_phone="13800000001", **SAID)
    again = {"title": "还是没有电", "description": "变压器容量不足，三个月没人管，请来看看。"}
    other = {"title": "还是没有电", "description": "变压器容量不足，三个月没人管，请看一看。"}
    TicketFactory(**told, applicant_phone="13800000001", **again)
    TicketFactory(**told, applicant_phone="13800000002", **other)
    viewer = dispatcher.viewer(FRIDAY)

    with CaptureQueriesContext(connection) as asked:
        [found] = similar.duplicates(first, seen_by=viewer)

    assert found.shared == ("同一电话", "都说到“变压器容量不足”")
    assert len(asked) <= 2


def test_other_enterprises_tell_the_same_kind_of_matter(ticket, dispatcher):
    theirs = EnterpriseFactory(county=dispatcher.county)
    kin = TicketFactory(enterprise=theirs, **REWORDED)
    TicketFactory(enterprise=theirs, **OTHER)
    TicketFactory(enterprise=theirs, category=CategoryFactory(name="用工"), **REWORDED)
    TicketFactory(enterprise=theirs, filed_on=date(2025, 11, 3), **REWORDED)

    assert similar_tickets(ticket, dispatcher.viewer(FRIDAY)) == [kin.pk]
    assert likely(ticket, dispatcher.viewer(FRIDAY)) == []


def test_what_one_may_not_see_is_not_alike(ticket, handler):
    TicketFactory(enterprise=EnterpriseFactory(county=handler.county), **REWORDED)

    assert similar_tickets(ticket, handler.viewer(FRIDAY)) == []


def test_one_query_finds_the_duplicates(firm, ticket, dispatcher):
    for _ in range(12):
        TicketFactory(enterprise=firm, **REWORDED)
    viewer = dispatcher.viewer(FRIDAY)

    with CaptureQueriesContext(connection) as asked:
        found = likely(ticket, viewer)

    assert len(asked) == 1
    assert len(found) == similar.SHOWN


def test_likeness_is_the_share_of_common_pairs():
    assert merging.likeness({1, 2, 3}, {2, 3, 4}) == 0.5
    assert merging.likeness({1}, {1}) == 1.0
    assert merging.likeness(set(), {1}) == 0.0
