"""Whoever tells of a matter keeps it from their covering cadre, or from a unit: in every way."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, WrongState
from cadres.notifications.selectors import notices
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cases.figures.rules.completion import Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.models import Ticket
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.selectors import search, tickets
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.services import recipients
from cases.tickets.services.duplicates.duplicates import merge_tickets
from cases.tickets.services.handling.dispatch import dispatch_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import add_share
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import PostingFactory, moment

DAY = date(2026, 3, 6)
MARCH = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))
OFFICE = ("dispatcher", "caller", "office_head")


def ways(ticket: Ticket, viewer) -> set[bool]:
    """Every way of looking: list, search, figure, its rows, notice, the ticket itself."""
    found = [
        tickets.rows(seen_by=viewer).exists(),
        search.narrowed(tickets.rows(seen_by=viewer), "变压器").exists(),
        bool(completion.report(MARCH, seen_by=viewer).total.received),
        completion.tickets(MARCH, seen_by=viewer).exists(),
        bool(notices.render("ticket_filed", [ticket.pk], seen_by=viewer)),
    ]
    try:
        tickets.fetch(ticket.pk, seen_by=viewer)
        return {*found, True}
    except Absent:
        return {*found, False}


@pytest.fixture
def firm(liaison):
    firm = EnterpriseFactory(county=cast.county())
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return firm


@pytest.fixture
def from_cadres(firm) -> Ticket:
    return TicketFactory(enterprise=firm, filed_on=DAY, is_kept_from_cadres=True)


@pytest.fixture
def from_unit(firm, handler) -> Ticket:
    return TicketFactory(enterprise=firm, filed_on=DAY, kept_from_unit_ids=[handler.unit.pk])


def test_the_covering_cadre_finds_it_in_no_way(from_cadres, liaison):
    assert ways(from_cadres, liaison.viewer(DAY)) == {False}


@pytest.mark.parametrize("who", OFFICE)
def test_the_office_finds_it_in_every_way(from_cadres, from_unit, who, request):
    viewer = request.getfixturevalue(who).viewer(DAY)

    assert ways(from_cadres, viewer) == ways(from_unit, viewer) == {True}


def test_a_county_leader_who_covers_the_enterprise_does_not_find_it_either(
    from_cadres, firm, leader
):
    PostingFactory(cadre=leader.cadre, unit=leader.unit, role=Role.CADRE)
    AssignmentFactory(enterprise=firm, cadre=leader.cadre)
    other = TicketFactory(enterprise=EnterpriseFactory(county=cast.county()), filed_on=DAY)
    nobody_s = TicketFactory(enterprise=firm, filed_on=DAY, is_kept_from_cadres=True)
    Ticket.objects.filter(pk=nobody_s.pk).update(enterprise=None)

    seen = set(tickets.rows(seen_by=leader.viewer(DAY)))

    assert seen == {other, nobody_s}


def test_a_clerk_of_the_office_who_covers_it_leaves_it_to_colleagues(from_cadres, firm, caller):
    PostingFactory(cadre=caller.cadre, unit=caller.unit, role=Role.CADRE)
    AssignmentFactory(enterprise=firm, cadre=caller.cadre)

    assert ways(from_cadres, caller.viewer(DAY)) == {False}


def test_whoever_belongs_to_the_unit_finds_it_in_no_way(from_unit, handler, head, liaison):
    assert ways(from_unit, liaison.viewer(DAY)) == {True}
    PostingFactory(cadre=liaison.cadre, unit=handler.unit, role=Role.UNIT_CLERK)

    for who in (handler, head, liaison):
        assert ways(from_unit, who.viewer(DAY)) == {False}


def test_the_chat_group_of_the_unit_does_not_find_it_even_where_it_helps(firm, handler, outsider):
    own = [handler.unit.pk]
    at_work = {"in_hand": True, "enterprise": firm, "unit": outsider.unit}
    TicketFactory(**at_work, co_unit_ids=own, kept_from_unit_ids=own)
    group = viewers.of_unit(handler.unit.pk, at=moment(DAY))

    assert not tickets.rows(seen_by=group).exists()


def test_nobody_of_the_team_is_told(from_cadres, dispatcher):
    assert recipients.team(from_cadres, dispatcher.viewer(DAY)) == []


def test_it_goes_to_another_unit_alone(from_unit, handler, outsider, dispatcher):
    office = dispatcher.viewer(DAY)

    def given(unit, **more):
        kind = HandlingClass.GENERAL
        return dispatch_ticket(from_unit, actor=office, unit=unit, handling_class=kind, **more)

    with pytest.raises(Invalid, match="不愿让县供电公司看到"):
        given(handler.unit)
    with pytest.raises(Invalid, match="不愿让县供电公司看到"):
        given(outsider.unit, co_units=[handler.unit])
    offered = dispatch_units.dispatchable(from_unit, seen_by=office)
    assert handler.unit not in offered
    assert given(outsider.unit).unit == outsider.unit


def test_no_later_step_brings_it_there(firm, handler, outsider, dispatcher):
    ticket = TicketFactory(
        in_hand=True, enterprise=firm, unit=outsider.unit, kept_from_unit_ids=[handler.unit.pk]
    )
    office = dispatcher.viewer(DAY)

    with pytest.raises(Invalid, match="不愿让县供电公司看到"):
        reassign_ticket(ticket, actor=office, unit=handler.unit, reason="不属于我单位。")
    with pytest.raises(Invalid, match="不愿让县供电公司看到"):
        add_share(ticket, actor=office, unit=handler.unit)


def test_it_is_not_merged_into_what_others_see(from_cadres, firm, dispatcher):
    open_to_all = TicketFactory(enterprise=firm, filed_on=DAY)

    with pytest.raises(WrongState, match="不愿让包联干部"):
        merge_tickets(open_to_all, from_cadres, actor=dispatcher.viewer(DAY))
