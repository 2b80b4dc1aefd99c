"""A part of a page is asked for when it is read, once, and where there can be something."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Explanation, Round, TicketEvent
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.selectors.page import ticket_page
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
PARTS = ("course", "measures", "files", "hands", "people", "actions")
OF_UPPER_ROOMS = ("letters", "supervision")


@pytest.fixture
def in_hand(handler):
    enterprise = EnterpriseFactory(county=handler.county)
    return TicketFactory(in_hand=True, unit=handler.unit, enterprise=enterprise, filed_on=FRIDAY)


def queries(read) -> int:
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)


@pytest.mark.parametrize("part", PARTS)
def test_what_was_read_is_not_asked_for_again(handler, in_hand, part):
    page = ticket_page.fetch(in_hand.pk, seen_by=handler.viewer(FRIDAY))

    assert queries(lambda: getattr(page, part)) > 0
    assert queries(lambda: getattr(page, part)) == 0


@pytest.mark.parametrize("part", OF_UPPER_ROOMS)
def test_what_an_upper_room_shows_is_asked_for_once_too(handler, in_hand, part):
    page = ticket_page.fetch(in_hand.pk, seen_by=handler.viewer(FRIDAY))

    assert queries(lambda: page.part(part)) > 0
    assert queries(lambda: page.part(part)) == 0


def test_what_is_not_read_is_not_asked_for(handler, in_hand):
    viewer = handler.viewer(FRIDAY)

    assert queries(lambda: ticket_page.fetch(in_hand.pk, seen_by=viewer)) == 1


def test_in_a_first_round_nothing_is_asked_of_what_follows_an_approval(dispatcher, in_hand):
    page = ticket_page.fetch(in_hand.pk, seen_by=dispatcher.viewer(FRIDAY))
    assert page.course

    assert queries(lambda: (page.sides, page.ratings)) == 0


def test_in_a_further_round_what_was_said_in_the_first_is_there(handler, in_hand):
    first = {"ticket": in_hand, "number": 1, "cause": RoundCause.FILED, "began_on": FRIDAY}
    Round.objects.create(**first, ended_on=FRIDAY)
    Explanation.objects.create(
        ticket=in_hand,
        round=1,
        told_on=FRIDAY,
        told_to="王厂长",
        text="按规定不能。",
        told_by=handler.cadre,
        filed_at=moment(FRIDAY),
    )
    TicketEvent.objects.create(
        ticket=in_hand,
        action=Action.EXPLAIN,
        at=moment(FRIDAY),
        actor=handler.cadre,
        actor_name=handler.cadre.name,
        state=State.UNCONFIRMED,
        due_on=in_hand.due_on,
    )
    in_hand.round = 2
    in_hand.save()

    sides = ticket_page.fetch(in_hand.pk, seen_by=handler.viewer(FRIDAY)).sides

    assert [one.number for one in sides.rounds] == [1]
    assert [one.told_to for one in sides.explanations] == ["王厂长"]


def test_the_digest_is_of_what_the_page_shows(head, in_hand):
    MeasureFactory(ticket=in_hand, done=True)
    page = ticket_page.fetch(in_hand.pk, seen_by=head.viewer(FRIDAY))
    shown = page.digest
    assert shown == signature_digests.digest(in_hand)

    MeasureFactory(ticket=in_hand, done=True)

    assert page.digest == shown != signature_digests.digest(in_hand)
