"""Attempts to reach the enterprise over the API: recorded, read, and what is still wanted."""

from __future__ import annotations

import pytest

from cases.tickets.rules.workflow import State
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.visitor import Visitor


@pytest.fixture
def ticket(handler):
    enterprise = EnterpriseFactory(county=handler.county)
    return TicketFactory(unconfirmed=True, enterprise=enterprise, unit=handler.unit)


def api(person, ticket, verb: str = "", **words):
    client = Visitor()
    client.force_login(person.cadre)
    where = f"/api/v1/tickets/{ticket.pk}/"
    if not verb:
        return client.get(where)
    return client.post(f"{where}{verb}/", words, content_type="application/json")


def test_an_attempt_is_recorded_and_read_with_what_is_still_wanted(ticket, caller):
    assert api(caller, ticket).json()["contact_attempts"] == []

    answer = api(caller, ticket, "try_contact", means="call", note="登记的手机停机。")

    assert answer.status_code == 200
    shown = api(caller, ticket).json()
    (attempt,) = shown["contact_attempts"]
    assert (attempt["means"], attempt["made_by"]) == ("call", caller.cadre.name)
    assert attempt["note"] == "登记的手机停机。"
    assert shown["contact_rest"] == "还要在 2 个不同的日子联系，最后一次须由另一位同志联系"


def test_nothing_is_wanted_of_a_matter_that_does_not_wait_for_the_enterprise(handler):
    enterprise = EnterpriseFactory(county=handler.county)
    ticket = TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit)

    shown = api(handler, ticket).json()

    assert (shown["state"], shown["contact_rest"]) == (State.IN_HAND, "")


@pytest.mark.parametrize("words", [{"means": "call", "note": " "}, {"means": "dove", "note": "无"}])
def test_an_attempt_says_how_and_what(ticket, caller, words):
    assert api(caller, ticket, "try_contact", **words).status_code == 422


def test_where_nobody_was_reached_it_is_said_that_somebody_was(ticket, caller):
    type(ticket).objects.filter(pk=ticket.pk).update(state=State.UNREACHED)

    answer = api(caller, ticket, "regain_contact", note="厂长回了电话。")

    assert answer.json()["state"] == State.UNCONFIRMED
