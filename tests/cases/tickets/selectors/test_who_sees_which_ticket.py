"""One rule says who sees which ticket, whatever way they look."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent
from cadres.models import RegionLevel, Unit
from cadres.notifications.selectors import notices
from cadres.viewers.rules.roles import Role
from cases.figures.rules.completion import Period
from cases.figures.selectors import completion, disputes
from cases.figures.selectors.completion import Question
from cases.models import Ticket
from cases.tickets.rules.list_views import View
from cases.tickets.selectors import search, tickets
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import accept_share, add_share, answer_share, end_share
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import CadreFactory, PostingFactory, UnitFactory

DAY = date(2026, 3, 6)
MARCH = Question(Period(date(2026, 3, 1), date(2026, 3, 31)))

SEES_ALL_OF_THE_COUNTY = {"dispatcher", "caller", "office_head", "leader", "supervisor"}
SEES_AS_UNIT = {"handler", "head"}
SEES_AS_LIAISON = {"liaison"}
SEES_NOTHING = {"officer", "sysadmin", "secadmin", "auditor", "outsider", "stranger"}
EVERYBODY = sorted(SEES_ALL_OF_THE_COUNTY | SEES_AS_UNIT | SEES_AS_LIAISON | SEES_NOTHING)


@pytest.fixture
def ticket(liaison, handler) -> Ticket:
    firm = EnterpriseFactory(county=cast.county())
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_way_of_looking_agrees(ticket, who, request):
    viewer = request.getfixturevalue(who).viewer(DAY)
    sees = who not in SEES_NOTHING

    assert tickets.rows(seen_by=viewer).exists() is sees
    assert search.narrowed(tickets.rows(seen_by=viewer), "变压器").exists() is sees
    assert completion.report(MARCH, seen_by=viewer).total.received == int(sees)
    assert completion.tickets(MARCH, seen_by=viewer).exists() is sees
    assert bool(notices.render("ticket_filed", [ticket.pk], seen_by=viewer)) is sees


@pytest.mark.parametrize("who", sorted(SEES_NOTHING))
def test_a_hidden_ticket_is_as_absent_as_a_missing_one(ticket, who, request):
    viewer = request.getfixturevalue(who).viewer(DAY)

    with pytest.raises(Absent) as hidden:
        tickets.fetch(ticket.pk, seen_by=viewer)
    with pytest.raises(Absent) as missing:
        tickets.fetch(ticket.pk + 999, seen_by=viewer)
    assert hidden.value.message == missing.value.message


def test_coverage_of_yesterday_shows_nothing_today(ticket, liaison):
    liaison.cadre.assignments.update(to_on=date(2026, 3, 5))

    assert not tickets.rows(seen_by=liaison.viewer(DAY)).exists()
    assert tickets.rows(seen_by=liaison.viewer(date(2026, 3, 5))).exists()


def test_what_one_filed_stays_in_sight(liaison):
    own = TicketFactory(filed_by=liaison.cadre)
    assert list(tickets.rows(seen_by=liaison.viewer(DAY))) == [own]


def test_a_unit_sees_what_the_units_below_it_have(ticket, handler):
    below = UnitFactory(region=handler.county, parent=handler.unit)
    lower = TicketFactory(in_hand=True, enterprise=ticket.enterprise, unit=below)

    assert set(tickets.rows(seen_by=handler.viewer(DAY))) == {ticket, lower}


def test_the_unit_below_does_not_see_what_is_above(ticket, handler):
    below = UnitFactory(region=handler.county, parent=handler.unit)
    clerk = cast.person("站长", Role.UNIT_CLERK, Unit.objects.get(pk=below.pk))

    assert not tickets.rows(seen_by=clerk.viewer(DAY)).exists()


def test_a_co_handling_unit_sees_the_ticket(ticket, outsider):
    Ticket.objects.filter(pk=ticket.pk).update(co_unit_ids=[outsider.unit.pk])

    assert tickets.rows(seen_by=outsider.viewer(DAY)).exists()


def test_the_office_of_the_city_sees_its_counties(ticket):
    city = cast.county().parent
    assert city.level == RegionLevel.CITY
    clerk = cast.person("市办", Role.OFFICE_CLERK, cast.unit("市助企办", region=city))

    assert tickets.rows(seen_by=clerk.viewer(DAY)).exists()


def test_a_post_that_ended_shows_nothing(ticket, handler):
    handler.cadre.postings.update(to_on=date(2026, 3, 5))

    assert not tickets.rows(seen_by=handler.viewer(DAY)).exists()


def test_who_has_left_is_no_viewer(ticket, handler):
    handler.cadre.is_active = False
    handler.cadre.save(update_fields=["is_active"])

    assert not tickets.rows(seen_by=handler.viewer(DAY)).exists()


def test_who_holds_no_post_sees_nothing(ticket):
    nobody = cast.Person(CadreFactory(), cast.unit("县工信局"), cast.county())
    assert not tickets.rows(seen_by=nobody.viewer(DAY)).exists()


def test_several_posts_add_up(ticket, outsider, handler):
    PostingFactory(cadre=outsider.cadre, unit=handler.unit, role=Role.UNIT_CLERK)

    assert tickets.rows(seen_by=outsider.viewer(DAY)).exists()


# What an action makes of sight, whatever way one looks.


@pytest.fixture
def share(ticket, dispatcher, outsider):
    """The outsider's unit is asked to help."""
    return add_share(ticket, actor=dispatcher.viewer(DAY), unit=outsider.unit)


def sees(who, kind: str, ticket: Ticket) -> set[bool]:
    """Every way of looking; all answer alike, so the set holds one answer."""
    viewer = who.viewer(DAY)
    return {
        tickets.rows(seen_by=viewer).filter(pk=ticket.pk).exists(),
        search.narrowed(tickets.rows(seen_by=viewer), "变压器").exists(),
        bool(completion.report(MARCH, seen_by=viewer).total.received),
        bool(notices.render(kind, [ticket.pk], seen_by=viewer)),
        tickets.is_visible(ticket.pk, seen_by=viewer),
    }


def test_who_is_asked_to_help_sees_the_ticket(ticket, share, outsider):
    assert sees(outsider, "share_asked", ticket) == {True}


def test_who_helps_no_more_does_not(ticket, share, dispatcher, outsider):
    end_share(share, actor=dispatcher.viewer(DAY), reason="不再需要")

    assert sees(outsider, "share_asked", ticket) == {False}
    assert notices.render("share_ended", [ticket.pk], seen_by=outsider.viewer(DAY))


def test_an_answer_given_does_not_end_sight(ticket, share, outsider):
    accept_share(share, actor=outsider.viewer(DAY))
    answer_share(share, actor=outsider.viewer(DAY), answer="符合要求。")

    assert sees(outsider, "share_asked", ticket) == {True}


@pytest.mark.parametrize("keeps", [True, False])
def test_after_a_reassignment_the_old_unit_sees_it_only_while_it_helps(
    ticket, dispatcher, handler, outsider, keeps
):
    reassign_ticket(
        ticket,
        actor=dispatcher.viewer(DAY),
        unit=outsider.unit,
        reason="属气象部门",
        keeps_share=keeps,
    )

    assert sees(handler, "share_added", ticket) == {keeps}
    assert sees(outsider, "share_added", ticket) == {True}


def test_the_helpers_of_the_old_unit_see_it_no_more(ticket, share, dispatcher, outsider):
    third = cast.person("高峰", Role.UNIT_CLERK, cast.unit("县住建局"))
    reassign_ticket(ticket, actor=dispatcher.viewer(DAY), unit=third.unit, reason="属住建部门")

    assert sees(outsider, "share_asked", ticket) == {False}


def test_who_objected_sees_neither_the_ticket_nor_what_was_said_of_it(
    liaison, handler, outsider, dispatcher
):
    firm = EnterpriseFactory(county=cast.county())
    ticket = TicketFactory(
        assigned=True, enterprise=firm, unit=handler.unit, dispatched_on=DAY, filed_on=DAY
    )
    object_to_ticket(ticket, actor=handler.viewer(DAY), reason="不属本单位职责")

    assert sees(handler, "ticket_objected", ticket) == {False}
    assert disputes.of(MARCH, seen_by=handler.viewer(DAY)).objections == 0
    assert disputes.of(MARCH, seen_by=dispatcher.viewer(DAY)).objections == 1


def test_what_was_raised_stands_before_no_other_county_s_head(ticket, stranger):
    elsewhere = cast.person("邻主任", Role.OFFICE_HEAD, stranger.unit)
    Ticket.objects.filter(pk=ticket.pk).update(raised_on=DAY)
    viewer = elsewhere.viewer(DAY)

    assert not tickets.rows(seen_by=viewer).in_view(View.RAISED, viewer).exists()


def test_another_s_hands_are_no_way_to_see_a_ticket(ticket, outsider):
    """The column says who works on it; sight comes from the unit alone."""
    Ticket.objects.filter(pk=ticket.pk).update(handler=outsider.cadre)

    assert sees(outsider, "ticket_handed_over", ticket) == {False}
